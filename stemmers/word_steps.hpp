#pragma once

#include "speur/analyzer.hpp"

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

using WordChain = std::vector<std::unique_ptr<WordStep>>;

/// The steps of a recipe for one language, in the recipe's order. Error(config) for a step that
/// this build cannot make.
[[nodiscard]] WordChain make_word_chain(const AnalyzerRecipe& recipe, std::string_view language);

}  // namespace speur
