#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

namespace speur {

/// A set of units of a query; unit 63 stands for all beyond.
using UnitSet = std::uint64_t;
[[nodiscard]] constexpr UnitSet unit_bit(std::size_t unit) {
  return UnitSet{1} << (unit < 63 ? unit : 63);
}

/// What a word of a page must be to count as a match for a unit (a word or phrase) of the query.
struct WordPattern {
  enum class Kind : std::uint8_t { exact, stem, prefix };
  Kind kind = Kind::exact;
  std::string text;
  std::size_t unit = 0;
  std::optional<TextField> field;  ///< absent: everywhere
};

/// Tells which words of a page a query matched, by the same terms that found the page.
class WordMatcher {
 public:
  void add(WordPattern pattern);
  [[nodiscard]] bool empty() const noexcept { return patterns_.empty(); }
  [[nodiscard]] UnitSet match(const StoredWord& word, TextField field) const;
  /// `joined`: the terms of the pieces that begin at a word; they have no stem.
  template <typename Strings>
  [[nodiscard]] UnitSet match_joined(const Strings& joined, TextField field) const {
    UnitSet units = 0;
    for (const std::string_view term : joined) units |= match({term, {}, {}, false}, field);
    return units;
  }

 private:
  std::vector<WordPattern> patterns_;
};

}  // namespace speur
