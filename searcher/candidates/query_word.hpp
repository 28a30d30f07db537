#pragma once

#include "speur/analyzer.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
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
/// The word that an abbreviation with full stops is: mbt.
[[nodiscard]] std::string without_full_stops(std::string abbreviation);

/// "AI-verordening" as two words, which know of each other. All tokens but the last begin no word.
[[nodiscard]] std::vector<QueryWord> pieces_of(const QueryWord& word);

/// Whether a word may be a part of a compound that was typed in pieces.
[[nodiscard]] bool may_be_part(const QueryWord& word);

[[nodiscard]] bool has_digit(std::string_view word);

}  // namespace speur
