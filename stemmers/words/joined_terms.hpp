#pragma once

#include "speur/analyzer.hpp"
#include "stemmers/words/tokenizer.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

inline constexpr std::size_t max_joined_pieces = 8;
inline constexpr std::size_t max_joined_bytes = 100;

/// Gives the tokens that begin a run of pieces (written together without white space) their joined
/// terms. `pieces[i]` is where `tokens[i]` came from.
/// - The whole as typed, normalized, where a digit stands in it or a connector that is no hyphen:
///   aia-09, 2024/1689, minbzk.nl, urn:nl:ak:mtr:org-04.
/// - The pieces as one word where only hyphens connect them and they are not all numbers:
///   e-mail gives email, aia-09 gives aia09. Without a digit it has its stem, by `stem_of`.
/// Both also for what hyphens, stops and low lines hold together within a longer run: org-04. A
/// run of more than max_joined_pieces pieces or max_joined_bytes bytes gets none for its whole.
void add_joined_terms(std::span<const Piece> pieces, std::span<Token> tokens,
                      const std::function<std::string(std::string_view word)>& stem_of);

}  // namespace speur
