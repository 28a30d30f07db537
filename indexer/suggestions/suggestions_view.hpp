#pragma once

#include "speur/suggester.hpp"
#include "speur/suggestion_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// An entry of a suggestions file as it stands there.
struct StoredSuggestion {
  std::string_view folded;
  SuggestionKind kind = SuggestionKind::title;
  std::uint32_t usefulness = 0, pages = 0;
  std::uint64_t page = 0;  ///< 1 + its number; 0: none
  std::string_view anchor;
  std::string_view spelling;  ///< how it is written, encoded
};

/// The parts of a suggestions file (suggestion_layout.hpp), for what changes one. What does not fit
/// together is a std::out_of_range.
class SuggestionsView {
 public:
  /// `payload` must outlive this.
  explicit SuggestionsView(std::string_view payload);

  [[nodiscard]] std::uint32_t size() const noexcept { return counts_.entries; }
  [[nodiscard]] StoredSuggestion entry(std::uint32_t index) const;
  /// The entry with this folded text.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view folded) const;
  /// Ids and URLs of the pages, by number.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> pages() const;

  /// Where the entry begins in the texts; of size(): where the last one ends.
  [[nodiscard]] std::uint32_t begin(std::uint32_t index) const;
  [[nodiscard]] std::string_view texts() const noexcept { return texts_; }
  /// What stands there until the line ends.
  [[nodiscard]] std::string_view line(std::uint32_t place) const;
  /// Places in the order of their lines: of titles and headings, of other entries, of later words.
  [[nodiscard]] const std::vector<std::uint32_t>& page_places() const noexcept { return pages_; }
  [[nodiscard]] const std::vector<std::uint32_t>& term_places() const noexcept { return terms_; }
  [[nodiscard]] const std::vector<std::uint32_t>& later_places() const noexcept { return later_; }

 private:
  SuggestionCounts counts_;
  std::vector<std::uint32_t> begins_, pages_, terms_, later_, blocks_;
  std::string_view texts_, ids_;
};

}  // namespace speur
