#include "indexer/markdown/tree/tree_memory.hpp"

#include "indexer/markdown/tree/tree_arena.hpp"

#include <cmark.h>

namespace speur {

namespace {

cmark_mem memory = {
    [](std::size_t count, std::size_t bytes) { return tree_arena().allocate(count * bytes); },
    [](void* old, std::size_t bytes) { return tree_arena().resize(old, bytes); },
    [](void* old) { tree_arena().release(old); }};

}  // namespace

TreeMemory::TreeMemory() {
  ++tree_arena().trees;
}

TreeMemory::~TreeMemory() {
  if (--tree_arena().trees == 0) tree_arena().clear();
}

cmark_node* TreeMemory::parse(std::string_view markdown) {
  cmark_node* root = nullptr;
  tree_arena().build([&] {
    cmark_parser* const parser = cmark_parser_new_with_mem(CMARK_OPT_UNSAFE, &memory);
    cmark_parser_feed(parser, markdown.data(), markdown.size());
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
  });
  return root;
}

}  // namespace speur
