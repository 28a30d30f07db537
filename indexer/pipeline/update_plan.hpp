#pragma once

#include "indexer/site/content_reader.hpp"
#include "indexer/store/index_state.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace speur {

/// What is to be done with a page that was found.
struct PagePlan {
  enum class Todo : std::uint8_t {
    keep,     ///< nothing about it looks new
    compare,  ///< it may have changed, or has to be told of again
    make
  };
  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
  Todo todo = Todo::make;
  std::uint32_t known = unknown;  ///< its number in the state before
};

/// What a run does, by what it sees of files without reading them.
struct UpdatePlan {
  std::vector<PagePlan> pages{};      ///< of each found page
  std::vector<std::uint32_t> gone{};  ///< numbers in the state before, of pages that were indexed

  [[nodiscard]] std::size_t count(PagePlan::Todo todo) const;
};

/// `found`: sorted by id. `fingerprint`: of all that is the same for every page; a state with another one knows no page
/// as it is now. `rehash`: a page that looks the same is compared, too.
[[nodiscard]] UpdatePlan plan_update(const std::vector<FoundPage>& found, const IndexState& state,
                                     std::string_view fingerprint, bool rehash);

/// Whether pages enough change, and most of them, that a new generation takes less time than to write into the one
/// in service. `least`: pages that are enough.
[[nodiscard]] constexpr bool most_change(std::size_t changing, std::size_t staying, std::size_t least) {
  return changing >= least && changing > staying;
}

}  // namespace speur
