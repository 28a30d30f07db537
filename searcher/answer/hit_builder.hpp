#pragma once

#include "searcher/candidates/query_compiler.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/page_cache.hpp"
#include "speur/searcher.hpp"
#include "speur/stored_page.hpp"

#include <span>
#include <vector>

namespace speur {

/// Makes what an answer shows of a page: fields, marks, sections, missing words.
class HitBuilder {
 public:
  /// `unit_weights`: how much each unit tells; sections are chosen by it. All must outlive this.
  HitBuilder(const IndexReader& index, const CompiledQuery& query,
             std::span<const double> unit_weights)
      : index_(index), query_(query), unit_weights_(unit_weights.begin(), unit_weights.end()) {}

  /// `found`: how much of each unit the page has.
  [[nodiscard]] Hit build(std::string id, const DecodedPage& decoded, double score,
                          std::span<const double> found) const;

 private:
  [[nodiscard]] std::vector<std::string> missing(std::span<const double> found) const;

  const IndexReader& index_;
  const CompiledQuery& query_;
  std::vector<double> unit_weights_;
};

/// Facets of a record with their labels.
[[nodiscard]] std::vector<HitFacet> hit_facets(const StoredPage& page, const IndexReader& index);

}  // namespace speur
