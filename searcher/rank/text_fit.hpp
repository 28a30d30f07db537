#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace speur {

/// Where a unit of the query stands in a text: as a word, or as a part of one.
struct UnitPlace {
  std::uint32_t position = 0;
  std::size_t unit = 0;
  double share = 1;  ///< of the word
  auto operator<=>(const UnitPlace&) const = default;
};

/// How well a short text of a page (its title, another name, its first paragraph) fits the words of a query. For
/// one thread.
class TextFit {
 public:
  /// `weights`: what each unit of the query tells; 0 for those that are not wanted, and for function words.
  explicit TextFit(std::vector<double> weights);

  /// What all units tell together.
  [[nodiscard]] double total() const noexcept { return total_; }
  [[nodiscard]] bool is_wanted(std::size_t unit) const { return weights_[unit] > 0; }

  /// What part of the wanted words the text has, times what part of the text's words they are; in [0, 1]. A compound
  /// with a wanted word is no more than a part of that word: the page about the calendar is not the page about waste.
  /// `places`: of one text, increasing; `length`: its words, more than 0. total() is more than 0.
  [[nodiscard]] double operator()(std::span<const UnitPlace> places, double length);

 private:
  std::vector<double> weights_;
  double total_ = 0;
  std::vector<bool> seen_;  ///< units of the text; kept for the next one, so that none allocates
};

}  // namespace speur
