#pragma once

#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/stored_page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The value (suggestions_slot) by which a page says what to suggest: its other title, headings,
/// phrases that it repeats, and words that it writes with capitals. A pure function of the page;
/// how many pages say the same is for the whole site to tell. Bounded in number and length.
/// `text` and `places`: from join_sections(page.sections); `tokens`: what the analyzer made of it.
[[nodiscard]] std::string page_suggestions(const Page& page, std::string_view text,
                                           const std::vector<StoredSection>& places,
                                           const std::vector<Token>& tokens);

}  // namespace speur
