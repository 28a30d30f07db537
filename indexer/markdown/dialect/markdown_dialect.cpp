#include "indexer/markdown/dialect/markdown_dialect.hpp"

#include "indexer/markdown/dialect/block_translator.hpp"

namespace speur {

BlockDialect translate_blocks(const SourceLines& source, const MarkdownOptions& options) {
  return BlockTranslator(source, options).run();
}

}  // namespace speur
