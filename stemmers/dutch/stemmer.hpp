#pragma once

#include "stemmers/lexicon/lexicon.hpp"

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace speur {

/// The stem of a Dutch word by rules: its inflection taken off, and the deed named like its verb
/// (beoordeelt, beoordelen, beoordeling). In this order, the first that knows the word:
/// 1. exceptions, and ends of compounds with their own plural (raadsleden: raadslid);
/// 2. verbs: particle, prefix, ge-, ending, and the irregular forms (uitgesloten: uitsluit);
/// 3. nouns and adjectives: diminutives, plurals, -e, -heden, -er and -st of known adjectives,
///    -ing of a known verb, -heid of an adjective.
/// The result is spelled by canonical_stem(), and need not be a word (gemeent, onderdel).
///
/// `word`: case folded; with its accents where it has them (oliën), which the result has not. A
/// word with other letters than Latin ones comes back as it is. Never empty for a word that is not.
[[nodiscard]] std::string stem_dutch(std::string_view word);

/// The stemmer for Dutch: the stem of a word's lemma, where a lexicon knows it, else stem_dutch().
/// What the exceptions of stem_dutch() say goes before the lexicon; see Morphology.
class DutchStem final : public Xapian::StemImplementation {
 public:
  static constexpr const char* name = "speur-nl-3";
  explicit DutchStem(std::shared_ptr<const Lexicon> lexicon = nullptr)
      : lexicon_(std::move(lexicon)) {}
  /// As NormalWord has them. Never empty for an `exact` that is not.
  [[nodiscard]] std::string stem(std::string_view exact, std::string_view accented) const;
  /// The stem of a compound that the lexicon lacks, by the lemma of its last part, which begins at
  /// byte `last` of `exact`: subsidieplafonds. Empty where the rules do as well.
  [[nodiscard]] std::string compound_stem(std::string_view exact, std::size_t last) const;
  std::string operator()(const std::string& word) override;
  [[nodiscard]] std::string get_description() const override { return name; }

 private:
  std::shared_ptr<const Lexicon> lexicon_;
};

/// A stemmer by the name of its algorithm.
class Stemmer {
 public:
  /// `algorithm`: "speur-nl-3", or a name of Xapian's ("kraaij_pohlmann", "english"); "none" keeps
  /// words as they are. Error(config) for another. `lexicon`: Dutch lemmas, for the first; or null.
  explicit Stemmer(std::string_view algorithm, std::shared_ptr<const Lexicon> lexicon = nullptr);

  /// `exact`: accents folded; `accented`: not, or empty. Never empty for an `exact` that is not.
  [[nodiscard]] std::string stem(const std::string& exact, const std::string& accented) const;
  /// As DutchStem's; empty for other algorithms.
  [[nodiscard]] std::string compound_stem(std::string_view exact, std::size_t last) const;

 private:
  std::shared_ptr<const DutchStem> dutch_;
  Xapian::Stem xapian_;
};

/// Xapian's algorithm for a language by ISO 639-1; "none" where it has none.
[[nodiscard]] std::string_view stemmer_of_language(std::string_view language);

}  // namespace speur
