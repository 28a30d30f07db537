#include "searcher/words/speller.hpp"

#include "searcher/index/edit_distance.hpp"
#include "searcher/words/spelling_cost.hpp"
#include "speur/code_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace speur {
namespace {

// Scores are logarithms of how often a word is meant, less what the errors in it cost. Tuned on
// half of the words of titles: their errors were to come back right, and the words of other sites'
// titles to stay as they are.
constexpr double per_cost = 5.5;
constexpr double per_page = 0.55, in_title = 5, per_title = 0.3;
constexpr double split_cost = 1.8;     // of a space forgotten
constexpr double compound_cost = 0.5;  // of a compound that the site does not have
constexpr double least_split_score = -11, least_compound_score = -11, least_doubtful_score = -11;
// What a correction of one edit or of more must score. The more words a site has and the shorter
// the typed one, the more of them are like it by chance, and the more common must be the one that
// is meant.
struct Bar {
  double at_5_letters, per_letter, per_size, lowest;
  double less_for_known;   // where the word that is meant is one of the dictionary, too,
  std::size_t known_from;  // and the typed one has so many code points
};
constexpr Bar one_edit = {-2, -0.8, 0.8, -4.1, 3, 6}, more_edits = {-4, -2.5, 0.9, -9.1, 2, 9};
constexpr double usual_size = 10'000;      // of a site, in words
constexpr double more_for_compound = 2.5;  // where the typed word, two edits away, is one
// Code points of a typed word from which it may have two edits, and three (where nothing is nearer:
// two edits in one place can be three when each letter is edited once).
constexpr std::size_t two_edits_from = 5, three_edits_from = 9;
// Nobody is told of a doubtful one: so many letters a letter that is wrong, and more.
constexpr std::size_t letters_per_edit = 4;

// A word that so many pages have, at most, may be an error of the site, where so many times as many
// have another word that is like it.
constexpr std::size_t most_pages_of_error = 1, least_pages_of_meant = 30, shortest_error = 5;

constexpr std::size_t shortest = 3, longest = 40;  // code points of a word that is corrected
constexpr std::size_t shortest_part = 3, shortest_sure_part = 4, shortest_typo = 5;  // of compounds
constexpr std::size_t most_compound_splits = 8;
constexpr std::array<std::string_view, 5> links = {"", "s", "en", "n", "e"};  // linking letters

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
  return per_page * std::log1p(static_cast<double>(word.pages)) + titles;
}

double least_score(const Bar& bar, std::size_t letters, std::size_t site_words) {
  const double size = std::log(static_cast<double>(site_words) / usual_size);
  return std::max(bar.lowest, bar.at_5_letters + bar.per_size * size +
                                  bar.per_letter * (static_cast<double>(letters) - 5));
}

/// Two letters and more before or behind a word make another word of it: sqlopdracht, kopieid.
bool is_word_with_more(std::u32string_view typed, std::u32string_view meant) {
  return typed.size() >= meant.size() + 2 && (typed.starts_with(meant) || typed.ends_with(meant));
}

bool has_vowel(std::u32string_view word) {
  return word.find_first_of(U"aeiouy") != std::u32string_view::npos;
}

/// Bytes where a code point begins, but the first.
bool is_boundary(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80;
}

/// Whether `left`, perhaps less its linking letters, is a part of at least `least` bytes.
template <typename IsPart>
bool is_left_part(std::string_view left, std::size_t least, const IsPart& is_part) {
  return std::ranges::any_of(links, [&](std::string_view link) {
    return left.ends_with(link) && left.size() >= link.size() + least &&
           is_part(left.substr(0, left.size() - link.size()));
  });
}

/// Whether a word is two parts side by side: documenttaal, metabestanden, textstream.
template <typename IsPart>
bool is_compound_of(std::string_view word, std::size_t least, const IsPart& is_part) {
  for (std::size_t at = least; at + least <= word.size(); ++at) {
    if (is_boundary(word, at) && is_part(word.substr(at)) &&
        is_left_part(word.substr(0, at), least, is_part)) {
      return true;
    }
  }
  return false;
}

}  // namespace

/// The best so far. Of equal scores the first in alphabetical order, so that answers do not depend
/// on the order of files.
struct Speller::Guess {
  std::string text;
  double score = -std::numeric_limits<double>::infinity();

  void offer(std::string candidate, double candidate_score) {
    if (candidate_score < score || (candidate_score == score && candidate >= text)) return;
    text = std::move(candidate);
    score = candidate_score;
  }
};

const std::vector<std::string>& Speller::names() const {
  if (!names_) {
    names_ = read_names_ ? read_names_() : std::vector<std::string>();
    std::ranges::sort(*names_);
  }
  return *names_;
}

bool Speller::is_known(std::string_view exact) const {
  return std::ranges::binary_search(names(), exact) || (is_known_ && is_known_(exact));
}

bool Speller::is_right(std::string_view exact) const {
  return words_.find(exact).has_value() || is_known(exact);
}

/// Whether a word that scores so is what is meant by `typed`.
bool Speller::is_likely(std::string_view typed, std::size_t letters, const SimilarWord& meant,
                        double score) const {
  const Bar& bar = meant.edits < 2 ? one_edit : more_edits;
  const double least = least_score(bar, letters, words_.size());
  const bool may_be_less = letters >= bar.known_from;
  if (score < least - (may_be_less ? bar.less_for_known : 0)) return false;
  if (score < least && !is_known(meant.word.text)) return false;
  if (meant.edits < 2 || score >= least + more_for_compound) return true;
  return !is_compound_of(typed, shortest_sure_part,
                         [&](std::string_view part) { return is_known(part); });
}

void Speller::guess_word(std::string_view exact, std::size_t least_pages, Guess& likely,
                         Guess& doubtful) const {
  const std::u32string typed = decoded(exact);
  const auto offer = [&](unsigned edits) {
    for (const SimilarWord& similar : words_.similar(exact, edits)) {
      if (similar.word.pages < least_pages || similar.word.text == exact) continue;
      const std::u32string meant = decoded(similar.word.text);
      if (meant.size() < shortest || is_word_with_more(typed, meant)) continue;
      // Three letters that are no word are mostly an acronym.
      if (typed.size() == shortest && (meant.size() == shortest || !has_vowel(typed))) continue;
      const double score = commonness(similar.word) - per_cost * spelling_cost(typed, meant);
      if (score < likely.score) continue;
      if (is_likely(exact, typed.size(), similar, score)) {
        likely.offer(std::string(similar.word.text), score);
      } else if (score >= least_doubtful_score && typed.size() > letters_per_edit * similar.edits) {
        doubtful.offer(std::string(similar.word.text), score);
      }
    }
  };
  offer(typed.size() < two_edits_from ? 1 : 2);
  if (likely.text.empty() && typed.size() >= three_edits_from) offer(3);
}

/// A name that the site gives as a synonym counts as a word of one title.
void Speller::guess_name(std::string_view exact, Guess& likely) const {
  const std::u32string typed = decoded(exact);
  const EditDistance distance(typed);
  for (const std::string& name : names()) {
    if (name.size() + 2 < exact.size() || exact.size() + 2 < name.size()) continue;
    const std::u32string meant = decoded(name);
    const unsigned edits = distance.to(meant, 2);
    if (edits > (typed.size() < two_edits_from ? 1U : 2U) || meant.size() < shortest) continue;
    const SimilarWord similar{{name, 1, 1}, edits};
    const double score = commonness(similar.word) - per_cost * spelling_cost(typed, meant);
    if (is_likely(exact, typed.size(), similar, score)) likely.offer(name, score);
  }
}

/// deperiode: de periode.
template <typename MayBeApart>
void Speller::guess_split(std::string_view exact, const MayBeApart& may_be_apart,
                          Guess& best) const {
  for (std::size_t at = 2; at + 2 <= exact.size(); ++at) {
    if (!is_boundary(exact, at)) continue;
    const auto left = words_.find(exact.substr(0, at));
    if (!left) continue;
    const auto right = words_.find(exact.substr(at));
    if (!right) continue;
    const double score = std::min(commonness(*left), commonness(*right)) - per_cost * split_cost;
    if (score < least_split_score || score < best.score) continue;
    if (!may_be_apart(left->text, right->text)) continue;
    best.offer(std::string(left->text).append(" ").append(right->text), score);
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
  const auto left_part = [&](std::string_view left) -> std::optional<SiteWord> {
    for (const std::string_view link : links) {
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
    for (const SimilarWord& similar : words_.similar(typo, 1)) {
      const SiteWord& word = similar.word;
      const double cost = spelling_cost(typed, decoded(word.text));
      if (!is_likely(typo, typed.size(), similar, commonness(word) - per_cost * cost)) continue;
      const double common = std::min(place.common, commonness(word));
      const double score = common - per_cost * (cost + compound_cost);
      if (score < least_compound_score) continue;
      std::string whole = place.left_is_right ? std::string(left).append(word.text)
                                              : std::string(word.text).append(right);
      best.offer(std::move(whole), score);
    }
  }
}

std::optional<Speller::Change> Speller::change(std::string_view exact) const {
  if (words_.empty() || !is_correctable(decoded(exact)) || is_right(exact)) return std::nullopt;
  const auto is_phrase = [&](std::string_view left, std::string_view right) {
    return is_phrase_ && is_phrase_(left, right);
  };
  const auto are_parts = [](std::string_view left, std::string_view right) {
    return left.size() >= shortest_part && right.size() >= shortest_part;
  };
  const auto is_part = [&](std::string_view part) { return is_right(part); };
  Guess best, doubtful;
  guess_word(exact, 0, best, doubtful);
  guess_name(exact, best);
  // Not any two words, since most make a compound: some page must have them side by side.
  guess_split(exact, is_phrase, best);
  if (best.text.empty() && !is_compound_of(exact, shortest_part, is_part)) {
    guess_compound(exact, best);
  }
  const bool is_said = !best.text.empty();
  if (!is_said) {
    guess_split(exact, are_parts, best);
    if (!is_compound_of(exact, shortest_sure_part, is_part)) {
      best.offer(std::move(doubtful.text), doubtful.score);
    }
  }
  if (best.text.empty()) return std::nullopt;
  std::string shown;
  for (std::size_t begin = 0; begin < best.text.size();) {
    const std::size_t end = std::min(best.text.find(' ', begin), best.text.size());
    if (begin > 0) shown += ' ';
    shown += words_.spelling(std::string_view(best.text).substr(begin, end - begin));
    begin = end + 1;
  }
  return Change{0, 1, std::move(shown), is_said};
}

/// Names and terms of one page are no errors: they stand in titles, or no frequent word is one or two
/// edits from them, or a dictionary has them.
std::optional<Speller::Change> Speller::error_of_site(std::string_view exact) const {
  const auto own = words_.find(exact);
  if (!own || own->pages > most_pages_of_error || own->title_pages > 0) return std::nullopt;
  const std::u32string typed = decoded(exact);
  if (typed.size() < shortest_error || !is_correctable(typed) || is_known(exact)) return std::nullopt;
  Guess likely, doubtful;
  guess_word(exact, least_pages_of_meant * own->pages, likely, doubtful);
  if (likely.text.empty()) return std::nullopt;
  return Change{0, 1, words_.spelling(likely.text), true, true};
}

std::vector<std::string> Speller::parts(std::string_view exact) const {
  const auto whole = words_.find(exact);
  if (!whole || exact.size() < 2 * shortest_sure_part || !is_correctable(decoded(exact))) return {};
  std::vector<std::string> best;
  std::size_t most = whole->pages;
  for (std::size_t at = shortest_sure_part; at + shortest_sure_part <= exact.size(); ++at) {
    if (!is_boundary(exact, at)) continue;
    const auto right = words_.find(exact.substr(at));
    if (!right || right->pages <= most) continue;
    const auto left = words_.find(exact.substr(0, at));
    if (!left || left->pages <= most) continue;
    most = std::min(left->pages, right->pages);
    best = {std::string(left->text), std::string(right->text)};
  }
  return best.empty() || is_known(exact) ? std::vector<std::string>() : best;
}

std::optional<std::string> Speller::correct(std::string_view exact) const {
  std::optional<Change> found = change(exact);
  if (!found || !found->is_said) return std::nullopt;
  return std::move(found->text);
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
    const bool is_on_site = words_.find(words[i]).has_value();
    if (!is_on_site && is_known(words[i])) continue;
    if (!is_on_site) ++looked_at;
    if (auto found = is_on_site ? error_of_site(words[i]) : change(words[i])) {
      found->first = i;
      changes.push_back(std::move(*found));
    }
  }
  return changes;
}

}  // namespace speur
