#include "searcher/speller.hpp"

#include "searcher/spelling_cost.hpp"
#include "speur/code_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace speur {
namespace {

double param(const char* name, double value) {
  const char* text = std::getenv(name);
  return text ? std::atof(text) : value;
}

const double per_cost = param("PER_COST", 5);
const double in_title = param("IN_TITLE", 1);
const double title_log = param("TITLE_LOG", 0.3);
const double split_cost = param("SPLIT_COST", 1.5);
const double compound_cost = param("COMPOUND_COST", 0.5);
const double least_score = param("LEAST", -14);
const auto two_edits_from = static_cast<std::size_t>(param("TWO_FROM", 5));
const double worst_cost = param("WORST", 3);

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
          ? in_title + title_log * std::log1p(static_cast<double>(word.title_pages))
          : 0;
  return std::log1p(static_cast<double>(word.pages)) + titles;
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
  const unsigned edits = typed.size() < two_edits_from ? 1 : 2;
  for (const auto& [word, distance] : words_.similar(exact, edits)) {
    if (word.text.size() < shortest - 1) continue;
    const double cost = spelling_cost(typed, decoded(word.text));
    if (cost > worst_cost) continue;
    best.offer(std::string(word.text), commonness(word) - per_cost * cost);
  }
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
