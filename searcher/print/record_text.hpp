#pragma once

#include "searcher/print/terminal.hpp"
#include "speur/analyzer.hpp"
#include "speur/searcher.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What the index holds of a page. Of its terms the rarest come first; on a terminal at most
/// `most_terms` are shown, 0 is all.
[[nodiscard]] std::string page_text(const PageRecord& page, const Terminal& terminal,
                                    std::size_t most_terms);

[[nodiscard]] std::string status_text(const IndexStatus& status, const Terminal& terminal);

/// A table with a row for each token and a column for each step that changed one; where that is
/// too wide, a paragraph for each token. `text`: what was analyzed.
[[nodiscard]] std::string tokens_text(std::string_view text, const std::vector<Token>& tokens,
                                      const Terminal& terminal);

/// A paragraph for each token that has something to explain. `explanations`: one a token.
[[nodiscard]] std::string explanations_text(std::string_view text, const std::vector<Token>& tokens,
                                            const std::vector<WordExplanation>& explanations,
                                            const Terminal& terminal);

}  // namespace speur
