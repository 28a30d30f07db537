#pragma once

#include "indexer/suggestions/suggestions_file.hpp"
#include "indexer/terms/vocabulary.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace speur {

/// Collects what the titles, words and lines of all pages of a site together suggest. What comes out does
/// not depend on the order of the pages, nor on how they are spread over databases.
class SuggestionCollector {
 public:
  SuggestionCollector();
  ~SuggestionCollector();
  SuggestionCollector(SuggestionCollector&&) noexcept;
  SuggestionCollector& operator=(SuggestionCollector&&) noexcept;

  /// Reads the pages of a database; each page of the site is in one. Errors as Xapian's.
  void add_pages(const Xapian::Database& database);
  /// After the last database. `vocabulary`: of these pages; `language`: of the site, empty for Dutch. The texts of
  /// what comes out stay here.
  [[nodiscard]] std::vector<SuggestionEntry> collect(const Vocabulary& vocabulary, std::string_view language);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
