#pragma once

#include "searcher/index/index_reader.hpp"
#include "searcher/candidates/word_compiler.hpp"
#include "searcher/candidates/word_matcher.hpp"
#include "speur/query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace speur {

struct CompiledQuery {
  CandidateQuery query;   ///< the first stage: weights without page boosts
  bool unranked = false;  ///< no words, only filters or nothing at all: no page is better
  RankedQuery ranked;                   ///< what scores the pages that `query` finds
  std::optional<PageCheck> check;       ///< what those pages must be besides; empty: nothing
  WordMatcher matcher;
  std::vector<Correction> corrections;  ///< apart, in no order
  bool is_guess = false;                ///< some word was taken for another
  std::vector<QueryExpansion> expansions;
  std::vector<std::string> notes;       ///< what was left out: a range whose end is no date
  bool is_cut = false;                  ///< the time was up before all of it was compiled
};

/// Tree to query of candidates, by the index's own analyzer, which `tools.analyzers` holds. Facet names
/// are those of the index. What only a facet's type can refuse (a range of words) is an
/// Error(usage) if `strict`, else it is left out and noted.
[[nodiscard]] CompiledQuery compile(const Query& query, const QueryTools& tools, bool strict);

/// The pages that have one of `values` for `facet`, where a month or a year stands for all its days; weighs
/// nothing.
[[nodiscard]] CandidateQuery facet_filter(const IndexReader& index, const IndexFacet& facet,
                                         const std::vector<std::string>& values);

}  // namespace speur
