#include "searcher/candidates/word_matcher.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

/// Whether one of `parts` is `stem`.
bool has_part(std::string_view parts, std::string_view stem) {
  for (stored::Reader reader(parts); !reader.done();) {
    if (reader.string() == stem) return true;
  }
  return false;
}

/// Whether a run of `parts` is the compound `key`.
bool has_run(std::string_view parts, std::string_view key) {
  for (stored::Reader first(parts); !first.done(); static_cast<void>(first.string())) {
    std::string_view rest = key;
    for (stored::Reader next(first.rest()); !next.done();) {
      const std::string_view part = next.string();
      if (!rest.starts_with(part)) break;
      rest.remove_prefix(part.size());
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
    case WordPattern::Kind::inflected:
    case WordPattern::Kind::stem:
      return word.stem == pattern.text;
    case WordPattern::Kind::part:
      return has_part(word.parts, pattern.text);
    case WordPattern::Kind::compound:
      return has_run(word.parts, pattern.text);
    case WordPattern::Kind::prefix:
      return word.exact.starts_with(pattern.text);
  }
  return false;
}

/// Whether what matches has all of the word that is sought.
bool is_whole_word(WordPattern::Kind kind) {
  return kind == WordPattern::Kind::exact || kind == WordPattern::Kind::inflected || kind == WordPattern::Kind::compound;
}

}  // namespace

void WordMatcher::add(WordPattern pattern) {
  if (pattern.text.empty() || std::ranges::find(patterns_, pattern) != patterns_.end()) return;
  sift(pattern);
  patterns_.push_back(std::move(pattern));
}

void WordMatcher::sift(const WordPattern& pattern) {
  switch (pattern.kind) {
    case WordPattern::Kind::exact:
      return exact_.add(pattern.text);
    case WordPattern::Kind::inflected:
    case WordPattern::Kind::stem:
      return stems_.add(pattern.text);
    case WordPattern::Kind::part:
      return parts_.add(pattern.text);
    case WordPattern::Kind::compound:
      return parts_.add(
          std::string_view(pattern.text).substr(0, pattern.text.find(compound_separator)));
    case WordPattern::Kind::prefix:
      has_prefixes_ = true;
  }
}

bool WordMatcher::may_match(const StoredWord& word) const {
  if (has_prefixes_ || exact_.may_have(word.exact) || stems_.may_have(word.stem)) return true;
  for (stored::Reader parts(word.parts); !parts.done();) {
    if (parts_.may_have(parts.string())) return true;
  }
  return false;
}

void WordMatcher::drop(UnitSet units) {
  std::erase_if(patterns_,
                [&](const WordPattern& pattern) { return (unit_bit(pattern.unit) & units) != 0; });
  exact_ = stems_ = parts_ = {};
  has_prefixes_ = false;
  for (const WordPattern& pattern : patterns_) sift(pattern);
}

UnitSet WordMatcher::match(const StoredWord& word, TextField field) const {
  if (!may_match(word)) return 0;
  UnitSet units = 0;
  for (const WordPattern& pattern : patterns_) {
    if ((!pattern.field || *pattern.field == field) && is_match(word, pattern)) units |= unit_bit(pattern.unit);
  }
  return units;
}

SectionMatch WordMatcher::match_in_section(const StoredWord& word) const {
  SectionMatch match;
  if (!may_match(word)) return match;
  for (const WordPattern& pattern : patterns_) {
    if (!is_match(word, pattern)) continue;
    const UnitSet unit = unit_bit(pattern.unit);
    if (!pattern.field || *pattern.field == TextField::heading) match.in_heading |= unit;
    if (!pattern.field || *pattern.field == TextField::body) match.in_text |= unit;
    if (pattern.kind == WordPattern::Kind::exact) match.exact |= unit;
    if (is_whole_word(pattern.kind)) match.whole |= unit;
  }
  return match;
}

}  // namespace speur
