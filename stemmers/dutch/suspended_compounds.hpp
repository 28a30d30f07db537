#pragma once

#include "speur/analyzer.hpp"
#include "stemmers/lexicon/lexicon.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace speur {

inline constexpr std::size_t max_suspended = 4;  ///< words in front of the one that is whole

/// Gives words whose second half stands with a later word their whole as a joined term:
/// "train-, test- en validatiedata" gives traindata at train and testdata at test, "in- en uitvoer"
/// invoer at in; and "woningbouw en -verkoop" woningverkoop at verkoop. Between them stand commas,
/// `en`, `of` or both. Each comes with its stem, so that its inflections are found too.
/// `text`: what the tokens are of, their begin and end counted from `text_begin` before it;
/// `stem`: that of a word in the form of WordForm::exact.
void add_suspended_compounds(std::string_view text, std::size_t text_begin, std::span<Token> tokens,
                             const Lexicon& lexicon,
                             const std::function<std::string(const std::string&)>& stem);

}  // namespace speur
