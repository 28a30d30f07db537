#pragma once

#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace speur {

struct IndexSummary {
  std::size_t indexed = 0;    ///< new or changed
  std::size_t unchanged = 0;  ///< not touched
  std::size_t deleted = 0;    ///< were in the index, are no page any more
  std::size_t excluded = 0;   ///< by search.exclude, or drafts
  std::size_t failed = 0;     ///< could not be read; each one is among the problems
  std::vector<Problem> problems;
  bool rebuilt = false;          ///< a new generation was made
  bool lexicon_missing = false;  ///< no compounds divided, no lemmas: not wanted so
  std::filesystem::path index;
  double seconds = 0;

  /// What searchers can find now.
  [[nodiscard]] std::size_t pages() const { return indexed + unchanged; }
};

/// What is told while the run goes on; either may be empty.
struct IndexObserver {
  std::function<void(std::size_t total)> found;
  std::function<void()> advanced;  ///< after each page
};

/// Brings the index at `options.index` (if empty: `.speur` beside the content) up to date with the
/// pages of `options.content`. Only pages
/// whose content, includes or configuration changed are written, and all become visible at once;
/// with `rebuild`, or where the index is of another schema or recipe, a new generation is made.
/// Errors of one page are problems of the summary; Error for what stops the whole run, which then
/// leaves the index as it was.
[[nodiscard]] IndexSummary run_index(const IndexOptions& options, bool rebuild,
                                     const IndexObserver& observer);

}  // namespace speur
