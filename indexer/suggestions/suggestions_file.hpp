#pragma once

#include "indexer/terms/vocabulary.hpp"
#include "speur/suggester.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace speur {

/// A suggestion of the site. Its texts are somebody else's, who keeps them.
struct SuggestionEntry {
  std::string_view text{};    ///< as shown
  std::string_view folded{};  ///< fold_text(text); not empty, and of no two entries the same
  SuggestionKind kind = SuggestionKind::title;
  std::uint32_t usefulness = 0;
  std::uint32_t pages = 0;
  std::string_view id{}, url{}, anchor{};  ///< of the page; empty where it is not one page
};

/// The bytes of suggestion_layout.hpp.
[[nodiscard]] std::string encode_suggestions(std::vector<SuggestionEntry> entries);

/// The payload of the site file, of a database with all pages and the site's metadata.
[[nodiscard]] std::string make_suggestions_file(const Xapian::Database& database,
                                                const Vocabulary& vocabulary);

}  // namespace speur
