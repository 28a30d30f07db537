#include "searcher/words/spelling_cost.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <string_view>

namespace speur {
namespace {

constexpr std::size_t longest_compared = 64;
constexpr double edit = 1, first_letter = 0.35;
constexpr double swap = 0.85, doubled = 0.7, similar_sound = 0.75, vowel = 0.85, near_key = 0.85;
constexpr double same_sound = 0.8;  // of two letters for one or two others

/// Pairs of neighbours on a keyboard, and those that sound alike, in alphabetical order.
constexpr std::u32string_view near_keys =
    U"aq as aw az bg bh bn bv cd cf cv cx de df dr ds dx ef er es ew fg fr ft fv gh gt gv gy hj hn "
    U"hu hy ij ik io iu jk jm jn ju kl km ko lo lp mn op qw rt sw sx sz ty uy xz ";
constexpr std::u32string_view sounds = U"bp ck ce dt fv gj iy kq mn qu sz sc vw cs ";

bool is_pair(std::u32string_view pairs, char32_t a, char32_t b) {
  if (a > b) std::swap(a, b);
  for (std::size_t i = 0; i < pairs.size(); i += 3) {
    if (pairs[i] == a && pairs[i + 1] == b) return true;
  }
  return false;
}

bool is_vowel(char32_t c) {
  return std::u32string_view(U"aeiouy").find(c) != std::u32string_view::npos;
}

double replacing(char32_t typed, char32_t meant) {
  if (is_pair(sounds, typed, meant)) return similar_sound;
  if (is_vowel(typed) && is_vowel(meant)) return vowel;
  return is_pair(near_keys, typed, meant) ? near_key : edit;
}

/// Letters that are one sound with others, where that is more than one letter for another.
struct Confusion {
  std::u32string_view one, other;
};
constexpr std::array confusions = {Confusion{U"ei", U"ij"}, Confusion{U"g", U"ch"},
                                   Confusion{U"au", U"ou"}, Confusion{U"ie", U"i"},
                                   Confusion{U"ks", U"x"},  Confusion{U"ch", U"sj"},
                                   Confusion{U"qu", U"kw"}, Confusion{U"f", U"ph"},
                                   Confusion{U"t", U"th"},  Confusion{U"c", U"k"}};

}  // namespace

double spelling_cost(std::u32string_view typed, std::u32string_view meant) {
  assert(typed.size() <= longest_compared && meant.size() <= longest_compared);
  std::array<std::array<double, longest_compared + 1>, longest_compared + 1> cost;  // of the first i for the first j
  cost[0][0] = 0;
  // Adding or dropping is cheaper where it makes two equal letters one, or one two.
  const auto adding = [](std::u32string_view word, std::size_t i) {
    const bool is_double =
        (i > 0 && word[i] == word[i - 1]) || (i + 1 < word.size() && word[i] == word[i + 1]);
    return (is_double ? doubled : edit) + (i == 0 && !is_double ? first_letter : 0);
  };
  for (std::size_t i = 0; i <= typed.size(); ++i) {
    for (std::size_t j = 0; j <= meant.size(); ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e9;
      if (i > 0) best = std::min(best, cost[i - 1][j] + adding(typed, i - 1));
      if (j > 0) best = std::min(best, cost[i][j - 1] + adding(meant, j - 1));
      if (i > 0 && j > 0) {
        const double replaced =
            typed[i - 1] == meant[j - 1]
                ? 0
                : replacing(typed[i - 1], meant[j - 1]) + (i == 1 && j == 1 ? first_letter : 0);
        best = std::min(best, cost[i - 1][j - 1] + replaced);
      }
      if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1]) {
        best = std::min(best, cost[i - 2][j - 2] + swap + (i == 2 ? first_letter / 2 : 0));
      }
      const std::u32string_view typed_so_far = typed.substr(0, i);
      const std::u32string_view meant_so_far = meant.substr(0, j);
      for (const auto& [one, other] : confusions) {
        if (typed_so_far.ends_with(one) && meant_so_far.ends_with(other)) {
          best = std::min(best, cost[i - one.size()][j - other.size()] + same_sound);
        }
        if (typed_so_far.ends_with(other) && meant_so_far.ends_with(one)) {
          best = std::min(best, cost[i - other.size()][j - one.size()] + same_sound);
        }
      }
      cost[i][j] = best;
    }
  }
  return cost[typed.size()][meant.size()];
}

}  // namespace speur
