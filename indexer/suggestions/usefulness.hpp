#pragma once

#include <cstdint>
#include <string_view>

/// How useful a suggestion is: kinds apart, and within a kind what more pages have and what is shorter
/// first. A searcher adds to it for what matches from its beginning.
namespace speur::usefulness {

/// `mentions`: pages that have the words otherwise than as a title or heading.
[[nodiscard]] double of_title(std::uint32_t pages, std::uint32_t mentions);
/// On top of a title's: it is what several titles begin with, or one of these.
inline constexpr double head_of_series = 150, member_of_series = -900;
[[nodiscard]] double of_heading(std::uint32_t pages, std::uint32_t mentions);
/// The usefulness of a heading or phrase that too many pages have.
inline constexpr double of_boilerplate = 800;
[[nodiscard]] double of_phrase(std::uint32_t pages);
/// `titles`: how many titles have the word.
[[nodiscard]] double of_word(std::uint32_t pages, std::uint32_t titles);
/// On top of what leads to one page: pages near the root of the site and those that their authors raised.
[[nodiscard]] double of_page(std::string_view url, double boost);
/// As the file holds it, with what the text's length takes.
[[nodiscard]] std::uint32_t stored(double usefulness, std::string_view folded);

}  // namespace speur::usefulness
