#include "searcher/http/page/parts/html_writer.hpp"

#include "searcher/print/html_escape.hpp"
#include "searcher/print/result_json.hpp"

namespace speur::http {

void HtmlWriter::open(std::string_view name, Attributes attributes) {
  html_ += '<';
  html_ += name;
  for (const Attribute& attribute : attributes) {
    if (!attribute.is_present) continue;
    html_ += ' ';
    html_ += attribute.name;
    html_ += "=\"";
    append_html(html_, attribute.value);
    html_ += '"';
  }
  html_ += '>';
}

void HtmlWriter::close(std::string_view name) {
  html_ += "</";
  html_ += name;
  html_ += '>';
}

void HtmlWriter::leaf(std::string_view name, Attributes attributes, std::string_view content) {
  open(name, attributes);
  text(content);
  close(name);
}

void HtmlWriter::text(std::string_view text) {
  append_html(html_, text);
}

void HtmlWriter::text(const MarkedText& text) {
  html_ += marked_html(text);
}

}  // namespace speur::http
