#include "searcher/http/page/document.hpp"

#include "searcher/http/page/parts/facet_panel.hpp"
#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/parts/result_list.hpp"
#include "searcher/http/page/parts/search_form.hpp"
#include "searcher/http/page/parts/start.hpp"
#include "searcher/web/web_files.hpp"

namespace speur::http {
namespace {

/// A magnifying glass.
constexpr std::string_view icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cg fill='none' stroke='%231a5fa0' stroke-width='2.2'%3E%3Ccircle cx='6.5' cy='6.5' r='5'/%3E"
    "%3Cpath d='M10 10l5 5'/%3E%3C/g%3E%3C/svg%3E";

std::string heading(const Words& words, std::string_view site_name) {
  return site_name.empty() ? std::string(words(Message::page_heading))
                           : words(Message::page_heading_site, site_name);
}

std::string title(const PageView& view) {
  const std::string place = heading(view.words, view.site_name);
  if (view.result == nullptr) return place;
  std::string about = view.summary();
  if (view.state.page > 1) {
    about += ", " + view.words(Message::page_number, view.words.number(view.state.page));
  }
  return view.words(Message::page_title_query, about, place);
}

void write_region(HtmlWriter& html, const PageView& view) {
  const Words& words = view.words;
  const bool asks = view.result != nullptr;
  const auto region = html.element("div", {{"id", "speur"},
                                           {"class", "speur"},
                                           {"lang", code(words.language())},
                                           {"data-title", title(view)},
                                           {"data-status", asks ? view.count() : ""}});
  if (asks) {
    html.leaf("a", {{"class", "speur-skip"}, {"href", "#speur-results"}},
              words(Message::skip_to_results));
  }
  write_search_form(html, view);
  // Told to screen readers by the script, once the visitor stops typing.
  html.leaf(
      "p",
      {{"id", "speur-status"}, {"class", "speur-unseen"}, {"role", "status"}, {"data-local", ""}},
      "");
  html.leaf("p",
            {{"id", "speur-failed"}, {"class", "speur-failed"}, {"role", "alert"}, flag("hidden")},
            words(Message::failed));
  if (asks) {
    const std::string_view columns = view.facets.empty() ? "speur-alone" : "speur-body";
    const auto body = html.element("div", {{"class", columns}});
    write_facet_panel(html, view);
    const auto results =
        html.element("section", {{"class", "speur-main"}, {"aria-labelledby", "speur-results"}});
    write_results(html, view);
  } else {
    write_start(html, view);
  }
  write_shortcut_choice(html, view);
}

void write_head(HtmlWriter& html, std::string_view page_title, std::string_view heading_text,
                bool with_script) {
  const auto head = html.element("head");
  html.open("meta", {{"charset", "utf-8"}});
  html.leaf("title", {}, page_title);
  html.open("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.open("meta", {{"name", "robots"}, {"content", "noindex"}});
  html.open("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.open("link", {{"rel", "icon"}, {"href", icon}});
  html.open("link", {{"rel", "search"},
                     {"type", "application/opensearchdescription+xml"},
                     {"title", heading_text},
                     {"href", "opensearch.xml"}});
  html.open("link", {{"rel", "stylesheet"}, {"href", versioned(web_style)}});
  if (with_script) html.leaf("script", {{"src", versioned(web_script)}, flag("defer")}, "");
}

}  // namespace

std::string region_html(const PageView& view) {
  HtmlWriter html;
  write_region(html, view);
  return html.take();
}

std::string document_html(const PageView& view) {
  const Words& words = view.words;
  HtmlWriter html;
  html.doctype();
  {
    const auto root = html.element("html", {{"lang", code(words.language())}});
    write_head(html, title(view), heading(words, view.site_name), true);
    const auto body = html.element("body", {{"class", "speur-document"}});
    {
      const auto header = html.element("header", {{"class", "speur-header"}});
      if (!view.site_name.empty()) {
        const auto paragraph = html.element("p", {{"class", "speur-site"}});
        html.leaf("a", {{"href", view.link("")}}, view.site_name);
      }
    }
    {
      const auto main = html.element("main", {{"class", "speur-page-main"}});
      html.leaf("h1", {{"class", "speur-title"}}, heading(words, view.site_name));
      const auto element = html.element("speur-zoek");
      write_region(html, view);
    }
    const auto footer = html.element("footer", {{"class", "speur-footer"}});
    PageState other = view.state;
    const bool is_dutch = words.language() == Language::dutch;
    other.language = is_dutch ? Language::english : Language::dutch;
    const auto paragraph = html.element("p");
    html.leaf("a",
              {{"href", other.url()},
               {"lang", code(other.language)},
               {"hreflang", code(other.language)},
               {"data-language", ""}},
              words(Message::other_language));
  }
  return html.take();
}

std::string failure_html(Language language) {
  const Words words(language);
  HtmlWriter html;
  html.doctype();
  {
    const auto root = html.element("html", {{"lang", code(language)}});
    write_head(html, words(Message::failed_heading), words(Message::page_heading), false);
    const auto body = html.element("body", {{"class", "speur-document"}});
    const auto main = html.element("main", {{"class", "speur-page-main"}});
    html.leaf("h1", {{"class", "speur-title"}}, words(Message::failed_heading));
    html.leaf("p", {}, words(Message::failed_text));
    const auto paragraph = html.element("p");
    html.leaf("a", {{"href", ""}}, words(Message::try_again));
  }
  return html.take();
}

}  // namespace speur::http
