#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace speur {

/// Docids, a bit each.
class PageSet {
 public:
  PageSet() = default;
  /// For docids up to `last`.
  explicit PageSet(std::uint32_t last) : words_(std::size_t{last} / 64 + 1) {}

  void add(std::uint32_t page) { words_[page / 64] |= std::uint64_t{1} << page % 64; }
  [[nodiscard]] bool has(std::uint32_t page) const {
    return (word(page / 64) >> page % 64 & 1U) != 0;
  }
  /// The bits of docids [64 * number, 64 * number + 64).
  [[nodiscard]] std::uint64_t word(std::size_t number) const {
    return number < words_.size() ? words_[number] : 0;
  }
  void set_word(std::size_t number, std::uint64_t bits) { words_[number] = bits; }
  [[nodiscard]] std::size_t count() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }
  /// In increasing order, until `use(page)` is false.
  template <typename Function>
  void for_each(const Function& use) const {
    for (std::size_t number = 0; number < words_.size(); ++number) {
      for (std::uint64_t bits = words_[number]; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(bits));
        if (!use(static_cast<std::uint32_t>(number * 64) + bit)) return;
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace speur
