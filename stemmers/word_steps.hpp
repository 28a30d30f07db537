#pragma once

#include "speur/analyzer.hpp"
#include "stemmers/dutch/compound_splitter.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/words/text_map.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What a thread has found of the parts of compounds, which are few and come again in many words.
struct KnownParts {
  PartDivisions divisions;
  TextMap<std::string> stems;
};

/// A step of what one spelling of a word goes through. Steps run once a spelling, not once an
/// occurrence: the analyzer keeps the result. Constant after it was made.
class WordStep {
 public:
  virtual ~WordStep() = default;
  /// `form`: what the steps before made; `word`: the spelling in the text. An empty form.exact
  /// ends the chain. `known`: filled by the same chain only.
  virtual void apply(std::string_view word, WordForm& form, KnownParts& known) const = 0;
};

/// The steps of a recipe for one language, in the recipe's order, and the lexicon that they use.
struct WordChain {
  std::vector<std::unique_ptr<WordStep>> steps;
  std::shared_ptr<const Lexicon> lexicon;  ///< null where the recipe or the language has none
  std::shared_ptr<const Lexicon> thesaurus;  ///< the same for the step "synonyms"
};

/// The hash of the lexicon that a recipe names, or "".
[[nodiscard]] std::string lexicon_hash(const AnalyzerRecipe& recipe);

/// `index`: as the analyzer's. Error(config) for a step that this build cannot make, or whose
/// lexicon is not found.
[[nodiscard]] WordChain make_word_chain(const AnalyzerRecipe& recipe, std::string_view language,
                                        const std::filesystem::path& index);

}  // namespace speur
