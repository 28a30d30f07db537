#include "searcher/index/edit_distance.hpp"

#include <algorithm>
#include <cassert>

namespace speur {

EditDistance::EditDistance(std::u32string_view word) : size_(word.size()) {
  assert(size_ <= longest);
  for (std::size_t i = 0; i < size_; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (word[i] < ascii_.size()) {
      ascii_[word[i]] |= bit;
      continue;
    }
    const auto known =
        std::ranges::find(others_, word[i], [](const auto& entry) { return entry.first; });
    if (known == others_.end()) {
      others_.emplace_back(word[i], bit);
    } else {
      known->second |= bit;
    }
  }
}

std::uint64_t EditDistance::places(char32_t letter) const {
  if (letter < ascii_.size()) return ascii_[letter];
  for (const auto& [other, bits] : others_) {
    if (other == letter) return bits;
  }
  return 0;
}

/// One column of the table of distances a letter: its differences downwards as two sets of bits.
template <class Text>
unsigned EditDistance::distance(Text other, unsigned bound) const {
  if (size_ == 0) return static_cast<unsigned>(other.size());
  const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
  std::uint64_t up = ~std::uint64_t{0}, down = 0, same = 0, before = 0;
  std::size_t result = size_;
  std::size_t left = other.size();
  for (const auto c : other) {
    const std::uint64_t here = places(static_cast<char32_t>(c));
    const std::uint64_t swapped = ((~same & here) << 1U) & before;
    same = ((((here & up) + up) ^ up) | here | down) | swapped;
    std::uint64_t more = down | ~(same | up);
    std::uint64_t less = same & up;
    if ((more & last) != 0) ++result;
    if ((less & last) != 0) --result;
    more = more << 1U | 1U;
    less <<= 1U;
    up = less | ~(same | more);
    down = more & same;
    before = here;
    if (--left + bound < result) return bound + 1;  // each letter takes off one at most
  }
  return static_cast<unsigned>(result);
}

unsigned EditDistance::to(std::u32string_view other, unsigned bound) const {
  return distance(other, bound);
}
unsigned EditDistance::to(std::string_view ascii, unsigned bound) const {
  return distance(ascii, bound);
}

}  // namespace speur
