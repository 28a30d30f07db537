#pragma once

#include "indexer/markdown/source/attribute_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Markdown whose inline markup is CommonMark's.
struct InlineDialect {
  std::string text;
  std::vector<AttributeList> attribute_lists;  ///< numbered as the marks that stand for them
};

/// Takes the marks of pymdownx, macros and shortcodes off the words of `blocks`, the text that
/// translate_blocks() writes, outside code and tags. Attribute lists become marks; link targets,
/// which are no text, go. `footnotes`: the names of those that are defined, by number.
[[nodiscard]] InlineDialect translate_inlines(std::string_view blocks,
                                              const std::vector<std::string>& footnotes);

}  // namespace speur
