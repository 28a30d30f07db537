#pragma once

#include "searcher/index/site_words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The words of the site that a word is short for: spec is specificatie or specification. What is cut short is a
/// noun of Latin or Greek origin, and where it is cut a vowel follows; so that a rule tells it, and no list.
/// `exact`: as WordForm::exact, a word that no dictionary has. The words that most pages have first, at most two;
/// empty where there are none.
[[nodiscard]] std::vector<std::string> full_words(const SiteWords& words, std::string_view exact);

}  // namespace speur
