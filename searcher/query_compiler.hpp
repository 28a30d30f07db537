#pragma once

#include "searcher/index_reader.hpp"
#include "searcher/word_matcher.hpp"
#include "speur/analyzer.hpp"
#include "speur/query.hpp"
#include "speur/ranking.hpp"

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace speur {

/// One scored term of the query, for --explain and to tell what a page lacks.
struct ScoredLeaf {
  Xapian::Query query;             ///< with its weight
  std::vector<std::string> terms;  ///< as in the index; a stem may stand as two
  std::size_t unit = 0;
  std::string field, form;
};

/// A word, phrase, prefix or fuzzy word that a page is wanted to have.
struct QueryUnit {
  std::string text;     ///< as typed
  bool wanted = false;  ///< its absence is told; not so for OR branches and what must be there
  bool stop = false;
  double factor = 1;                  ///< on the weights of its leaves
  std::vector<std::string> prefixes;  ///< of terms: a unit that is a prefix
};

struct CompiledQuery {
  Xapian::Query query;    ///< weights without page boosts
  bool unranked = false;  ///< no words, only filters or nothing at all: no page is better
  std::vector<QueryUnit> units;
  std::vector<ScoredLeaf> leaves;
  WordMatcher matcher;
  std::vector<std::string> notes;  ///< what was left out: a range whose end is no date
};

/// Tree to Xapian query, by the analyzer of the index. Facet names are those of the index.
/// What only a facet's type can refuse (a range of words) is an Error(usage) if `strict`, else it
/// is left out and noted.
[[nodiscard]] CompiledQuery compile(const Query& query, const IndexReader& index,
                                    Analyzer& analyzer, const RankingParameters& parameters,
                                    bool strict);

/// The pages that have one of `values` for `facet`; weighs nothing.
[[nodiscard]] Xapian::Query facet_filter(const IndexFacet& facet,
                                         const std::vector<std::string>& values);

}  // namespace speur
