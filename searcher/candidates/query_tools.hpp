#pragma once

#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/words/speller.hpp"
#include "searcher/words/word_relations.hpp"
#include "speur/analyzer.hpp"
#include "speur/ranking.hpp"

#include <functional>
#include <map>
#include <string>

namespace speur {

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

  /// The analyzer of a language, made when it is first asked for.
  [[nodiscard]] Analyzer& analyzer(const std::string& of_language) const {
    const auto found = analyzers.find(of_language);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(of_language, Analyzer(index.recipe(), of_language, index.path())).first->second;
  }
};

}  // namespace speur
