#include "searcher/http/page/model/page_view.hpp"

#include "searcher/print/result_text.hpp"

namespace speur::http {

std::string PageView::link(std::string_view url) const {
  std::string absolute = absolute_url(site_url, url);
  // Where the site is, nobody said: then it is where this page is.
  return absolute.empty() ? "/" + std::string(url) : absolute;
}

std::string PageView::count() const {
  const std::size_t total = result->total_hits;
  if (total == 0) return std::string(words(Message::results_none));
  if (!result->total_hits_exact) return words(Message::results_over, words.number(total));
  if (total == 1) return std::string(words(Message::results_one));
  return words(Message::results_many, words.number(total));
}

std::string PageView::summary() const {
  return state.query.empty() ? count() : words(Message::results_for, count(), state.query);
}

}  // namespace speur::http
