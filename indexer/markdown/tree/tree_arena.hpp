#pragma once

#include "indexer/budget/page_budget.hpp"

#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <vector>

namespace speur {

/// Memory for the trees of the C libraries, which know no other answer to its end than to end the
/// program: cut from large pieces, each counted by the page's budget, and all free at once at clear().
/// Where the budget has no more, allocate() jumps to `out_of_memory`, which must be set by whoever
/// calls the library; nothing of the library is to be touched after it.
class TreeArena {
 public:
  /// Zeroed, and aligned for any object.
  void* allocate(std::size_t bytes);
  void* resize(void* old, std::size_t bytes);
  /// Small pieces are given out again. `old` may be null.
  void release(void* old);
  /// The first piece stays for the next tree.
  void clear();

  /// Calls `build`, which makes a tree by a C library that allocates here. Where the page's budget has
  /// no more, the library is left by a jump, its half of a tree is forgotten, and budget::refuse()
  /// throws. `build` must hold nothing that has to be destroyed.
  template <class Build>
  void build(const Build& build) {
    std::jmp_buf here;
    out_of_memory_ = &here;
    if (setjmp(here) == 0) {
      build();
      out_of_memory_ = nullptr;
    } else {
      out_of_memory_ = nullptr;
      budget::refuse("memory");
    }
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
    std::size_t counted = 0;  ///< that the budget knows of
  };
  static constexpr std::size_t unit = alignof(std::max_align_t);
  static constexpr std::size_t first_bytes = std::size_t{256} << 10U;
  static constexpr std::size_t most_bytes = std::size_t{4} << 20U;

  static std::size_t rounded(std::size_t bytes);
  void add_piece(std::size_t at_least);

  std::vector<Piece> pieces_;
  std::array<void*, 64> free_{};  ///< lists of what was given back, by its units
  std::byte* next_ = nullptr;
  std::byte* last_ = nullptr;  ///< the header of what was given out last
  std::size_t left_ = 0;
  bool next_in_first_ = true;
  std::jmp_buf* out_of_memory_ = nullptr;  ///< set while build() runs
};

/// The arena of this thread.
[[nodiscard]] TreeArena& tree_arena();

}  // namespace speur
