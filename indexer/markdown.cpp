#include "indexer/markdown.hpp"

#include "indexer/html_text.hpp"
#include "indexer/inline_dialect.hpp"
#include "indexer/markdown_dialect.hpp"
#include "indexer/markdown_tree.hpp"
#include "indexer/section_builder.hpp"
#include "indexer/source_lines.hpp"

namespace speur {

MarkdownContent read_markdown(std::string_view body, const MarkdownOptions& options,
                              const Where& start, std::vector<Problem>& problems) {
  const BlockDialect blocks = translate_blocks(SourceLines(body, start, problems), options.anchors);
  const MarkdownTree tree(translate_inlines(blocks.text, blocks.footnotes), options.anchors);
  if (tree.has_lost_exclusion()) {
    problems.push_back({{start.file, 0},
                        "an attribute list with data-search-exclude stands alone: it excludes "
                        "nothing"});
  }
  SectionBuilder builder(blocks);
  if (tree.has_html()) {
    read_html(tree.to_html(builder), {start.file, 0}, builder);
  } else {
    tree.feed(builder);
  }
  return builder.finish();
}

}  // namespace speur
