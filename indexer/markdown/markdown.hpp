#pragma once

#include "indexer/markdown/source/markdown_content.hpp"
#include "speur/error.hpp"

#include <string_view>
#include <vector>

namespace speur {

/// Reads the Markdown of Python-Markdown, pymdownx and MkDocs Material; of Hugo, Jekyll and MDX
/// what is no text is left out. `body`: UTF-8, without front matter; any length and nesting.
/// `start`: its file and the line where it begins. Excluded text, be it a heading with its section
/// or an element, is nowhere in the answer. Throws Error(data) for raw HTML that nests too deep to
/// be read safely: then the page must not be indexed at all.
[[nodiscard]] MarkdownContent read_markdown(std::string_view body, const MarkdownOptions& options,
                                            const Where& start, std::vector<Problem>& problems);

}  // namespace speur
