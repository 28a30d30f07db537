#include "indexer/suggestions/suggestion_changes.hpp"

#include "indexer/suggestions/suggestion_line.hpp"
#include "speur/schema.hpp"
#include "speur/suggestion_layout.hpp"

#include <algorithm>
#include <iterator>

namespace speur {
namespace {

double boost_of(const Xapian::Document& page) {
  const std::string prefix(boost_prefix);
  auto term = page.termlist_begin();
  term.skip_to(prefix);
  const bool is_boosted = term != page.termlist_end() && (*term).starts_with(prefix);
  return is_boosted ? boost_of_term(*term) : 1;
}

}  // namespace

void SuggestionChanges::count(const Xapian::Document& page, int change) {
  PageLine line;
  line.id = page.get_value(id_slot);
  line.url = page.get_value(url_slot);
  line.boost = boost_of(page);
  ids_[line.id] += change;
  const auto add = [&](PageLine::Source source, std::string_view text, std::string_view anchor) {
    line.source = source;
    line.text = text;
    line.anchor = anchor;
    lines_[line] += change;
  };
  add(PageLine::Source::title, page.get_value(title_text_slot), {});
  const std::string value = page.get_value(suggestions_slot);
  for (std::string_view rest = value; !rest.empty();) {
    const std::string_view said = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(said.size() + 1, rest.size()));
    if (said.empty()) continue;
    const std::string_view text = said.substr(1);
    if (said.front() == suggestion_title) add(PageLine::Source::other_title, text, {});
    if (said.front() == suggestion_phrase) add(PageLine::Source::phrase, text, {});
    if (said.front() != suggestion_heading) continue;
    const HeadingLine heading = heading_line(text);
    add(PageLine::Source::heading, heading.text, heading.anchor);
  }
}

std::vector<std::pair<PageLine, int>> SuggestionChanges::lines() const {
  std::vector<std::pair<PageLine, int>> changed;
  std::ranges::copy_if(lines_, std::back_inserter(changed),
                       [](const auto& line) { return line.second != 0; });
  return changed;
}

std::vector<std::string> SuggestionChanges::gone() const {
  std::vector<std::string> gone;
  for (const auto& [id, change] : ids_) {
    if (change < 0) gone.push_back(id);
  }
  return gone;
}

}  // namespace speur
