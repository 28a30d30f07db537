#pragma once

#include "indexer/store/index_state.hpp"
#include "speur/page.hpp"

#include <memory>
#include <string_view>

namespace speur {

/// A ContentHash of parts that cannot be confused: each goes in with its length.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& add(std::string_view part);
  /// What a page shows. For pages that include others: that is known only once they are read.
  Hasher& add(const Page& page);
  [[nodiscard]] ContentHash hash() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace speur
