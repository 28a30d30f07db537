#pragma once

#include "speur/analyzer.hpp"
#include "stemmers/lexicon/lexicon.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A step of what one spelling of a word goes through. Steps run once a spelling, not once an
/// occurrence: the analyzer keeps the result. Constant after it was made.
class WordStep {
 public:
  virtual ~WordStep() = default;
  /// `form`: what the steps before made; `word`: the spelling in the text. An empty form.exact
  /// ends the chain.
  virtual void apply(std::string_view word, WordForm& form) const = 0;
};

/// The steps of a recipe for one language, in the recipe's order, and the lexicon that they use.
struct WordChain {
  std::vector<std::unique_ptr<WordStep>> steps;
  std::shared_ptr<const Lexicon> lexicon;  ///< null where the recipe or the language has none
};

/// The hash of the lexicon that a recipe names, or "".
[[nodiscard]] std::string lexicon_hash(const AnalyzerRecipe& recipe);

/// `index`: as the analyzer's. Error(config) for a step that this build cannot make, or whose
/// lexicon is not found.
[[nodiscard]] WordChain make_word_chain(const AnalyzerRecipe& recipe, std::string_view language,
                                        const std::filesystem::path& index);

}  // namespace speur
