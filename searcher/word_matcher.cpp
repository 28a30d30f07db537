#include "searcher/word_matcher.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

/// Whether a run of `parts` is the compound `key`.
bool has_run(const std::vector<std::string_view>& parts, std::string_view key) {
  for (std::size_t first = 0; first < parts.size(); ++first) {
    std::string_view rest = key;
    for (std::size_t i = first; i < parts.size() && rest.starts_with(parts[i]); ++i) {
      rest.remove_prefix(parts[i].size());
      if (rest.empty()) return true;
      if (rest.front() != compound_separator) break;
      rest.remove_prefix(1);
    }
  }
  return false;
}

bool is_match(const StoredWord& word, const WordPattern& pattern) {
  switch (pattern.kind) {
    case WordPattern::Kind::exact:
      return word.exact == pattern.text;
    case WordPattern::Kind::stem:
      return word.stem == pattern.text;
    case WordPattern::Kind::part:
      return std::ranges::find(word.parts, pattern.text) != word.parts.end();
    case WordPattern::Kind::compound:
      return has_run(word.parts, pattern.text);
    case WordPattern::Kind::prefix:
      return word.exact.starts_with(pattern.text);
  }
  return false;
}

}  // namespace

StoredWord stored_word(const WordForm& form) {
  StoredWord word{form.exact, form.stem, {}, form.stop};
  for (const CompoundPart& part : form.parts) word.parts.push_back(part.stem);
  return word;
}

void WordMatcher::add(WordPattern pattern) {
  if (pattern.text.empty() || std::ranges::find(patterns_, pattern) != patterns_.end()) return;
  patterns_.push_back(std::move(pattern));
}

void WordMatcher::drop(UnitSet units) {
  std::erase_if(patterns_,
                [&](const WordPattern& pattern) { return (unit_bit(pattern.unit) & units) != 0; });
}

UnitSet WordMatcher::match(const StoredWord& word, TextField field) const {
  UnitSet units = 0;
  for (const WordPattern& pattern : patterns_) {
    if (pattern.field && *pattern.field != field) continue;
    const bool matches = is_match(word, pattern);
    if (matches) units |= unit_bit(pattern.unit);
  }
  return units;
}

}  // namespace speur
