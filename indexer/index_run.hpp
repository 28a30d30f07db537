#pragma once

#include "indexer/pipeline/chunks.hpp"
#include "indexer/pipeline/timings.hpp"
#include "indexer/site/file_stamp.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace speur {

/// How a run goes about its work; searches find the same whatever stands here.
struct RunOptions {
  bool rebuild = false;         ///< every page anew, in a new generation
  bool rehash = false;          ///< compare the contents of all files, not only of those that look new
  std::size_t jobs = 0;         ///< threads; 0: as many as there are cores to run on
  std::size_t memory_mib = 384; ///< that pages in the making may take, beside what the index needs
  WordsPlace words = WordsPlace::files;
  bool timings = false;         ///< fill IndexSummary::stages
  ChunkLimits chunks;           ///< of new generations
  /// A new generation is made if at least so many pages change, and more than stay: it costs more
  /// than these, and less than changing a database page by page.
  std::size_t least_for_generation = 500;
  /// The texts of as many pages are packed with a dictionary, which is learned from some of them first.
  std::size_t least_for_dictionary = 5'000;
  std::chrono::nanoseconds stamp_grace = speur::stamp_grace;
};

struct IndexSummary {
  std::size_t indexed = 0;    ///< new or changed
  std::size_t unchanged = 0;  ///< not touched
  std::size_t deleted = 0;    ///< were in the index, are no page any more
  std::size_t excluded = 0;   ///< by search.exclude, drafts, and what else the site does not show
  std::size_t failed = 0;     ///< could not be read; each one is among the problems
  std::vector<Problem> problems;
  bool rebuilt = false;          ///< a new generation was made
  bool lexicon_missing = false;  ///< no compounds divided, no lemmas: not wanted so
  std::filesystem::path index;  ///< empty where no page was found: no index was made or changed
  double seconds = 0;
  std::string generator;      ///< whose rules gave addresses and anchors: "Hugo"
  std::string configuration;  ///< the name of its file; empty: it was not found
  std::vector<StageTime> stages;  ///< if RunOptions::timings

  /// What searchers can find now.
  [[nodiscard]] std::size_t pages() const { return indexed + unchanged; }
};

/// What is told while the run goes on, on the thread that called run_index; either may be empty.
struct IndexObserver {
  std::function<void(std::size_t total)> found;     ///< pages that are looked at
  std::function<void(std::size_t done)> advanced;   ///< some ten times a second
};

/// Brings the index at `options.index` (if empty: `.speur` beside the content,
/// in the site's folder, or in the content folder if that is both the site's and the working folder) up to date with the
/// pages of `options.content`. Only pages whose content, includes or configuration changed are
/// written, and all become visible at once. Where the index is of another schema or recipe, or more
/// pages change than stay, a new generation is made. Errors of one page are problems of the summary,
/// in the order of the pages' ids. Error for what stops the whole run, and Interrupted: the index
/// is then as it was, as it is where no file is a page.
[[nodiscard]] IndexSummary run_index(const IndexOptions& options, const RunOptions& run,
                                     const IndexObserver& observer);
[[nodiscard]] IndexSummary run_index(const IndexOptions& options, bool rebuild,
                                     const IndexObserver& observer);

}  // namespace speur
