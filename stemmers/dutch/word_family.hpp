#pragma once

#include "stemmers/lexicon/lexicon.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Words of the lexicon with the same root as the Dutch word that has this stem, by the suffixes
/// that the stemmer leaves in place because they change the meaning: selectie for selecteren,
/// archief for archiveren, eigenaarschap for eigendom. In the form of WordForm::exact, without
/// repetitions; now and then one that only looks like kin. Inflections and what the stemmer takes
/// off anyway (-ing, -heid) are among them.
[[nodiscard]] std::vector<std::string> word_family(std::string_view stem, const Lexicon& lexicon);

}  // namespace speur
