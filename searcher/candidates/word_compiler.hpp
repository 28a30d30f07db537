#pragma once

#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/candidates/evidence_builder.hpp"
#include "searcher/words/speller.hpp"
#include "searcher/words/word_relations.hpp"
#include "speur/analyzer.hpp"
#include "speur/ranking.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// A word of the query as typed, and its tokens: more than one for "e-mail" and "aia-09".
struct QueryWord {
  std::string text;
  std::vector<Token> tokens;
  std::optional<std::size_t> begin{};  ///< as Word::begin
  std::size_t unit = 0;
  bool is_stop = false;  ///< a function word
  bool is_frame = false;  ///< makes the query a question, and is sought as a function word
  /// Of a piece of a word that is taken apart: what it is together with `joined_pieces` - 1 others.
  std::vector<std::string> joined{};
  std::size_t joined_pieces = 1;
  /// Of a word that shares a part with another: what it is in full. "train-" of "train- en testdata"
  /// is traindata.
  std::vector<Token> completed{};
};

/// "m.b.t.", "A.P.V.": letters with full stops between them are one word.
[[nodiscard]] bool is_abbreviation(const QueryWord& word);

/// "AI-verordening" as two words, which know of each other. All tokens but the last begin no word.
[[nodiscard]] std::vector<QueryWord> pieces_of(const QueryWord& word);

using Analyzers = std::map<std::string, Analyzer, std::less<>>;

/// What queries are compiled with. All must outlive what is made with it.
struct QueryTools {
  const IndexReader& index;
  Analyzers& analyzers;  ///< by language; grows
  const WordRelations& relations;
  const Speller& speller;
  const RankingParameters& parameters;
  std::string language;  ///< of the query
  Deadline deadline{};
};

/// What stands at [begin, end) of the query, in bytes, and what it is taken for.
struct Correction {
  std::size_t begin = 0, end = 0;
  std::string text;
};

/// What a page may have for a word of the query: the word itself, its stem, a compound with it, its
/// parts if it is a compound, what it makes together with its neighbours, and what the site calls
/// it otherwise.
class WordCompiler {
 public:
  WordCompiler(const QueryTools& tools, EvidenceBuilder& builder);

  /// The tokens of a text in the query's language; their word forms live as long as this.
  [[nodiscard]] std::vector<Token> tokens(std::string_view text) { return tokens(text, own_); }

  /// What the site and its pages call all of `text` otherwise: acronyms and synonyms.
  [[nodiscard]] std::vector<QueryExpansion> other_names(std::string_view text);

  /// Whether a word that was typed with hyphens or other marks means the same as its pieces: no
  /// identifier does, unless the site has no such identifier.
  [[nodiscard]] bool can_be_apart(const QueryWord& word) const;

  /// One query a word, for words that follow each other in the query and are all sought in `where`,
  /// whose unit is theirs; tells of each whether it is a function word.
  [[nodiscard]] std::vector<CandidateQuery> compile(std::span<QueryWord> words, LeafPlace where);
  /// One token by itself, its weights times `share`.
  [[nodiscard]] CandidateQuery token(const Token& token, const LeafPlace& place, double share = 1);
  /// The words of a page that are spelled as the token.
  [[nodiscard]] std::vector<SoughtWord> spelled(const Token& token);

  /// Words that the site does not have, and what was searched beside them.
  std::vector<Correction> corrections;
  bool is_guess = false;
  std::vector<QueryExpansion> expanded;  ///< what else was searched, of what the site has

 private:
  using Options = std::vector<CandidateQuery>;

  [[nodiscard]] Analyzer& analyzer(const std::string& language);
  [[nodiscard]] std::vector<Token> tokens(std::string_view text, Analyzer& analyzer);
  [[nodiscard]] std::vector<SoughtWord> forms(const WordForm& form, const LeafPlace& place);
  /// Gives the place of the word's own evidence.
  std::size_t stem(const Token& token, const LeafPlace& place, double share, Options& options);
  void family(const std::string& stem, const LeafPlace& place, double weight, Analyzer& analyzer,
              Options& options);
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
  /// All of `parts`, each as a word of its own, or some of them for `partial` of their weight.
  [[nodiscard]] CandidateQuery split(const std::vector<SubCompound>& parts, const LeafPlace& place,
                                     double weight, double partial);
  [[nodiscard]] CandidateQuery joined(std::span<const std::string> terms, const LeafPlace& place,
                                     double weight);
  void pieces(const QueryWord& word, const LeafPlace& place, Options& options);
  void pair(const QueryWord& left, const QueryWord& right, LeafPlace place, Options& left_options,
            Options& right_options);
  void shortened(const QueryWord& word, const LeafPlace& place, Options& options);
  void similar(const QueryWord& word, const LeafPlace& place, Options& options);
  void expansions(std::span<const QueryWord> words, LeafPlace place, std::vector<Options>& options);
  void corrected(std::span<const QueryWord> words, LeafPlace place, std::vector<Options>& options);
  void translations(std::span<QueryWord> words, LeafPlace place, std::vector<Options>& options);
  /// A word for any of `dutch`.
  [[nodiscard]] CandidateQuery any_of(const std::vector<std::string>& dutch, const LeafPlace& place,
                                     double weight);
  [[nodiscard]] CandidateQuery together(const std::vector<Token>& words, const LeafPlace& place,
                                       std::string_view form, double weight);
  void add(Options& options, CandidateQuery query) const;
  /// Adds what `text` is sought by, if the site has it, and tells of it once.
  void widen(Options& options, CandidateQuery query, QueryExpansion expansion);
  void tell(QueryExpansion expansion);

  QueryTools tools_;
  const RankingParameters& parameters_;
  Analyzer& own_;   ///< of the query's language
  Analyzer& site_;  ///< of the index's
  EvidenceBuilder& builder_;
  std::vector<std::unique_ptr<WordForm>> forms_;
};

}  // namespace speur
