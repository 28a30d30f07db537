#pragma once

#include "speur/analyzer.hpp"

#include <filesystem>

namespace speur {

/// Puts the lexicon that the recipe names, if it names one, beside the generations of the index
/// folder `index`, so that a query can be analyzed where no lexicon is installed, or another. It is
/// named by its contents (lexicon_file) and written once. Error(io).
void keep_lexicon(const std::filesystem::path& index, const AnalyzerRecipe& recipe);

/// Removes the lexicons of the folder that no generation there names.
void remove_unused_lexicons(const std::filesystem::path& index);

}  // namespace speur
