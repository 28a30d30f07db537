#include "stemmers/compilers/thesaurus.hpp"

#include "stemmers/words/normalizer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

/// A translation of more Dutch words than this is a vague one, or has many meanings.
constexpr std::size_t most_words = 12;
/// The weight of the languages that must agree, and how alike words must be; less so where three or more
/// languages agree.
constexpr double least_agreement = 1.5, least_likeness = 0.12, least_of_many = 0.075;
constexpr std::size_t many_languages = 3;
/// Of the words that are so much alike, those are sure on which more languages agree and that are near to each
/// other from both sides, and those that are each other's nearest and more alike than most. Of the others those
/// are kept that are near, too, and of one sense with them: a word that is sure for one of both is like the
/// other. Chosen by eye on 260 pairs drawn from the words of titles and questions of ten sites; of 100 others of
/// those that are kept a reader would take 82 for each other. Of what only
/// the three dictionaries of one source have, half was wrong.
constexpr double sure_agreement = 2.5, nearest_agreement = 2, nearest_likeness = 0.3;
constexpr std::size_t most_rank = 4, most_rank_back = 3, most_rank_of_sense = 3;
/// The dictionaries that tell no kinds (English, French, German) come of one source, and where one
/// is wrong the others are, too: together they count as one and a half.
constexpr double untold_weight = 0.5;

constexpr std::string_view unknown_kind;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The kind at the end of a headword's line, which loses it.
std::string take_kind(std::string_view& line) {
  if (!line.ends_with('>')) return {};
  const std::size_t open = line.rfind('<');
  if (open == std::string_view::npos) return {};
  std::string kind(line.substr(open + 1, line.size() - open - 2));
  line = trimmed(line.substr(0, open));
  return kind;
}

std::string without_remarks(std::string_view text) {
  constexpr std::string_view opening = "([<", closing = ")]>";
  std::string kept;
  std::size_t depth = 0;
  for (const char c : text) {
    if (opening.find(c) != std::string_view::npos) ++depth;
    if (depth == 0) kept += c;
    if (closing.find(c) != std::string_view::npos && depth > 0) --depth;
  }
  return std::string(trimmed(kept));
}

/// The bytes of a sense's number and its full stop that the line begins with, or 0.
std::size_t number_bytes(std::string_view line) {
  const std::size_t end = line.find_first_not_of("0123456789");
  return end != std::string_view::npos && end > 0 && line[end] == '.' ? end + 1 : 0;
}

void add_translations(std::string_view line, std::vector<std::string>& translations) {
  while (!line.empty()) {
    const std::size_t end = std::min(line.find_first_of(",;"), line.size());
    std::string text = without_remarks(line.substr(0, end));
    if (!text.empty()) translations.push_back(std::move(text));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
}

/// Without case and accents, and without the article or "to" of an English word.
std::string folded(std::string_view translation) {
  std::string all;
  while (!translation.empty()) {
    const std::size_t end = std::min(translation.find(' '), translation.size());
    const std::string word = normalize_word(translation.substr(0, end)).exact;
    if (!word.empty()) all += (all.empty() ? "" : " ") + word;
    translation.remove_prefix(std::min(end + 1, translation.size()));
  }
  for (const std::string_view start : {"to ", "the ", "a "}) {
    if (all.starts_with(start)) return all.substr(start.size());
  }
  return all;
}

bool is_plain_word(std::string_view word) {
  constexpr std::size_t least_bytes = 3;
  return word.size() >= least_bytes && std::ranges::all_of(word, [](char c) {
           return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC3U ||
                  (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
         });
}

/// A word with one of its kinds.
using KindedWord = std::pair<std::string, std::string>;

class Pivots {
 public:
  void add(std::size_t language, double weight, const std::string& word, const std::string& kind,
           const std::string& translation) {
    const std::size_t pivot = number_of(std::to_string(language) + ' ' + folded(translation),
                                        pivot_numbers_);
    if (pivot == languages_.size()) {
      languages_.push_back(language);
      weights_.push_back(weight);
      words_of_.emplace_back();
    }
    const auto [known, is_new] = word_numbers_.try_emplace({word, kind}, words_.size());
    if (is_new) {
      words_.emplace_back(word, kind);
      pivots_of_.emplace_back();
    }
    words_of_[pivot].insert(known->second);
    pivots_of_[known->second].insert(pivot);
  }

  [[nodiscard]] std::vector<Synonym> synonyms() {
    for (std::size_t pivot = 0; pivot < languages_.size(); ++pivot) {
      std::set<std::string_view> different;
      for (const std::size_t word : words_of_[pivot]) different.insert(words_[word].first);
      counts_.push_back(different.size());
    }
    for (const std::set<std::size_t>& pivots : pivots_of_) {
      double squares = 0;
      for (const std::size_t pivot : pivots) squares += share(pivot) * share(pivot);
      lengths_.push_back(std::sqrt(squares));
    }
    std::map<std::pair<std::string, std::string>, Likeness> best;
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (const auto& [other, found] : alike(word)) {
        Likeness& known = best[{words_[word].first, words_[other].first}];
        if (found.value > known.value) known = found;
      }
    }
    std::vector<Pair> all;
    for (const auto& [pair, likeness] : best) all.push_back({pair.first, pair.second, likeness});
    std::ranges::stable_sort(all, [](const Pair& a, const Pair& b) {
      return a.word != b.word ? a.word < b.word : a.likeness.value > b.likeness.value;
    });
    std::map<std::pair<std::string, std::string>, std::size_t> ranks;  // of the other among the word's, from 1
    std::size_t rank = 0;
    for (const Pair& each : all) {
      rank = &each != all.data() && (&each)[-1].word == each.word ? rank + 1 : 1;
      ranks[{each.word, each.other}] = rank;
    }
    const auto rank_of = [&](const std::string& word, const std::string& other) {
      const auto known = ranks.find({word, other});
      return known == ranks.end() ? all.size() : known->second;
    };
    std::map<std::string, std::set<std::string>> sure;  // both ways
    for (const Pair& each : all) {
      const std::size_t there = rank_of(each.word, each.other), back = rank_of(each.other, each.word);
      const Likeness& likeness = each.likeness;
      const bool are_nearest = there == 1 && back == 1 && likeness.agreement >= nearest_agreement &&
                               likeness.value >= nearest_likeness;
      const bool are_near = there <= most_rank && back <= most_rank_back &&
                            likeness.agreement >= sure_agreement;
      if (!are_nearest && !are_near) continue;
      sure[each.word].insert(each.other);
      sure[each.other].insert(each.word);
    }
    const auto has_link = [&](const std::string& from, const std::string& to) {
      const auto found = sure.find(from);
      return found != sure.end() && std::ranges::any_of(found->second, [&](const std::string& middle) {
               return ranks.contains({middle, to});
             });
    };
    std::vector<Synonym> kept;
    for (const Pair& each : all) {
      const bool is_sure = sure.contains(each.word) && sure.at(each.word).contains(each.other);
      const bool may_be = std::max(rank_of(each.word, each.other), rank_of(each.other, each.word)) <=
                          most_rank_of_sense;
      if (is_sure || (may_be && (has_link(each.word, each.other) || has_link(each.other, each.word)))) {
        kept.push_back({each.word, each.other, each.likeness.value});
      }
    }
    return kept;
  }

 private:
  struct Likeness {
    double value = 0;
    double agreement = 0;  ///< the weight of the languages that agree
  };
  struct Pair {
    std::string word, other;
    Likeness likeness;
  };

  static std::size_t number_of(std::string key,
                               std::unordered_map<std::string, std::size_t>& numbers) {
    return numbers.try_emplace(std::move(key), numbers.size()).first->second;
  }

  /// What one translation counts: the less, the more Dutch words it translates.
  [[nodiscard]] double share(std::size_t pivot) const {
    const auto others = static_cast<double>(std::max<std::size_t>(counts_[pivot], 2) - 1);
    return weights_[pivot] / std::sqrt(others);
  }

  [[nodiscard]] bool may_be_alike(const KindedWord& a, const KindedWord& b) const {
    return a.first != b.first &&
           (a.second == b.second || a.second == unknown_kind || b.second == unknown_kind);
  }

  [[nodiscard]] std::vector<std::pair<std::size_t, Likeness>> alike(std::size_t word) const {
    struct Common {
      double product = 0;
      std::map<std::size_t, double> languages;
    };
    std::map<std::size_t, Common> common;
    for (const std::size_t pivot : pivots_of_[word]) {
      if (counts_[pivot] > most_words) continue;
      for (const std::size_t other : words_of_[pivot]) {
        if (!may_be_alike(words_[word], words_[other])) continue;
        common[other].product += share(pivot) * share(pivot);
        common[other].languages[languages_[pivot]] = weights_[pivot];
      }
    }
    std::vector<std::pair<std::size_t, Likeness>> found;
    for (const auto& [other, shared] : common) {
      double agreement = 0;
      for (const auto& [language, weight] : shared.languages) agreement += weight;
      const double likeness = shared.product / (lengths_[word] * lengths_[other]);
      const bool is_many = shared.languages.size() >= many_languages;
      const double least = is_many ? least_of_many : least_likeness;
      if (agreement < least_agreement || likeness < least) continue;
      found.emplace_back(other, Likeness{std::min(likeness, 1.0), agreement});
    }
    return found;
  }

  std::unordered_map<std::string, std::size_t> pivot_numbers_;
  std::map<KindedWord, std::size_t> word_numbers_;
  std::vector<KindedWord> words_;
  std::vector<std::set<std::size_t>> pivots_of_, words_of_;
  std::vector<std::size_t> languages_, counts_;  // of pivots
  std::vector<double> weights_, lengths_;        // of pivots; of words
};

}  // namespace

DutchDictionary read_dutch_dictionary(std::string_view utf8) {
  DutchDictionary dictionary;
  std::vector<std::pair<std::size_t, std::string_view>> lines;  // of the entry, numbered ones
  std::size_t kinds = 0;
  for (std::string_view rest = utf8; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    std::string_view head = line;
    std::string kind = take_kind(head);
    const std::size_t sound = head.find(" /");
    if (sound != std::string_view::npos && head.size() > sound + 2 && head.ends_with('/')) {
      kinds += kind.empty() ? 0 : 1;
      dictionary.entries.push_back({std::string(trimmed(head.substr(0, sound))), std::move(kind), {}});
    } else if (dictionary.entries.empty()) {
      continue;
    } else if (number_bytes(line) > 0) {
      lines.emplace_back(dictionary.entries.size() - 1, line);
    } else {
      add_translations(line, dictionary.entries.back().translations);
    }
  }
  dictionary.tells_kinds = kinds * 2 > dictionary.entries.size();
  for (const auto& [entry, line] : lines) {
    if (dictionary.tells_kinds) break;
    add_translations(line.substr(number_bytes(line)), dictionary.entries[entry].translations);
  }
  std::erase_if(dictionary.entries,
                [](const DutchEntry& entry) { return entry.translations.empty(); });
  return dictionary;
}

std::vector<Synonym> find_synonyms(
    const std::vector<DutchDictionary>& dictionaries,
    const std::function<std::vector<std::string>(const std::string&)>& kinds_of) {
  constexpr std::array<std::string_view, 4> kinds = {"n", "v", "adj", "adv"};
  std::map<std::string, std::set<std::string>, std::less<>> known;
  for (const DutchDictionary& dictionary : dictionaries) {
    for (const DutchEntry& entry : dictionary.entries) {
      if (std::ranges::find(kinds, entry.kind) != kinds.end()) {
        known[entry.headword].insert(entry.kind);
      }
    }
  }
  Pivots pivots;
  for (std::size_t language = 0; language < dictionaries.size(); ++language) {
    const double weight = dictionaries[language].tells_kinds ? 1 : untold_weight;
    for (const DutchEntry& entry : dictionaries[language].entries) {
      if (!is_plain_word(entry.headword)) continue;
      std::set<std::string> of_entry;
      if (!entry.kind.empty()) {
        of_entry.insert(entry.kind);
      } else if (const auto found = known.find(entry.headword); found != known.end()) {
        of_entry = found->second;
      } else {
        for (std::string& kind : kinds_of(entry.headword)) of_entry.insert(std::move(kind));
      }
      if (of_entry.empty()) of_entry.emplace(unknown_kind);
      for (const std::string& translation : entry.translations) {
        for (const std::string& kind : of_entry) {
          pivots.add(language, weight, entry.headword, kind, translation);
        }
      }
    }
  }
  return pivots.synonyms();
}

}  // namespace speur
