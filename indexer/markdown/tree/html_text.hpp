#pragma once

#include "indexer/markdown/tree/section_builder.hpp"
#include "speur/error.hpp"

#include <string_view>

namespace speur {

/// Gives the headings and text of an HTML page to `builder`, read as a browser reads it. Not part
/// of it: scripts, styles, templates, and elements with data-search-exclude; alt texts are.
/// Throws Error(data) with `where` for HTML whose elements nest, or stay open, beyond what can be
/// parsed safely.
void read_html(std::string_view html, const Where& where, SectionBuilder& builder);

}  // namespace speur
