#include "indexer/markdown/tree/tree_arena.hpp"

#include <algorithm>
#include <cstring>

namespace speur {

void* TreeArena::allocate(std::size_t bytes) {
  const std::size_t inside = rounded(bytes);
  if (inside / unit < free_.size() && free_[inside / unit] != nullptr) {
    void* const memory = free_[inside / unit];
    std::memcpy(&free_[inside / unit], memory, sizeof(void*));
    (static_cast<Header*>(memory) - 1)->bytes = bytes;
    return std::memset(memory, 0, inside);
  }
  const std::size_t size = inside + sizeof(Header);
  if (size > left_) add_piece(size);
  auto* const header = reinterpret_cast<Header*>(next_);
  header->bytes = bytes;
  last_ = next_;
  next_ += size;
  left_ -= size;
  return header + 1;
}

void* TreeArena::resize(void* old, std::size_t bytes) {
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
  void* const memory = std::memcpy(allocate(bytes), old, header->bytes);
  release(old);
  return memory;
}

void TreeArena::release(void* old) {
  if (old == nullptr) return;
  const std::size_t place = rounded((static_cast<Header*>(old) - 1)->bytes) / unit;
  if (place >= free_.size()) return;
  std::memcpy(old, &free_[place], sizeof(void*));
  free_[place] = old;
}

void TreeArena::clear() {
  if (pieces_.empty()) return;
  for (const Piece& piece : pieces_) budget::give_back(piece.counted);
  pieces_.resize(1);
  pieces_[0].counted = 0;
  const std::size_t used = pieces_[0].bytes - (next_in_first_ ? left_ : 0);
  std::memset(pieces_[0].memory.get(), 0, used);
  next_ = pieces_[0].memory.get();
  left_ = pieces_[0].bytes;
  last_ = nullptr;
  next_in_first_ = true;
  free_ = {};
}

std::size_t TreeArena::rounded(std::size_t bytes) {
  return std::max<std::size_t>((bytes + unit - 1) / unit, 1) * unit;
}

void TreeArena::add_piece(std::size_t at_least) {
  const std::size_t usual =
      pieces_.empty() ? first_bytes : std::min(2 * pieces_.back().bytes, most_bytes);
  const std::size_t bytes = std::max(usual, at_least);
  const bool counted = budget::try_hold(bytes);
  // A tree that stands takes little more, and there is nowhere to jump to.
  const bool may = counted || out_of_memory_ == nullptr;
  auto* const memory = may ? static_cast<std::byte*>(std::calloc(bytes, 1)) : nullptr;
  if (memory == nullptr) {
    if (out_of_memory_ == nullptr) std::abort();
    std::longjmp(*out_of_memory_, 1);
  }
  next_in_first_ = pieces_.empty();
  pieces_.push_back({std::unique_ptr<std::byte, Free>(memory), bytes, counted ? bytes : 0});
  next_ = memory;
  left_ = bytes;
}

TreeArena& tree_arena() {
  static thread_local TreeArena of_thread;
  return of_thread;
}

}  // namespace speur
