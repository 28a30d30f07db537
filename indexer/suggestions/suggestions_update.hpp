#pragma once

#include "indexer/suggestions/suggestion_changes.hpp"
#include "indexer/terms/words_merge.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace speur {

/// The payload of the suggestions file of a site of which some pages have changed, made of the one that
/// `payload` is, without a look at the other pages.
///
/// What no page says any more is suggested no more; titles and headings that are new are suggested.
/// What several pages say is counted on from the file. Left to the next file that is made of all
/// pages: a phrase that enough pages have by now, a word that was left out for another form of it, and
/// how something is written by most pages.
///
/// `words`: of the same change. `site_pages`: after it. std::out_of_range for a damaged file.
[[nodiscard]] std::string update_suggestions(std::string_view payload,
                                             const SuggestionChanges& changes,
                                             const MergedWords& words, std::uint32_t site_pages);

}  // namespace speur
