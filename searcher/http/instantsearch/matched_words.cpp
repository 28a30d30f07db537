#include "searcher/http/instantsearch/matched_words.hpp"

#include "stemmers/words/folded_text.hpp"

#include <algorithm>

namespace speur::http {
namespace {

constexpr std::size_t least_in_common = 4;  // bytes

template <class Use>
void for_each_word(std::string_view folded, const Use& use) {
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    use(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

bool resemble(std::string_view a, std::string_view b) {
  if (a.find(b) != a.npos || b.find(a) != b.npos) return true;
  const auto [end, ignored] = std::ranges::mismatch(a, b);
  return static_cast<std::size_t>(end - a.begin()) >= least_in_common;
}

}  // namespace

QueryWords::QueryWords(const std::vector<std::string>& wanted,
                       const std::vector<std::string>& missing) {
  std::vector<std::string> absent;
  for (const std::string& word : missing) absent.push_back(fold_text(word).text);
  for (const std::string& text : wanted) {
    for_each_word(fold_text(text).text, [&](std::string_view word) {
      if (std::ranges::find(absent, word) != absent.end()) {
        all_found_ = false;
      } else if (std::ranges::find(found_, word) == found_.end()) {
        found_.emplace_back(word);
      }
    });
  }
}

MatchedWords QueryWords::in(const MarkedText& text) const {
  if (text.marks.empty()) return {};
  std::vector<bool> shown(found_.size(), false);
  for (const auto& [begin, end] : text.marks) {
    const std::string mark = fold_text(std::string_view(text.text).substr(begin, end - begin)).text;
    bool resembles_one = false;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (!resemble(mark, found_[i])) continue;
      shown[i] = resembles_one = true;
    }
    if (!resembles_one) shown.assign(shown.size(), true);
  }
  MatchedWords matched;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (shown[i]) matched.words.push_back(found_[i]);
  }
  const bool is_full = all_found_ && matched.words.size() == found_.size();
  matched.level = is_full ? "full" : "partial";
  return matched;
}

}  // namespace speur::http
