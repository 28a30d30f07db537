#include "searcher/speller.hpp"

#include "searcher/spelling_cost.hpp"
#include "speur/code_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace speur {
namespace {

// Scores are logarithms of how often a word is meant, less what the errors in it cost. Tuned on
// half of the words of titles, so that the other half came back.
constexpr double per_cost = 5.5;
constexpr double in_title = 3, per_title = 0.3;
constexpr double split_cost = 1.8;     // of a space forgotten
constexpr double compound_cost = 0.5;  // of a compound that the site does not have
constexpr double least_score = -11;
// Code points of a typed word from which it may have two edits, and three (where nothing is nearer:
// two edits in one place can be three when each letter is edited once).
constexpr std::size_t two_edits_from = 5, three_edits_from = 9;

constexpr std::size_t shortest = 3, longest = 40;  // code points of a word that is corrected
constexpr std::size_t shortest_part = 3, shortest_typo = 4;  // of a compound
constexpr std::size_t most_compound_splits = 8;

std::u32string decoded(std::string_view utf8) {
  std::u32string points;
  decode_utf8(utf8, points);
  return points;
}

/// Letters only, and of a length at which a near word says something.
bool is_correctable(std::u32string_view word) {
  if (word.size() < shortest || word.size() > longest) return false;
  return std::ranges::all_of(
      word, [](char32_t c) { return (c >= U'a' && c <= U'z') || c == U'\'' || c >= 0x80; });
}

/// How common a word is: the logarithm of its pages, and more for one of titles.
double commonness(const SiteWord& word) {
  const double titles =
      word.title_pages > 0
          ? in_title + per_title * std::log1p(static_cast<double>(word.title_pages))
          : 0;
  return std::log1p(static_cast<double>(word.pages)) + titles;
}

bool has_vowel(std::u32string_view word) {
  return word.find_first_of(U"aeiouy") != std::u32string_view::npos;
}

/// Bytes where a code point begins, but the first.
bool is_boundary(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80;
}

}  // namespace

/// The best so far. Of equal scores the first in alphabetical order, so that answers do not depend
/// on the order of files.
struct Speller::Guess {
  std::string text;
  double score = least_score;

  void offer(std::string candidate, double candidate_score) {
    if (candidate_score < score || (candidate_score == score && candidate >= text)) return;
    text = std::move(candidate);
    score = candidate_score;
  }
};

bool Speller::is_known(std::string_view exact) const {
  return is_known_ && is_known_(exact);
}

bool Speller::is_right(std::string_view exact) const {
  return words_.find(exact).has_value() || is_known(exact);
}

void Speller::guess_word(std::string_view exact, Guess& best) const {
  const std::u32string typed = decoded(exact);
  const auto offer = [&](unsigned edits) {
    for (const auto& [word, distance] : words_.similar(exact, edits)) {
      const std::u32string meant = decoded(word.text);
      if (meant.size() < shortest) continue;
      // Three letters that are no word are mostly an acronym.
      if (typed.size() == shortest && (meant.size() == shortest || !has_vowel(typed))) continue;
      best.offer(std::string(word.text), commonness(word) - per_cost * spelling_cost(typed, meant));
    }
  };
  offer(typed.size() < two_edits_from ? 1 : 2);
  if (best.text.empty() && typed.size() >= three_edits_from) offer(3);
}

/// deperiode: de periode.
void Speller::guess_split(std::string_view exact, Guess& best) const {
  for (std::size_t at = 2; at + 2 <= exact.size(); ++at) {
    if (!is_boundary(exact, at)) continue;
    const auto left = words_.find(exact.substr(0, at));
    if (!left) continue;
    const auto right = words_.find(exact.substr(at));
    if (!right) continue;
    const double common = std::min(commonness(*left), commonness(*right));
    best.offer(std::string(left->text).append(" ").append(right->text),
               common - per_cost * split_cost);
  }
}

/// subsidievoorwarden: a word that is right, and one that is meant.
void Speller::guess_compound(std::string_view exact, Guess& best) const {
  struct Place {
    std::size_t at;
    bool left_is_right;
    double common;
  };
  std::vector<Place> places;
  // A left part may have linking letters.
  const auto left_part = [&](std::string_view left) -> std::optional<SiteWord> {
    for (const std::string_view link : {"", "s", "en", "n", "e"}) {
      if (!left.ends_with(link) || left.size() < link.size() + shortest_part) continue;
      if (const auto word = words_.find(left.substr(0, left.size() - link.size()))) return word;
    }
    return std::nullopt;
  };
  for (std::size_t at = shortest_part; at + shortest_part <= exact.size(); ++at) {
    if (!is_boundary(exact, at)) continue;
    const std::string_view left = exact.substr(0, at);
    const std::string_view right = exact.substr(at);
    if (right.size() >= shortest_typo) {
      if (const auto word = left_part(left)) places.push_back({at, true, commonness(*word)});
    }
    if (left.size() >= shortest_typo) {
      if (const auto word = words_.find(right)) places.push_back({at, false, commonness(*word)});
    }
  }
  // The longest right part says most.
  std::ranges::sort(places, {}, [&](const Place& place) {
    const std::size_t length = place.left_is_right ? place.at : exact.size() - place.at;
    return std::tuple(-static_cast<std::ptrdiff_t>(length), -place.common);
  });
  if (places.size() > most_compound_splits) places.resize(most_compound_splits);
  for (const Place& place : places) {
    const std::string_view left = exact.substr(0, place.at);
    const std::string_view right = exact.substr(place.at);
    const std::string_view typo = place.left_is_right ? right : left;
    const std::u32string typed = decoded(typo);
    for (const auto& [word, distance] : words_.similar(typo, 1)) {
      if (word.text.size() < shortest_typo) continue;
      const double cost = spelling_cost(typed, decoded(word.text)) + compound_cost;
      std::string whole = place.left_is_right ? std::string(left).append(word.text)
                                              : std::string(word.text).append(right);
      best.offer(std::move(whole), std::min(place.common, commonness(word)) - per_cost * cost);
    }
  }
}

std::optional<std::string> Speller::correct(std::string_view exact) const {
  if (words_.empty() || !is_correctable(decoded(exact)) || is_right(exact)) return std::nullopt;
  Guess best;
  guess_word(exact, best);
  guess_split(exact, best);
  if (best.text.empty()) guess_compound(exact, best);
  if (best.text.empty()) return std::nullopt;
  std::string shown;
  for (std::size_t begin = 0; begin < best.text.size();) {
    const std::size_t end = std::min(best.text.find(' ', begin), best.text.size());
    if (begin > 0) shown += ' ';
    shown += words_.spelling(std::string_view(best.text).substr(begin, end - begin));
    begin = end + 1;
  }
  return shown;
}

/// over heid: overheid, where the two are not both words by themselves.
std::optional<std::string> Speller::joined(std::string_view left, std::string_view right) const {
  const std::string together = std::string(left).append(right);
  const auto word = words_.find(together);
  if (!word) return std::nullopt;
  const auto is_fine = [&](std::string_view part) {
    const auto own = words_.find(part);
    return own ? 10 * own->pages >= word->pages : is_known(part);
  };
  if (is_fine(left) && is_fine(right)) return std::nullopt;
  return words_.spelling(together);
}

std::vector<Speller::Change> Speller::correct(std::span<const std::string> words) const {
  std::vector<Change> changes;
  if (words_.empty()) return changes;
  std::size_t looked_at = 0;
  for (std::size_t i = 0; i < words.size() && looked_at < max_words; ++i) {
    if (i + 1 < words.size()) {
      if (auto text = joined(words[i], words[i + 1])) {
        changes.push_back({i, 2, std::move(*text)});
        ++i;
        continue;
      }
    }
    if (is_right(words[i])) continue;
    ++looked_at;
    if (auto text = correct(words[i])) changes.push_back({i, 1, std::move(*text)});
  }
  return changes;
}

}  // namespace speur
