#include "stemmers/words/inner_capitals.hpp"

#include "speur/ascii.hpp"

#include <algorithm>

namespace speur {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

bool has_inner_capital(std::string_view word) {
  return word.size() > 1 && std::ranges::any_of(word.substr(1), is_capital) &&
         std::ranges::any_of(word, is_small);
}

std::vector<std::size_t> split_at_capitals(std::string_view word, std::size_t most) {
  constexpr std::size_t least = 2;       // letters of a word
  constexpr std::size_t behind_name = 3;  // of the word behind capitals: BSNNummer, and not APIs
  std::vector<std::size_t> begins{0};
  const auto is_letter = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); };
  if (!std::ranges::all_of(word, is_letter)) return {};
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (!is_capital(word[at])) continue;
    const bool is_new = !is_capital(word[at - 1]);
    const auto small_behind = static_cast<std::size_t>(
        std::ranges::find_if_not(word.substr(at + 1), is_small) - word.substr(at + 1).begin());
    if (!is_new && small_behind + 1 < behind_name) continue;
    if (at - begins.back() < least) return {};
    begins.push_back(at);
  }
  if (begins.size() < 2 || begins.size() > most || word.size() - begins.back() < least) return {};
  return begins;
}

}  // namespace speur
