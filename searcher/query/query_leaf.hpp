#pragma once

#include "speur/query.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// Where a word is searched.
struct QueryField {
  std::string name;    ///< as in QueryFields; empty: everywhere
  bool facet = false;  ///< its words are values: they may be ranges, and keep their punctuation
};

struct QueryLeaf {
  std::optional<Query> query;  ///< a Word, Prefix, Fuzzy or Range; none if nothing can be searched
  std::string issue;           ///< what could not be read as an operator; empty: nothing
};

/// Reads what stands between two white spaces, without its sign and its field.
[[nodiscard]] QueryLeaf read_query_leaf(const QueryField& field, std::string_view text);

/// Whether a letter, a digit or a symbol that is no ASCII punctuation occurs in it.
[[nodiscard]] bool has_searchable(std::string_view utf8);

/// A word without the punctuation of the sentence that it ended ("stadhuis?").
[[nodiscard]] std::string_view without_final_punctuation(std::string_view utf8);

/// Whether a hyphen behind this text, before a word, stands for what a word of it begins with:
/// "openingsdagen en -tijden", "subsidies, -regelingen". Nobody writes so what is to be left out.
[[nodiscard]] bool makes_second_half(std::string_view before);

/// AND, OR and NOT. EN, OF and NIET are words of Dutch, and stand in whatever is typed in capitals.
[[nodiscard]] bool is_operator_word(std::string_view text);

/// A Word; where it would read as an operator, in lower case, so that it prints as a word.
[[nodiscard]] Query make_word(const QueryField& field, std::string_view text);

}  // namespace speur
