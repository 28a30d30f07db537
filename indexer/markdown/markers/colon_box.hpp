#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// A line of the boxes that Docusaurus, VitePress, Pandoc, MyST and DocFX fence with colons.
struct ColonBox {
  std::size_t colons = 0;
  bool closing = false;      ///< `:::` alone
  bool whole = false;        ///< `:::image …:::`: it has no body
  bool names_code = false;   ///< mkdocstrings' `::: package.module`: the lines below are its options
  bool exclude = false;      ///< its attributes name data-search-exclude
  std::string name;          ///< its type; empty if attributes give it
  std::string title;         ///< Markdown; empty if the author gave none
};

/// Length of the `[Title]` at the start of `text`, brackets within it included; 0: it does not end.
[[nodiscard]] std::size_t label_length(std::string_view text);

/// Reads `:::type`, `:::type[Title]{attributes}`, `::: type Title`, `::: {.type title="Title"}` and
/// the line that closes them, each with three colons or more.
[[nodiscard]] std::optional<ColonBox> read_colon_box(std::string_view line);

}  // namespace speur
