#pragma once

#include "indexer/terms/analyzed_page.hpp"
#include "speur/page.hpp"

#include <string>

namespace speur {

/// The value (suggestions_slot) by which a page says what to suggest: its other title, headings,
/// phrases that it repeats, and words that it writes with capitals. A pure function of the page;
/// how many pages say the same is for the whole site to tell. Bounded in number and length.
[[nodiscard]] std::string page_suggestions(const Page& page, const AnalyzedPage& analyzed);

}  // namespace speur
