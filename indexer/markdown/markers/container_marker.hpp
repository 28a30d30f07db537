#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// The line that opens an admonition, a foldable block or a tab, whose body is indented under it.
struct ContainerMarker {
  std::string title;     ///< Markdown; empty if the author gave none
  bool exclude = false;  ///< its attribute list names data-search-exclude
};

/// Reads `!!! type "Title"`, `??? type "Title"`, `???+ …` and `=== "Title"`, each with or without
/// an attribute list. The type of an untitled one is no title: it names a style.
[[nodiscard]] std::optional<ContainerMarker> read_container_marker(std::string_view line);

/// The line that opens or closes a `/// name | argument` block.
struct SlashMarker {
  std::size_t slashes = 0;
  bool closing = false;
  std::string title;     ///< the argument where it is text
  bool exclude = false;  ///< `/// html | div[data-search-exclude]`
};

[[nodiscard]] std::optional<SlashMarker> read_slash_marker(std::string_view line);

/// Does an option line of a `///` block (`attrs: {data-search-exclude: true}`) ask for exclusion?
[[nodiscard]] bool option_excludes(std::string_view line);

}  // namespace speur
