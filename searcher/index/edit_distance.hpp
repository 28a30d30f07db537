#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// The optimal string alignment distance of many words to one: the least number of letters to add,
/// drop or replace, or of neighbours to swap, where no letter is edited twice. Some tens of
/// nanoseconds a word.
/// Source: Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances,
/// Nordic Journal of Computing 10(1), 2003.
class EditDistance {
 public:
  static constexpr std::size_t longest = 64;
  /// `word`: code points, at most `longest`.
  explicit EditDistance(std::u32string_view word);

  /// More than `bound` where it is more, not always how much.
  [[nodiscard]] unsigned to(std::u32string_view other, unsigned bound) const;
  /// The same for ASCII as it is.
  [[nodiscard]] unsigned to(std::string_view ascii, unsigned bound) const;

 private:
  template <class Text>
  [[nodiscard]] unsigned distance(Text other, unsigned bound) const;
  [[nodiscard]] std::uint64_t places(char32_t letter) const;

  std::size_t size_;
  std::array<std::uint64_t, 128> ascii_{};  // where in the word each letter stands, as bits
  std::vector<std::pair<char32_t, std::uint64_t>> others_;
};

}  // namespace speur
