#pragma once

#include "searcher/index/site_words.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Finds what a query means whose words the site does not have, among the words that it has:
///   Speller speller(index.words(), KnownWords(analyzer, index),
///                   [&](auto left, auto right) { return are_neighbours(database, left, right); });
///   speller.correct({"recht", "op", "bezwar"})  is  {{.first = 2, .count = 1, .text = "bezwaar"}}
/// A word that is correct Dutch is never changed, and neither is one with digits in it, or one that the
/// site has, unless it is an error of the site: no page but one has it, and many have a word that is like
/// it. What it finds is a guess: it is sought beside the word that was typed, and shown ("Bedoelde u …"). Less than 3 ms for a word at 300,000 words.
class Speller {
 public:
  /// Whether a word (as WordForm::exact) is correct though the site may not have it, as KnownWords
  /// tells. Empty: none is.
  using IsKnown = std::function<bool(std::string_view exact)>;
  /// Whether some page has the two words (as WordForm::exact) side by side. Empty: none has.
  using IsPhrase = std::function<bool(std::string_view left, std::string_view right)>;
  /// Words that synonyms name (as WordForm::exact), whether pages have them or not: they are right, and may be
  /// meant. Asked for at most once.
  using Names = std::function<std::vector<std::string>()>;
  Speller(SiteWords words, IsKnown is_known, IsPhrase is_phrase, Names names = {})
      : words_(std::move(words)),
        is_known_(std::move(is_known)),
        is_phrase_(std::move(is_phrase)),
        read_names_(std::move(names)) {}

  /// Words [first, first + count) of the query are meant as `text`: a word of the site with its
  /// accents, or two with a space (deperiode: de periode); `count` is 2 where words are joined
  /// (over heid: overheid), else 1. Plain text in lower case.
  struct Change {
    std::size_t first = 0, count = 0;
    std::string text;
    /// Whether the answer tells the visitor about this change. A mere guess is searched silently:
    /// a rare word that is like the one that the site lacks, or the parts of a compound.
    bool is_said = true;
    bool is_on_site = false;  ///< a page has the typed word, too: both readings are fine
    bool operator==(const Change&) const = default;
  };
  /// `words`: as WordForm::exact, in the query's order, none that the visitor excluded, quoted or
  /// marked. In order, apart; empty where nothing is to be corrected. At most max_words are looked
  /// at.
  [[nodiscard]] std::vector<Change> correct(std::span<const std::string> words) const;
  static constexpr std::size_t max_words = 8;  ///< that the site does not have

  /// One word by itself, as Change::text; nothing where it is right or nothing is like it.
  [[nodiscard]] std::optional<std::string> correct(std::string_view exact) const;

  /// The two words that a word is made of which no dictionary has: releasenotes is release and notes. Both are
  /// words that more pages have than it, as WordForm::exact; empty where it is none such.
  [[nodiscard]] std::vector<std::string> parts(std::string_view exact) const;

 private:
  struct Guess;
  [[nodiscard]] bool is_known(std::string_view exact) const;
  [[nodiscard]] bool is_right(std::string_view exact) const;
  [[nodiscard]] bool is_likely(std::string_view typed, std::size_t letters,
                               const SimilarWord& meant, double score) const;
  /// `least_pages`: that the word has which is meant.
  [[nodiscard]] const std::vector<std::string>& names() const;
  void guess_name(std::string_view exact, Guess& likely) const;
  void guess_word(std::string_view exact, std::size_t least_pages, Guess& likely,
                  Guess& doubtful) const;
  [[nodiscard]] std::optional<Change> error_of_site(std::string_view exact) const;
  [[nodiscard]] std::optional<Change> change(std::string_view exact) const;
  template <typename MayBeApart>
  void guess_split(std::string_view exact, const MayBeApart& may_be_apart, Guess& best) const;
  void guess_compound(std::string_view exact, Guess& best) const;
  [[nodiscard]] std::optional<std::string> joined(std::string_view left,
                                                  std::string_view right) const;

  SiteWords words_;
  IsKnown is_known_;
  IsPhrase is_phrase_;
  Names read_names_;
  mutable std::optional<std::vector<std::string>> names_;  // sorted, once they were wanted
};

}  // namespace speur
