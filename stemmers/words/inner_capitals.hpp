#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace speur {

/// Whether a capital of ASCII stands in the word behind another letter: what split_at_capitals() may
/// divide.
[[nodiscard]] bool has_inner_capital(std::string_view word);

/// Where the words of a name begin that is written with capitals in it: "getUserName" is get, User
/// and Name, "BSNNummer" is BSN and Nummer. The first is 0; empty for a name of one word, and where a word
/// would have one letter (DigiD, APIs) or the name more than `most` words.
[[nodiscard]] std::vector<std::size_t> split_at_capitals(std::string_view word, std::size_t most);

}  // namespace speur
