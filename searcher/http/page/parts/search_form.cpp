#include "searcher/http/page/parts/search_form.hpp"

namespace speur::http {

void write_search_form(HtmlWriter& html, const PageView& view) {
  const Words& words = view.words;
  const auto form = html.element("form", {{"id", form_id},
                                          {"class", "speur-form"},
                                          {"role", "search"},
                                          {"method", "get"},
                                          {"autocomplete", "off"}});
  html.leaf("label", {{"for", "speur-q"}, {"class", "speur-label"}}, words(Message::query_label));
  {
    const auto box = html.element("div", {{"class", "speur-box"}});
    html.open("input", {{"id", "speur-q"},
                        {"class", "speur-input"},
                        {"type", "search"},
                        {"name", "q"},
                        {"value", view.state.query},
                        {"maxlength", "500"},
                        {"autocomplete", "off"},
                        {"autocapitalize", "none"},
                        {"spellcheck", "false"},
                        {"enterkeyhint", "search"},
                        {"data-local", ""}});
    html.leaf("button", {{"type", "submit"}, {"class", "speur-button"}}, words(Message::search));
    // Filled by the script, as are the roles that go with it.
    html.leaf("ul",
              {{"id", "speur-suggestions"},
               {"class", "speur-suggestions"},
               {"role", "listbox"},
               {"aria-label", words(Message::suggestions)},
               {"data-local", ""},
               flag("hidden")},
              "");
  }
  if (view.state.language != view.state.usual_language) {
    html.open("input",
              {{"type", "hidden"}, {"name", "lang"}, {"value", code(view.state.language)}});
  }
}

void write_shortcut_choice(HtmlWriter& html, const PageView& view) {
  const auto shortcut = html.element(
      "p",
      {{"id", "speur-shortcut"}, {"class", "speur-shortcut"}, {"data-local", ""}, flag("hidden")});
  const auto label = html.element("label");
  html.open("input", {{"type", "checkbox"}});
  html.text(view.words(Message::shortcut));
}

}  // namespace speur::http
