#pragma once

#include "speur/analyzer.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// An acronym that a text explains. Views of the text and of the tokens that it was found with.
struct FoundAcronym {
  std::string_view brief, full;  ///< as written: "Awb", "Algemene wet bestuursrecht"
  std::span<const Token> brief_tokens, full_tokens;
  std::size_t brief_letters = 0;  ///< bytes of `brief` without the ending of its plural
};

/// Acronyms that `text` explains: "Algemene wet bestuursrecht (Awb)" and "Awb (Algemene wet
/// bestuursrecht)", in page order, with repetitions. `tokens`: all that the analyzer makes of it.
/// Precision before recall: an acronym all in capitals may take letters from inside words, any
/// other only those that begin a word or a part of a compound. Takes time linear in the text.
/// Source: Schwartz and Hearst, Pacific Symposium on Biocomputing 2003, which looks for the
/// letters from the right, the first one at the start of a word; here the cheapest way to find
/// them wins, and function words and parts of compounds are known.
[[nodiscard]] std::vector<FoundAcronym> find_acronyms(std::string_view text,
                                                      std::span<const Token> tokens);

/// Is `full` what `brief` stands for, where an author says that it explains it (*[brief]: full)?
/// False where it explains the word in a sentence. The tokens are of texts of their own.
[[nodiscard]] bool is_declared_acronym(std::string_view brief, std::span<const Token> brief_tokens,
                                       std::span<const Token> full_tokens);

}  // namespace speur
