#include "stemmers/stemmer.hpp"

#include "speur/error.hpp"

#include <array>

namespace speur {

Stemmer::Stemmer(std::string_view algorithm) : dutch_(algorithm == DutchStem::name) {
  if (dutch_ || algorithm == "none") return;
  try {
    xapian_ = Xapian::Stem(std::string(algorithm));
  } catch (const Xapian::Error& e) {
    throw Error(ExitCode::config, "no stemmer is called \"" + std::string(algorithm) + "\"");
  }
}

std::string Stemmer::stem(const std::string& exact, const std::string& accented) const {
  std::string stem;
  if (dutch_) {
    stem = stem_dutch(accented.empty() ? exact : accented);
    // A word of other letters comes back as it was given.
    if (stem == accented) stem = exact;
  } else if (!xapian_.is_none()) {
    stem = xapian_(exact);
  }
  return stem.empty() ? exact : stem;
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
