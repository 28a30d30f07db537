#pragma once

#include "speur/query.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What the query wants to find in texts, in its order and without signs: words and phrases, also
/// of a field of the text. Not what it excludes, and no values of facets.
[[nodiscard]] std::vector<std::string> wanted_texts(const Query& query);

/// Whether the query is nothing but wanted words and phrases, sought everywhere: it may be the name
/// of something.
[[nodiscard]] bool is_plain(const Query& query);

/// The word that `text` ends with and that its writer may still be typing: letters and digits, at
/// least `least_bytes` of them, wanted and sought everywhere. `parsed`: of `text`. None where some
/// of the text could not be read, as the rest of an open phrase.
[[nodiscard]] std::optional<std::string> unfinished_word(const ParsedQuery& parsed,
                                                         std::string_view text,
                                                         std::size_t least_bytes);

/// The same query with its unfinished word as the beginning of words; `parsed` has one.
[[nodiscard]] ParsedQuery with_beginning(ParsedQuery parsed, std::string_view text);

/// The same query with the phrases that it wants as words of their own, for where no page has them; none where
/// it has no such phrase. What must be there or must not stays as it is, and so does a short phrase alone.
[[nodiscard]] std::optional<ParsedQuery> with_phrases_as_words(const ParsedQuery& parsed);

/// The same query with the pieces of identifiers (id:aia-99, 2024/1689) as words; none where it has none.
[[nodiscard]] std::optional<ParsedQuery> with_identifiers_as_words(const ParsedQuery& parsed);

/// The same query without the values of facets that it wants beside words; none where it has none.
[[nodiscard]] std::optional<ParsedQuery> without_values(const ParsedQuery& parsed);

/// The first of these three that changes the query, for one that finds nothing: an issue tells what was
/// changed. Each step asks for less than the one before.
[[nodiscard]] std::optional<ParsedQuery> with_less(const ParsedQuery& parsed);

/// The query for one word or beginning alone.
[[nodiscard]] ParsedQuery query_of(Word word);
[[nodiscard]] ParsedQuery query_of(Prefix prefix);

}  // namespace speur
