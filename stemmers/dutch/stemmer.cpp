#include "stemmers/dutch/stemmer.hpp"

#include "speur/error.hpp"
#include "stemmers/dutch/dutch_spelling.hpp"
#include "stemmers/words/normalizer.hpp"

#include <array>

namespace speur {

std::string DutchStem::stem(std::string_view exact, std::string_view accented) const {
  if (lexicon_) {
    if (std::string stem = lexicon_->stem(exact); !stem.empty()) return stem;
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
