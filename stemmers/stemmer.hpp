#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>

namespace speur {

/// The stem of a Dutch word: its inflection taken off, and the deed named like its verb
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

/// The same for Xapian.
class DutchStem final : public Xapian::StemImplementation {
 public:
  static constexpr const char* name = "speur-nl-1";
  std::string operator()(const std::string& word) override { return stem_dutch(word); }
  [[nodiscard]] std::string get_description() const override { return name; }
};

/// A stemmer by the name of its algorithm.
class Stemmer {
 public:
  /// `algorithm`: "speur-nl-1", or a name of Xapian's ("kraaij_pohlmann", "english"); "none" keeps
  /// words as they are. Error(config) for another.
  explicit Stemmer(std::string_view algorithm);

  /// `exact`: accents folded; `accented`: not, or empty. Never empty for an `exact` that is not.
  [[nodiscard]] std::string stem(const std::string& exact, const std::string& accented) const;

 private:
  bool dutch_ = false;
  Xapian::Stem xapian_;
};

/// Xapian's algorithm for a language by ISO 639-1; "none" where it has none.
[[nodiscard]] std::string_view stemmer_of_language(std::string_view language);

}  // namespace speur
