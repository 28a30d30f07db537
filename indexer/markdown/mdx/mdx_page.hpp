#pragma once

#include "indexer/markdown/source/page_value.hpp"
#include "speur/error.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Brings the body of a page in MDX to Markdown without JavaScript. Statements (`import`, `export`) and comments
/// go; an expression becomes what it shows, if it can be told without running it, and else nothing, of which a
/// problem tells where text goes with it. Tags go, but for headings, what their author or the page hides (that gets
/// data-search-exclude), and the texts of attributes that a theme shows. Lines lose the indentation that would make
/// code of them, which MDX does not know. Imports of Markdown files and their tags stay (`<Deel/>`).
/// Lines of the result are those of the body as nearly as can be. The result as a body gives itself.
/// `values`: those of the page's front matter, which code names `frontMatter`.
[[nodiscard]] std::string plain_mdx(std::string_view body, const Where& start, std::vector<Problem>& problems,
                                    std::span<const PageValue> values = {});

}  // namespace speur
