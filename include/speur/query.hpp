#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace speur {

struct Query;

/// One word as typed, without white space: "fietsenstallingen", "aia-09", "AI-verordening".
struct Word {
  std::string field;  ///< as in QueryFields, lower case; empty: everywhere
  std::string text;   ///< never empty
  /// Where the text begins in the query, in bytes; absent for a word that was not typed so.
  std::optional<std::size_t> begin{};
  /// It was typed with a hyphen before it, and completes a word before: "openingsdagen en -tijden".
  bool is_second_half = false;
};
/// Words in this order next to each other; with `slop` > 0 in any order within that many words.
struct Phrase {
  std::string field, text;
  unsigned slop = 0;
};
struct Prefix {
  std::string field, text;  ///< words that begin with `text`
};
struct Fuzzy {
  std::string field, text;
  unsigned distance = 1;  ///< edits: 1 or 2
};
/// Values between both ends, which belong to it; an absent end is open.
struct Range {
  std::string field;
  std::optional<std::string> from, to;  ///< as typed: "2024-01", "3.5"
};
struct AnyOf {
  std::vector<Query> options;  ///< two or more
};
enum class Occur : std::uint8_t {
  wanted,   ///< a page that misses it ranks lower, and says so
  must,     ///< only pages that have it
  must_not  ///< only pages that do not
};
struct Clause;
/// What stands between brackets, or the whole query.
struct AllOf {
  std::vector<Clause> clauses;
};
struct Query {
  std::variant<AllOf, AnyOf, Word, Phrase, Prefix, Fuzzy, Range> node;
};
struct Clause {
  Occur occur = Occur::wanted;
  Query query;
};

/// What the parser made of something that it could not take as an operator.
struct QueryIssue {
  std::size_t column = 0;  ///< from 1, in code points
  std::string message;
};

struct ParsedQuery {
  Query query;  ///< an AllOf; without clauses if the text asks for nothing
  std::vector<QueryIssue> issues;
};

/// The names that may stand before a colon. Anything else with a colon is a word (urn:nl:x).
struct QueryFields {
  std::vector<std::string> text;    ///< words are searched in them: titel, kop, tekst, id
  std::vector<std::string> facets;  ///< values: a word or phrase is one value; ranges
  /// Facets that hold dates: a day of several words is one value (datum:17 mei 2024).
  std::vector<std::string> dates{};
};

inline constexpr std::size_t max_query_bytes = 8192;
inline constexpr std::size_t max_query_depth = 32;  ///< of brackets; deeper ones are read as words
inline constexpr std::size_t max_query_clauses = 256;  ///< further words are ignored, as an issue

// What costs as much as many words is bounded, too. Beyond these numbers the signs are left out, as
// an issue, and the words are plain words. Values of facets cost little, and do not count.
inline constexpr std::size_t max_query_prefixes = 16;  ///< subsid*
inline constexpr std::size_t max_query_fuzzy = 8;      ///< fiest~
inline constexpr std::size_t max_query_phrases = 32;   ///< "nieuwe stalling"; excluded: ignored

/// Reads any text: what cannot be an operator is read as words, and told in `issues`.
/// Error(data) only for a text over max_query_bytes or that is not UTF-8.
[[nodiscard]] ParsedQuery parse_query(std::string_view text, const QueryFields& fields);

/// As parse_query, but the first issue is an Error(data) that names its column.
[[nodiscard]] Query parse_query_strictly(std::string_view text, const QueryFields& fields);

/// The tree as text, for tests and `--explain`: `(fiets +titel:stalling -"oude fiets" (a OR b))`.
/// Parsing it gives the same tree.
[[nodiscard]] std::string to_string(const Query& query);

}  // namespace speur
