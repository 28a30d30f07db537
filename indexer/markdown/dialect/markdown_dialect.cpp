#include "indexer/markdown/dialect/markdown_dialect.hpp"

#include "indexer/markdown/dialect/block_translator.hpp"

namespace speur {

BlockDialect translate_blocks(const SourceLines& source, AnchorStyle style) {
  return BlockTranslator(source, style).run();
}

}  // namespace speur
