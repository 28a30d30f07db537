#pragma once

#include "speur/analyzer.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A name of a thing that the site or a page calls otherwise, too.
struct OtherNames {
  std::string name;
  std::vector<std::string> others;
};

enum class ExpansionKind : std::uint8_t { acronym, synonym };

/// Another name of what some words of a query name.
struct Expansion {
  std::size_t first = 0, last = 0;  ///< words of the query, both included
  std::string text;                 ///< as its authors write it: to be analyzed as a query's words
  ExpansionKind kind = ExpansionKind::synonym;
  std::size_t pages = 0;  ///< that say so; all, where the site itself does
};

/// What an index knows of words that belong together. Reads terms by prefix and metadata only, so
/// it works on remote and mixed databases. Keeps no reference: a copy of the database is a handle.
class WordRelations {
 public:
  explicit WordRelations(Xapian::Database database);

  /// Other names of each run of one to max_relation_run words, runs in order of their first word
  /// and then the longest first; in a run the best first, at most max_expansions. A run does not
  /// begin or end with a function word unless that is the whole query. Nothing is looked up where
  /// the index has no relations, and of a long query only the first max_query_words are tried.
  /// Never uses the analyzer, so the words may be an analyzer's own.
  [[nodiscard]] std::vector<Expansion> expansions(std::span<const WordForm* const> words) const;

  /// What the query means if it is nothing but a word or name that the site defines, or asks
  /// "wat is" or "what is" one. Of several definitions the one from the best source, then what most
  /// pages say; nothing where pages differ too much for any to be the site's.
  [[nodiscard]] std::optional<Definition> definition(std::string_view query,
                                                     Analyzer& analyzer) const;

  /// All synonyms of the site and of pages, and the abbreviations of the site, in no order; of very many some.
  [[nodiscard]] std::vector<OtherNames> names() const;
  /// The names of things that are one word each, as WordForm::exact.
  [[nodiscard]] std::vector<std::string> named_words(Analyzer& analyzer) const;

  static constexpr std::size_t max_expansions = 4;
  static constexpr std::size_t max_query_words = 24;
  static constexpr std::size_t max_meanings = 5;

 private:
  struct Found;
  void collect(std::string_view prefix, ExpansionKind kind, const std::string& key,
               std::vector<Found>& found) const;
  void collect_site(const std::string& key, std::vector<Found>& found) const;
  [[nodiscard]] std::optional<Definition> page_definition(const std::string& key) const;
  [[nodiscard]] std::optional<Definition> site_definition(const std::string& key) const;

  Xapian::Database database_;
  std::string synonyms_, site_definitions_;  ///< metadata
  bool has_acronyms_ = false, has_expansions_ = false, has_synonyms_ = false;
  bool has_definitions_ = false;
};

}  // namespace speur
