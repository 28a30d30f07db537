#pragma once

#include "searcher/answer/found_pages.hpp"
#include "searcher/answer/page_checker.hpp"
#include "searcher/finder/timed_match.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/record_reader.hpp"
#include "searcher/rank/rescorer.hpp"

#include <cstddef>

namespace speur {

/// Orders the best pages of the first stage by what their word records say of the query. All must outlive this.
class SecondStage {
 public:
  /// `window`: so many pages are scored. `undecided`: what the first stage could not test, else nullptr: pages that do
  /// not pass are left out of those that are scored. `until`: from then on pages stay as they are found.
  SecondStage(const IndexReader& index, RecordReader& records, Rescorer& rescorer, std::size_t window,
              const PageChecker* undecided, const Deadline& until)
      : index_(index),
        records_(records),
        rescorer_(rescorer),
        window_(window),
        undecided_(undecided),
        until_(until) {}

  /// How many pages of the first stage rank() wants, for an answer of the first `end` pages.
  [[nodiscard]] std::size_t depth(std::size_t end) const;
  /// The first `window` pages in the order of their scores, then the others as they come.
  [[nodiscard]] FoundPages rank(Matches matches) const;

 private:
  const IndexReader& index_;
  RecordReader& records_;
  Rescorer& rescorer_;
  std::size_t window_;
  const PageChecker* undecided_;
  Deadline until_;
};

/// The pages of the first stage as they come.
[[nodiscard]] FoundPages as_found(const Matches& matches);

}  // namespace speur
