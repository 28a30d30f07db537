#include "indexer/markdown/dialect/inline_dialect.hpp"

#include "indexer/markdown/dialect/inline_translator.hpp"

namespace speur {

InlineDialect translate_inlines(const BlockDialect& blocks,
                                const MarkdownOptions& options) {
  InlineDialect inlines = InlineTranslator(blocks, options).run();
  inlines.headings = blocks.headings;
  inlines.raw_html = options.features.raw_html;
  inlines.has_footnotes = !blocks.footnotes.empty();
  inlines.numbers_footnote_headings = options.dialect != MarkdownDialect::kramdown &&
                                      options.dialect != MarkdownDialect::python_markdown;
  return inlines;
}

}  // namespace speur
