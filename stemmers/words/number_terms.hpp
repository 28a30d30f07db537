#pragma once

#include "speur/analyzer.hpp"

#include <span>
#include <string_view>

namespace speur {

/// Gives numbers that are written in several ways a joined term that all of these ways share. It
/// begins at the number's first token, and ends with its last.
/// - Amounts: 1250 for "1.250", "1.250,00" and "1250,00"; 1250,50 for "1.250,50".
/// - Versions: 2.10.1 for "v2.10.1".
/// - Postcodes: 1234ab for "1234 AB".
/// - Telephone numbers of the Netherlands: 0612345678 for "06-12345678", "06 12 34 56 78",
///   "+31 6 12345678" and "+31 (0)6 12345678".
/// - Places in a law: artikel:5 for "artikel 5" and "art. 5", artikel:6:162 for "artikel 6:162", lid:2 for
///   "lid 2" and "tweede lid", onder:b for "onder b", "sub b" and "onderdeel b".
/// - Dates: 2024-05-17 for "17-05-2024", "17/5/2024" and "17 mei 2024".
/// `text` begins at byte `text_begin` of what the tokens count from.
void add_number_terms(std::string_view text, std::size_t text_begin, std::span<Token> tokens);

}  // namespace speur
