#include "searcher/word_matcher.hpp"

#include <utility>

namespace speur {

void WordMatcher::add(WordPattern pattern) {
  if (!pattern.text.empty()) patterns_.push_back(std::move(pattern));
}

void WordMatcher::drop(UnitSet units) {
  std::erase_if(patterns_,
                [&](const WordPattern& pattern) { return (unit_bit(pattern.unit) & units) != 0; });
}

UnitSet WordMatcher::match(const StoredWord& word, TextField field) const {
  UnitSet units = 0;
  for (const WordPattern& pattern : patterns_) {
    if (pattern.field && *pattern.field != field) continue;
    const bool matches = pattern.kind == WordPattern::Kind::exact ? word.exact == pattern.text
                         : pattern.kind == WordPattern::Kind::stem
                             ? word.stem == pattern.text
                             : word.exact.starts_with(pattern.text);
    if (matches) units |= unit_bit(pattern.unit);
  }
  return units;
}

}  // namespace speur
