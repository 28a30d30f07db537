#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// One tag in Markdown source.
struct HtmlTag {
  std::size_t length = 0;     ///< `<` to `>`; 0: there is no tag here
  std::string name;           ///< lower case
  bool closing = false;       ///< `</name>`
  bool self_closing = false;  ///< `<name/>`
  bool markdown = false;      ///< has the attribute `markdown`, and not with the value 0
  bool exclude = false;       ///< has the attribute data-search-exclude
  bool loose = false;         ///< a browser takes it, or JSX does; CommonMark does not
};

/// The tag that starts at `text[0]`, which is `<`. Newlines count as white space; a tag that is not
/// closed in `text` is none.
[[nodiscard]] HtmlTag read_tag(std::string_view text);

/// The value of an attribute in `tag`, which read_tag() has read, without its quotes; nothing if the tag does not have it.
[[nodiscard]] std::optional<std::string_view> attribute_of(std::string_view tag, std::string_view name);

/// Does Python-Markdown take this element for a block, when it starts a line?
[[nodiscard]] bool is_block_tag(std::string_view name);

/// `h1` to `h6`, in lower case.
[[nodiscard]] constexpr bool is_heading_tag(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

/// Elements without content and end tag.
[[nodiscard]] bool is_void_tag(std::string_view name);

}  // namespace speur
