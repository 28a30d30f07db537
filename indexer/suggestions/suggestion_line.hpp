#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace speur {

/// A heading as suggestions_slot has it (suggestion_layout.hpp), without the mark of its kind.
struct HeadingLine {
  std::string_view text;
  std::string anchor;
};
[[nodiscard]] HeadingLine heading_line(std::string_view line);

/// What the titles "Woonwet – Artikel 1" and "Woonwet – Artikel 2" begin with; else empty.
[[nodiscard]] std::string_view series_of(std::string_view title);

/// How many pages must have what is suggested of several.
struct SuggestionLimits {
  std::size_t text_bytes = 400;
  std::uint32_t least_pages = 2;  ///< that have a word or phrase
  std::uint32_t most_pages = 8;   ///< that have a heading or phrase which is no boilerplate
  std::uint32_t series_pages = 3;  ///< titles that begin alike

  [[nodiscard]] static SuggestionLimits of_site(std::uint32_t pages);
};

/// The boost that a term with boost_prefix says.
[[nodiscard]] double boost_of_term(std::string_view term);

/// Whether a folded word may be suggested, if enough pages have it.
[[nodiscard]] bool can_be_suggested(std::string_view word);

}  // namespace speur
