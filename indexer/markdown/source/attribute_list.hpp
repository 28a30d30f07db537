#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What `{ #id .class key="value" data-search-exclude }` says, as far as text is concerned.
struct AttributeList {
  std::string source;    ///< as written, braces included
  std::string id;        ///< the last `#id` or `id=`; empty if none
  bool exclude = false;  ///< names data-search-exclude, with any value
  bool toc = false;      ///< kramdown's `{:toc}`: the list that it stands on is replaced
  bool applied = false;  ///< set once an element takes it; else it is text after all
};

/// Length of the attribute list that starts at `text[0]`, which is `{`; 0 if none does. As in
/// Python-Markdown: one line, not empty, up to the first `}` that is not in quotes.
[[nodiscard]] std::size_t attribute_list_length(std::string_view text);

/// Whether Goldmark reads `list`, braces included, as attributes: names need values, but for `#id` and `.class`.
[[nodiscard]] bool is_goldmark_list(std::string_view list);

/// Whether kramdown reads `list`, braces included, as the id of the heading that it ends: `{#id}` and nothing else.
[[nodiscard]] bool is_kramdown_id(std::string_view list);

/// Reads `source`, braces included.
[[nodiscard]] AttributeList parse_attribute_list(std::string_view source);

/// Is one of `names` a word of the list `source`, as in kramdown's `{:name}`?
[[nodiscard]] bool names_any(std::string_view source, const std::vector<std::string>& names);

/// Does this attribute name ask for exclusion? Names are case-insensitive in HTML.
[[nodiscard]] bool is_exclude_attribute(std::string_view name);

}  // namespace speur
