#include "searcher/print/suggestion_output.hpp"

#include "searcher/print/result_json.hpp"
#include "searcher/print/result_text.hpp"
#include "searcher/print/styled_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace speur {

namespace json = boost::json;

json::object suggestions_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  json::array array;
  for (const Suggestion& suggestion : suggestions) {
    json::object object{{"text", suggestion.text.text},
                        {"html", marked_html(suggestion.text)},
                        {"kind", to_string(suggestion.kind)},
                        {"pages", suggestion.pages}};
    if (!suggestion.id.empty()) {
      object["id"] = suggestion.id;
      object["url"] = suggestion.url;
    }
    array.push_back(std::move(object));
  }
  return {{"query", typed}, {"suggestions", std::move(array)}};
}

std::string suggestions_text(const std::vector<Suggestion>& suggestions, const Terminal& terminal,
                             std::string_view site_url) {
  std::string text;
  for (const Suggestion& suggestion : suggestions) {
    const bool is_page = !suggestion.id.empty();
    const std::string link =
        terminal.links && is_page ? absolute_url(site_url, suggestion.url) : std::string();
    StyledText line;
    line.add(suggestion.text).add("  ");
    line.add(is_page ? (suggestion.url.empty() ? "/" : suggestion.url)
                     : counted(suggestion.pages, "page"),
             Style::faint, link);
    text += line.print(terminal, 0, 4);
  }
  return text;
}

}  // namespace speur
