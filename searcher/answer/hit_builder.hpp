#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "searcher/index/index_reader.hpp"
#include "searcher/index/page_cache.hpp"
#include "searcher/candidates/query_compiler.hpp"
#include "searcher/answer/snippet_maker.hpp"
#include "speur/analyzer.hpp"
#include "speur/searcher.hpp"
#include "speur/stored_page.hpp"

namespace speur {

/// Makes what an answer shows of a page: fields, marks, sections, missing words.
class HitBuilder {
 public:
  HitBuilder(const IndexReader& index, const CompiledQuery& query, Analyzers& analyzers,
             PageCache& pages_read);

  /// How well a page fits the query as a whole.
  struct Fit {
    double proximity = 0;   ///< how close the wanted words stand in its text or title, in [0, 1]
    double title = 0;       ///< 1: its title has all of them and no other; 0: none of them
    double coverage = 1;    ///< the part of the wanted words that it has, by their rarity
    MatchedPage matched{};  ///< views into the page
  };
  [[nodiscard]] Fit fit(Xapian::docid id, const DecodedPage& decoded);
  /// `fit`: of this page, where it is known.
  [[nodiscard]] Hit build(Xapian::docid id, const DecodedPage& decoded, double score,
                          const Fit* fit);
  /// Whether fit() says anything: two words or more are wanted.
  [[nodiscard]] bool has_several_words() const { return content_units_.size() > 1; }

 private:
  [[nodiscard]] std::vector<Token> tokens(std::string_view text, std::string_view language);
  [[nodiscard]] std::vector<std::string> missing(Xapian::docid page) const;
  /// How much of each unit the page has, by its terms in any field. `found`: what is known already.
  [[nodiscard]] std::vector<double> found_units(Xapian::docid page,
                                                std::vector<double> found) const;
  /// Tells in `found` what a page has since it has this word in its text.
  void find_by_word(const StoredWord& word, std::vector<double>& found) const;
  void fit_title(const StoredPage& page, Fit& fit);
  [[nodiscard]] bool has_all(const std::vector<double>& found) const;

  const IndexReader& index_;
  const CompiledQuery& query_;
  Analyzers& analyzers_;
  PageCache& pages_;
  std::vector<double> weights_;  // of units
  struct Sought {
    std::string term;
    const ScoredLeaf* leaf;
    std::size_t group;  // of the leaf
    double share;       // of that group in the unit
  };
  std::vector<Sought> sought_;  // the terms of wanted units, sorted: one pass over a page's terms
  std::vector<std::size_t> content_units_;  // wanted, no function words
  double content_weight_ = 0;               // of them all
};

/// Facets of a record with their labels.
[[nodiscard]] std::vector<HitFacet> hit_facets(const StoredPage& page, const IndexReader& index);

}  // namespace speur
