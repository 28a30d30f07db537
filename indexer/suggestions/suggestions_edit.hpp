#pragma once

#include "indexer/suggestions/suggestions_view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace speur {

/// What becomes of the suggestion with one folded text.
struct SuggestionEdit {
  std::string folded;
  std::optional<std::uint32_t> before{};  ///< the entry that goes
  struct Entry {
    SuggestionKind kind = SuggestionKind::title;
    std::uint32_t usefulness = 0, pages = 0;
    std::string id{}, url{}, anchor{};  ///< of the page, if it is one
    std::string spelling{};             ///< encode_spelling() of what is shown
  };
  std::optional<Entry> after{};  ///< the entry that comes
};

/// The payload of the suggestions file that `file` becomes: what encode_suggestions() makes of its
/// entries with these changes, but for the order of the pages, in the time that it takes to copy them.
/// `edits`: no text twice. `gone`: ids of pages that are named no more.
/// std::out_of_range for a file that is damaged.
[[nodiscard]] std::string edit_suggestions(const SuggestionsView& file,
                                           std::vector<SuggestionEdit> edits,
                                           const std::vector<std::string>& gone);

}  // namespace speur
