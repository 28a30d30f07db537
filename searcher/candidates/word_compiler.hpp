#pragma once

#include "searcher/candidates/evidence_builder.hpp"
#include "searcher/candidates/query_tools.hpp"
#include "searcher/candidates/query_word.hpp"
#include "searcher/candidates/word_forms.hpp"
#include "searcher/candidates/word_widener.hpp"
#include "searcher/finder/candidate_query.hpp"
#include "speur/analyzer.hpp"
#include "speur/ranking.hpp"

#include <span>
#include <vector>

namespace speur {

/// Words of the query that follow each other, as what a page may have for each of them.
class WordCompiler {
 public:
  /// All must outlive this.
  WordCompiler(const QueryTools& tools, const EvidenceBuilder& builder, WordForms& forms, WordWidener& widener)
      : index_(tools.index),
        parameters_(tools.parameters),
        own_(tools.analyzer(tools.language)),
        builder_(builder),
        forms_(forms),
        widener_(widener) {}

  /// Whether a word that was typed with hyphens or other marks means the same as its pieces: no
  /// identifier does, unless the site has no such identifier.
  [[nodiscard]] bool can_be_apart(const QueryWord& word) const;

  /// One query a word, for words that are all sought in `where`, whose unit is theirs; tells of each whether it
  /// is a function word.
  [[nodiscard]] std::vector<CandidateQuery> compile(std::span<QueryWord> words, LeafPlace where);

 private:
  const IndexReader& index_;
  const RankingParameters& parameters_;
  Analyzer& own_;  ///< of the query's language
  const EvidenceBuilder& builder_;
  WordForms& forms_;
  WordWidener& widener_;
};

}  // namespace speur
