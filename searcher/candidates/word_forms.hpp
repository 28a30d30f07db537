#pragma once

#include "searcher/candidates/evidence_builder.hpp"
#include "searcher/candidates/query_tools.hpp"
#include "searcher/candidates/query_word.hpp"
#include "searcher/finder/candidate_query.hpp"
#include "speur/analyzer.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What finds a word of the query: one of these is enough.
using QueryOptions = std::vector<CandidateQuery>;
/// An empty query adds nothing.
void add_to(QueryOptions& options, CandidateQuery query);

/// What a page may have for a word of the query that is the word: itself, its stem, a compound with it, its
/// parts if it is a compound, its pieces, and what it makes together with its neighbours.
class WordForms {
 public:
  WordForms(const QueryTools& tools, EvidenceBuilder& builder);

  /// The tokens of a text in the query's language, or the analyzer's; their word forms live as long as this.
  [[nodiscard]] std::vector<Token> tokens(std::string_view text);
  [[nodiscard]] std::vector<Token> tokens(std::string_view text, Analyzer& analyzer);

  /// One token by itself, its weights times `share`.
  [[nodiscard]] CandidateQuery token(const Token& token, const LeafPlace& place, double share = 1);
  /// The words of a page that are spelled as the token.
  [[nodiscard]] std::vector<SoughtWord> spelled(const Token& token);
  [[nodiscard]] CandidateQuery joined(std::span<const std::string> terms, const LeafPlace& place,
                                      double weight);
  void pieces(const QueryWord& word, const LeafPlace& place, QueryOptions& options);
  void pair(const QueryWord& left, const QueryWord& right, LeafPlace place, QueryOptions& left_options,
            QueryOptions& right_options);
  void family(const std::string& stem, const LeafPlace& place, double weight, Analyzer& analyzer,
              QueryOptions& options);
  [[nodiscard]] CandidateQuery together(const std::vector<Token>& words, const LeafPlace& place,
                                        std::string_view form, double weight);

 private:
  using Options = QueryOptions;

  [[nodiscard]] std::vector<SoughtWord> forms(const WordForm& form, const LeafPlace& place);
  /// Gives the place of the word's own evidence.
  std::size_t stem(const Token& token, const LeafPlace& place, double share, Options& options);
  /// `whole`: the place of the compound's own evidence.
  void apart(const WordForm& form, const LeafPlace& place, double share, std::size_t whole, Options& options);
  void compound(const WordForm& form, const LeafPlace& place, double share, std::size_t whole,
                Options& options);
  /// A part of a compound that may be a compound, too.
  struct SubCompound {
    std::string stem;
    std::vector<std::string> parts;  ///< stems of its own parts; empty for one that has none
  };
  [[nodiscard]] std::vector<SubCompound> larger_parts(const WordForm& form) const;
  /// All of `parts`, each as a word of its own, or some of them for `partial` of their weight. `whole`: as
  /// Conjunction::whole.
  [[nodiscard]] CandidateQuery split(const std::vector<SubCompound>& parts, const LeafPlace& place,
                                     double weight, double partial, std::size_t whole);

  QueryTools tools_;
  const RankingParameters& parameters_;
  Analyzer& own_;  ///< of the query's language
  EvidenceBuilder& builder_;
  std::vector<std::unique_ptr<WordForm>> forms_{};
};

}  // namespace speur
