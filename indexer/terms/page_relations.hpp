#pragma once

#include "indexer/terms/analyzed_page.hpp"
#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/word_relation.hpp"

#include <string>
#include <utility>
#include <vector>

namespace speur {

/// What a page gives to the index of how words belong together (word_relation.hpp).
struct PageRelations {
  std::vector<std::string> terms;  ///< none twice
  std::string definitions;         ///< the value of definitions_slot; empty where it has none
};

/// `analyzer`: of the page's language; it reads the page's definitions. Linear in the text; what a
/// page may give is bounded.
[[nodiscard]] PageRelations page_relations(const Page& page, const AnalyzedPage& analyzed,
                                           Analyzer& analyzer);

/// What an `*[short]: long` of an author is.
struct DeclaredAbbreviation {
  bool acronym = false;  ///< else `full` explains `brief`, if it says enough to
  bool explains = false;
  std::string brief_key, full_key;  ///< acronym_key and name_key of an acronym
  std::string brief, full;          ///< one line, without the point at the end of an acronym's
};
[[nodiscard]] DeclaredAbbreviation read_abbreviation(
    const std::pair<std::string, std::string>& written, Analyzer& analyzer);

/// A definition as the index keeps it: of no more than max_definition_bytes, and found by the names
/// in its term, "Besluit (Awb)" by besluit, too. No keys: nobody could ask for it.
[[nodiscard]] StoredDefinition stored_definition(const PageDefinition& definition,
                                                 Analyzer& analyzer);

inline constexpr std::size_t max_definition_bytes = 800;

}  // namespace speur
