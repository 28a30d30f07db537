#pragma once

#include "searcher/candidates/query_compiler.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/words/speller.hpp"
#include "searcher/words/word_relations.hpp"
#include "speur/analyzer.hpp"
#include "speur/query.hpp"
#include "speur/ranking.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// An index that is open to have queries compiled for it, without a searcher around them.
class QueryCompilation {
 public:
  explicit QueryCompilation(const std::filesystem::path& folder, RankingParameters parameters = {})
      : index(folder), parameters_(parameters), relations_(index.database()),
        speller_(index.words(), [](std::string_view) { return false; }, {}) {
    analyzers_.emplace(index.language(), Analyzer(index.recipe(), index.language()));
  }

  [[nodiscard]] QueryTools tools(Deadline deadline = {}) {
    return {index, analyzers_, relations_, speller_, parameters_, index.language(), deadline};
  }
  [[nodiscard]] CompiledQuery compile(std::string_view text, bool strict = true, Deadline deadline = {}) {
    QueryFields fields{{"titel", "kop", "tekst", "id"}, {}, {}};
    for (const IndexFacet& facet : index.facets()) fields.facets.push_back(facet.name);
    return speur::compile(parse_query(text, fields).query, tools(deadline), strict);
  }
  /// The ids of the pages that a query of facets and values finds, by docid.
  [[nodiscard]] std::vector<std::string> pages(const CandidateQuery& query) const {
    Xapian::Enquire enquire(index.database());
    enquire.set_query(query.to_xapian());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, index.database().get_doccount());
    std::vector<std::string> ids;
    for (auto page = found.begin(); page != found.end(); ++page) ids.push_back(index.page_id(*page));
    return ids;
  }

  IndexReader index;

 private:
  RankingParameters parameters_;
  Analyzers analyzers_;
  WordRelations relations_;
  Speller speller_;
};

/// `form:term` of all that a compiled query looks for, in its order.
inline std::vector<std::string> evidence_of(const CompiledQuery& compiled) {
  std::vector<std::string> found;
  for (const Evidence& evidence : compiled.ranked.evidence) {
    found.push_back(evidence.form + ':' + evidence.term);
  }
  return found;
}

}  // namespace speur
