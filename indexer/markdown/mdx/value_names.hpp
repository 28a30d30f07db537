#pragma once

#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/source/page_value.hpp"

#include <span>
#include <string_view>

namespace speur {

/// Adds the values of a page to the names that its code knows, as members of the object `root`: `frontMatter.titel`.
/// No values: nothing is known of them, not even that they are not there.
void add_values(std::span<const PageValue> values, std::string_view root, JsNames& names);

}  // namespace speur
