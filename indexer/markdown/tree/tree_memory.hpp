#pragma once

#include <string_view>

struct cmark_node;

namespace speur {

/// Where the trees of cmark and gumbo of this thread live. Nodes are small and many, and all go at once: memory is
/// cut from large pieces, and freed when the last TreeMemory of the thread goes. A tree must not be
/// used without its TreeMemory, nor by another thread.
class TreeMemory {
 public:
  TreeMemory();
  ~TreeMemory();
  TreeMemory(const TreeMemory&) = delete;
  TreeMemory& operator=(const TreeMemory&) = delete;

  /// The root of `markdown` as a tree, raw HTML included. It must not be freed. Throws Error(data) if
  /// it takes more memory than the page's budget has left.
  [[nodiscard]] cmark_node* parse(std::string_view markdown);
};

}  // namespace speur
