#include "stemmers/dutch/stemmer.hpp"

#include "speur/error.hpp"
#include "stemmers/dutch/dutch_spelling.hpp"
#include "stemmers/words/normalizer.hpp"

#include <array>

namespace speur {

namespace {

/// The stem of the word that a participle is made from which no dictionary has: gereleased, getriggerde, gemonitored.
/// Verbs from English are written with the ending of either language. Empty for another word.
std::string loan_participle(std::string_view exact, const Lexicon& lexicon) {
  constexpr std::size_t shortest_word = 4;
  if (!exact.starts_with("ge") || lexicon.is_word(exact)) return {};
  const std::string_view rest = exact.substr(2);
  for (const std::string_view ending : {"d", "t", "ed", "de", "te", "ede"}) {
    if (!rest.ends_with(ending) || rest.size() < ending.size() + shortest_word) continue;
    const std::string_view word = rest.substr(0, rest.size() - ending.size());
    // gewascode is no participle.
    if (std::string_view("aiou").find(word.back()) != std::string_view::npos || !lexicon.is_word(word)) continue;
    std::string stem = lexicon.stem(word);
    return stem.empty() ? stem_dutch(word) : stem;
  }
  return {};
}

}  // namespace

std::string DutchStem::stem(std::string_view exact, std::string_view accented) const {
  if (lexicon_) {
    if (std::string stem = lexicon_->stem(exact); !stem.empty()) return stem;
    if (std::string stem = loan_participle(exact, *lexicon_); !stem.empty()) return stem;
  }
  std::string stem = stem_dutch(accented.empty() ? exact : accented);
  // A word of other letters comes back as it was given.
  return stem.empty() || stem == accented ? std::string(exact) : stem;
}

std::string DutchStem::compound_stem(std::string_view exact, std::size_t last) const {
  if (!lexicon_ || lexicon_->is_word(exact)) return {};
  const std::string stem = lexicon_->stem(exact.substr(last));
  return stem.empty() ? stem : canonical_stem(std::string(exact.substr(0, last)) + stem, false);
}

std::string DutchStem::operator()(const std::string& word) {
  const NormalWord normal = normalize_word(word);
  return normal.exact.empty() ? word : stem(normal.exact, normal.accented);
}

Stemmer::Stemmer(std::string_view algorithm, std::shared_ptr<const Lexicon> lexicon) {
  if (algorithm == DutchStem::name) {
    dutch_ = std::make_shared<const DutchStem>(std::move(lexicon));
    return;
  }
  if (algorithm == "none") return;
  try {
    xapian_ = Xapian::Stem(std::string(algorithm));
  } catch (const Xapian::Error& e) {
    throw Error(ExitCode::config, "no stemmer is called \"" + std::string(algorithm) + "\"");
  }
}

std::string Stemmer::stem(const std::string& exact, const std::string& accented) const {
  if (dutch_) return dutch_->stem(exact, accented);
  std::string stem;
  if (!xapian_.is_none()) stem = xapian_(exact);
  return stem.empty() ? exact : stem;
}

std::string Stemmer::compound_stem(std::string_view exact, std::size_t last) const {
  return dutch_ ? dutch_->compound_stem(exact, last) : std::string();
}

std::string_view stemmer_of_language(std::string_view language) {
  struct Row {
    std::string_view code, algorithm;
  };
  static constexpr auto rows = std::to_array<Row>(
      {{"ar", "arabic"},     {"ca", "catalan"},       {"da", "danish"},     {"de", "german"},
       {"en", "english"},    {"es", "spanish"},       {"eu", "basque"},     {"fi", "finnish"},
       {"fr", "french"},     {"ga", "irish"},         {"hu", "hungarian"},  {"hy", "armenian"},
       {"id", "indonesian"}, {"it", "italian"},       {"lt", "lithuanian"}, {"nb", "norwegian"},
       {"ne", "nepali"},     {"nl", DutchStem::name}, {"nn", "norwegian"},  {"no", "norwegian"},
       {"pt", "portuguese"}, {"ro", "romanian"},      {"ru", "russian"},    {"sv", "swedish"},
       {"ta", "tamil"},      {"tr", "turkish"}});
  for (const Row& row : rows) {
    if (row.code == language) return row.algorithm;
  }
  return "none";
}

}  // namespace speur
