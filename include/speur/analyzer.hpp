#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// What a term of a token is. The names are those of `speur analyze --json`.
enum class TermKind : std::uint8_t {
  exact,    ///< the word itself: NFKC, case folded, accents folded (and once more with its accents)
  stem,     ///< its stem, where that is another string
  part,     ///< the stem of a part of a compound
  joined,   ///< pieces that stand together as one: e-mail → email, 2024/1689 → 2024/1689
  synonym,  ///< added by an acronym or a synonym
  stop,     ///< as exact, of a word too frequent to ask for alone
};
[[nodiscard]] constexpr std::string_view to_string(TermKind kind) {
  switch (kind) {
    case TermKind::exact:
      return "exact";
    case TermKind::stem:
      return "stem";
    case TermKind::part:
      return "part";
    case TermKind::joined:
      return "joined";
    case TermKind::synonym:
      return "synonym";
    case TermKind::stop:
      return "stop";
  }
  return "";
}

/// A part of a compound, with the letters it stands on.
struct CompoundPart {
  std::string stem;       ///< the term
  std::size_t begin = 0;  ///< bytes in WordForm::exact: [begin, end);
  std::size_t end = 0;    ///< linking letters belong to the part on their left
};

/// All that the analyzer makes of one spelling of a word; shared by its occurrences.
struct WordForm {
  std::string exact;     ///< UTF-8, NFKC case folded, accents folded; never empty
  std::string accented;  ///< the same with its accents; empty where it has none
  std::string stem;      ///< never empty; may be equal to `exact`
  std::vector<CompoundPart> parts;
  bool stop = false;  ///< a function word: "de", "van"
  /// Counts the forms that the analyzer holds, from 0; of analyze_word() it is 0.
  std::uint32_t number = 0;
};

/// Further terms of kind joined that begin at a token. For pieces that are written together without white
/// space: "e-mail" gives email, "aia-09" gives "aia-09" and "aia09", "C++" is one token c++. For a word that a
/// later one completes: "train- en testdata" gives traindata. A term that is a word has the word's stem with it, so
/// that risico-analyse is found as risicoanalyse and risicoanalyses are. Most tokens have none, and then it takes a
/// pointer: a page of 15 MB may have seven million tokens.
class JoinedTerms {
 public:
  JoinedTerms() = default;
  JoinedTerms(const JoinedTerms& other)
      : held_(other.held_ ? std::make_unique<Held>(*other.held_) : nullptr) {}
  JoinedTerms& operator=(const JoinedTerms& other) {
    if (this != &other) held_ = other.held_ ? std::make_unique<Held>(*other.held_) : nullptr;
    return *this;
  }
  JoinedTerms(JoinedTerms&&) noexcept = default;
  JoinedTerms& operator=(JoinedTerms&&) noexcept = default;
  ~JoinedTerms() = default;

  /// `end`: where it ends in the analyzed text. `stem`: empty where the term is no word, or its own stem.
  void add(std::string term, std::size_t end, std::string stem = {}) {
    if (!held_) held_ = std::make_unique<Held>();
    if (stem == term) stem.clear();
    held_->terms.push_back(std::move(term));
    held_->stems.push_back(std::move(stem));
    held_->end = std::max(held_->end, end);
  }
  [[nodiscard]] std::span<const std::string> terms() const noexcept {
    return held_ ? std::span<const std::string>(held_->terms) : std::span<const std::string>();
  }
  /// One a term.
  [[nodiscard]] std::span<const std::string> stems() const noexcept {
    return held_ ? std::span<const std::string>(held_->stems) : std::span<const std::string>();
  }
  [[nodiscard]] bool empty() const noexcept { return held_ == nullptr; }
  [[nodiscard]] bool has(std::string_view term) const noexcept {
    return std::ranges::find(terms(), term) != terms().end();
  }
  /// Where the longest ends in the analyzed text; 0: there is none.
  [[nodiscard]] std::size_t text_end() const noexcept { return held_ ? held_->end : 0; }

 private:
  struct Held {
    std::vector<std::string> terms, stems;
    std::size_t end = 0;
  };
  std::unique_ptr<Held> held_;
};

/// An occurrence of a word.
struct Token {
  const WordForm* form = nullptr;  ///< owned by the Analyzer, valid until its next analyze()
  JoinedTerms joined;
  std::uint32_t begin = 0, end = 0;  ///< its bytes in the analyzed text: [begin, end)
  std::uint32_t position = 0;        ///< counts words from 1; a line feed skips block_gap positions
  /// form->number, here for speed: below Analyzer::form_count(). By it a text's words are counted
  /// without a look-up by address, and without a look at each form.
  std::uint32_t number = 0;
};

/// A word of the thesaurus.
struct LikeWord {
  std::string text;       ///< as WordForm::exact
  double likeness = 0;  ///< to the word asked for, in [0, 1]: 1 means the same wherever it stands
};

/// Why a word is analyzed as it is, and what else a query would seek for it.
struct WordExplanation {
  struct Division {
    std::string text;  ///< "fietsen|stalling", before its parts are divided
    double cost = 0;
    bool is_cheap_enough = false;  ///< the first one that is, is taken
  };
  std::vector<Division> divisions;  ///< the cheapest first
  std::vector<std::string> family;  ///< stems
  std::vector<LikeWord> similar;
};

/// Words on both sides of a line feed (a block's end) are no neighbours.
inline constexpr std::uint32_t block_gap = 10;

/// Names and versions of each step, in order: the identity of an analyzer, stored in the index.
struct AnalyzerRecipe {
  struct Step {
    std::string name;   ///< "stemmer"
    std::string value;  ///< "speur-nl-3"; a word list adds its hash
    bool operator==(const Step&) const = default;
  };
  std::vector<Step> steps;
  bool operator==(const AnalyzerRecipe&) const = default;

  [[nodiscard]] static AnalyzerRecipe standard();  ///< what this build makes for Dutch
  /// For experiments: "lemmas=none" leaves a step out ("standard" puts it back);
  /// "stemmer=kraaij_pohlmann" takes that Snowball algorithm for Dutch. Error(usage).
  void set(std::string_view assignment);
  [[nodiscard]] std::string to_text() const;       ///< "name=value\n" a step
  [[nodiscard]] static AnalyzerRecipe parse(std::string_view text);  ///< Error(config)
};

/// Text in, tokens out, for pages and queries alike. One per thread: it keeps a cursor and a cache.
class Analyzer {
 public:
  /// `language`: ISO 639-1. Dutch has our own stemmer; other languages Xapian's Snowball stemmer
  /// of that language, or none where there is none. Error(config) for a step this build cannot
  /// make, naming it. `index`: the index folder that the recipe is from; the lexicon which the
  /// recipe names is looked for there, then where this program is installed. Analyzers of the same
  /// lexicon share it.
  explicit Analyzer(const AnalyzerRecipe& recipe, std::string_view language = "nl",
                    const std::filesystem::path& index = {});
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Tokens of `utf8` (any bytes: invalid UTF-8 separates words) in order, replacing those of
  /// `tokens`. Tokens have increasing positions and do not overlap.
  void analyze(std::string_view utf8, std::vector<Token>& tokens);
  [[nodiscard]] std::vector<Token> analyze(std::string_view utf8);
  /// Above the number of every form that the last analyze() gave.
  [[nodiscard]] std::size_t form_count() const noexcept;

  /// What one spelling gives; `word` as in a text ("Fietsenstallingen"). An empty `exact` where
  /// nothing of it can be searched.
  [[nodiscard]] WordForm analyze_word(std::string_view word) const;

  /// Whether is_known_word() and related_stems() know any words.
  [[nodiscard]] bool has_lexicon() const noexcept;
  /// Whether `exact` (as WordForm::exact) is a word of the lexicon, in any inflection, or a
  /// compound of such words. False for all words where the recipe has no lexicon or the language
  /// none.
  [[nodiscard]] bool is_known_word(std::string_view exact) const;

  /// Stems of Dutch words with the same root as those of `stem` (as WordForm::stem), in another
  /// part of speech: selectie for selecter (selecteren). Without function words and `stem` itself.
  /// None where is_known_word() knows none, and in other languages.
  [[nodiscard]] std::vector<std::string> related_stems(std::string_view stem) const;

  /// Words of the thesaurus that mean about the same as those of `stem` (as WordForm::stem), the most
  /// alike first. None where the recipe has no thesaurus, and in other languages.
  [[nodiscard]] std::vector<LikeWord> similar_words(std::string_view stem) const;

  /// For people who wonder. `form`: of analyze() or analyze_word().
  [[nodiscard]] WordExplanation explain(const WordForm& form) const;

  [[nodiscard]] const AnalyzerRecipe& recipe() const noexcept;
  [[nodiscard]] const std::string& language() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
