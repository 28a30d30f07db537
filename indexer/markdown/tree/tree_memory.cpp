#include "indexer/markdown/tree/tree_memory.hpp"

#include <cmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace speur {

namespace {

/// Memory that is given out and never taken back before clear().
class Arena {
 public:
  /// Zeroed, and aligned for any object. Like cmark's own, it ends the program where there is no
  /// memory left: cmark knows no other answer.
  void* allocate(std::size_t bytes) {
    const std::size_t size = rounded(bytes) + sizeof(Header);
    if (size > left_) add_piece(size);
    auto* const header = reinterpret_cast<Header*>(next_);
    header->bytes = bytes;
    last_ = next_;
    next_ += size;
    left_ -= size;
    return header + 1;
  }

  void* resize(void* old, std::size_t bytes) {
    if (old == nullptr) return allocate(bytes);
    Header* const header = static_cast<Header*>(old) - 1;
    if (bytes <= header->bytes) return old;
    // What was given out last grows where it is.
    const std::size_t more = rounded(bytes) - rounded(header->bytes);
    if (reinterpret_cast<std::byte*>(header) == last_ && more <= left_) {
      next_ += more;
      left_ -= more;
      header->bytes = bytes;
      return old;
    }
    return std::memcpy(allocate(bytes), old, header->bytes);
  }

  /// The first piece stays for the next tree.
  void clear() {
    if (pieces_.empty()) return;
    pieces_.resize(1);
    const std::size_t used = pieces_[0].bytes - (next_in_first_ ? left_ : 0);
    std::memset(pieces_[0].memory.get(), 0, used);
    next_ = pieces_[0].memory.get();
    left_ = pieces_[0].bytes;
    last_ = nullptr;
    next_in_first_ = true;
  }

  std::size_t trees = 0;  ///< that use it

 private:
  struct alignas(std::max_align_t) Header {
    std::size_t bytes = 0;
  };
  struct Free {
    void operator()(std::byte* memory) const { std::free(memory); }
  };
  struct Piece {
    std::unique_ptr<std::byte, Free> memory;
    std::size_t bytes = 0;
  };
  static constexpr std::size_t first_bytes = std::size_t{256} << 10U;
  static constexpr std::size_t most_bytes = std::size_t{4} << 20U;

  static std::size_t rounded(std::size_t bytes) {
    constexpr std::size_t unit = alignof(std::max_align_t);
    return (bytes + unit - 1) / unit * unit;
  }

  void add_piece(std::size_t at_least) {
    const std::size_t usual =
        pieces_.empty() ? first_bytes : std::min(2 * pieces_.back().bytes, most_bytes);
    const std::size_t bytes = std::max(usual, at_least);
    auto* const memory = static_cast<std::byte*>(std::calloc(bytes, 1));
    if (memory == nullptr) std::abort();
    next_in_first_ = pieces_.empty();
    pieces_.push_back({std::unique_ptr<std::byte, Free>(memory), bytes});
    next_ = memory;
    left_ = bytes;
  }

  std::vector<Piece> pieces_;
  std::byte* next_ = nullptr;
  std::byte* last_ = nullptr;  ///< the header of what was given out last
  std::size_t left_ = 0;
  bool next_in_first_ = true;
};

Arena& arena() {
  static thread_local Arena of_thread;
  return of_thread;
}

cmark_mem memory = {
    [](std::size_t count, std::size_t bytes) { return arena().allocate(count * bytes); },
    [](void* old, std::size_t bytes) { return arena().resize(old, bytes); }, [](void*) {}};

}  // namespace

TreeMemory::TreeMemory() {
  ++arena().trees;
}

TreeMemory::~TreeMemory() {
  if (--arena().trees == 0) arena().clear();
}

cmark_node* TreeMemory::parse(std::string_view markdown) {
  cmark_parser* const parser = cmark_parser_new_with_mem(CMARK_OPT_UNSAFE, &memory);
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  cmark_node* const root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return root;
}

}  // namespace speur
