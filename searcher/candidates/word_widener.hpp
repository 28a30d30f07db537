#pragma once

#include "searcher/candidates/evidence_builder.hpp"
#include "searcher/candidates/query_tools.hpp"
#include "searcher/candidates/query_word.hpp"
#include "searcher/candidates/word_forms.hpp"
#include "searcher/finder/candidate_query.hpp"
#include "speur/analyzer.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What stands at [begin, end) of the query, in bytes, and what it is taken for.
struct Correction {
  std::size_t begin = 0, end = 0;
  std::string text;
};

/// What a page may have in the place of a word of the query: what the site calls it otherwise, a word that means
/// the same, what it is short for, what it was meant to be, and what it is in Dutch.
class WordWidener {
 public:
  WordWidener(const QueryTools& tools, EvidenceBuilder& builder, WordForms& forms);

  /// What the site and its pages call all of `text` otherwise: acronyms and synonyms.
  [[nodiscard]] std::vector<QueryExpansion> other_names(std::string_view text);

  // Each adds what it finds for words[i] to options[i], at the place that is `place` with the word's unit.
  void similar(const QueryWord& word, const LeafPlace& place, QueryOptions& options);
  void shortened(const QueryWord& word, const LeafPlace& place, QueryOptions& options);
  void translations(std::span<QueryWord> words, LeafPlace place, std::vector<QueryOptions>& options);
  void expansions(std::span<const QueryWord> words, LeafPlace place, std::vector<QueryOptions>& options);
  void corrected(std::span<const QueryWord> words, LeafPlace place, std::vector<QueryOptions>& options);

  /// Words that the site does not have, and what was searched beside them.
  std::vector<Correction> corrections{};
  bool is_guess = false;
  std::vector<QueryExpansion> expanded{};  ///< what else was searched, of what the site has

 private:
  /// A word for any of `dutch`.
  [[nodiscard]] CandidateQuery any_of(const std::vector<std::string>& dutch, const LeafPlace& place,
                                      double weight);
  /// Adds what a text is sought by, if the site has it, and tells of it once.
  void widen(QueryOptions& options, CandidateQuery query, QueryExpansion expansion);
  void tell(QueryExpansion expansion);

  QueryTools tools_;
  const RankingParameters& parameters_;
  Analyzer& own_;   ///< of the query's language
  Analyzer& site_;  ///< of the index's
  EvidenceBuilder& builder_;
  WordForms& forms_;
};

}  // namespace speur
