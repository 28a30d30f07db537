#include "searcher/http/page/parts/pagination.hpp"

#include <algorithm>
#include <string>

namespace speur::http {

std::size_t page_count(std::size_t hits, std::size_t depth) {
  // A page that ends beyond the depth cannot be asked for.
  return std::min((hits + hits_per_page - 1) / hits_per_page, last_page(depth));
}

void write_pagination(HtmlWriter& html, const PageView& view) {
  const std::size_t last = page_count(view.result->total_hits, view.depth);
  const std::size_t current = view.state.page;
  if (last < 2) return;
  const Words& words = view.words;
  const auto nav =
      html.element("nav", {{"class", "speur-pages"}, {"aria-label", words(Message::pages)}});
  const auto list = html.element("ul", {{"class", "speur-page-list"}});
  const auto link = [&](std::size_t page, std::string_view text, std::string_view label) {
    const auto item = html.element("li");
    html.leaf("a",
              {{"class", "speur-page"},
               {"href", view.state.at_page(page).url()},
               {"aria-label", label, !label.empty()},
               {"aria-current", "page", page == current}},
              text);
  };
  if (current > 1) link(current - 1, words(Message::previous), "");
  std::size_t written = 0;
  for (std::size_t page = 1; page <= last; ++page) {
    const bool is_near = page + 2 >= current && page <= current + 2;
    if (page != 1 && page != last && !is_near) continue;
    if (page > written + 1) html.leaf("li", {{"class", "speur-gap"}}, "…");
    link(page, words.number(page), words(Message::page_number, words.number(page)));
    written = page;
  }
  if (current < last) link(current + 1, words(Message::next), "");
}

}  // namespace speur::http
