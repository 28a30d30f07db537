#pragma once

#include "speur/analyzer.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Word forms by the spelling in the text. What find_or_add() returns stays where it is until
/// clear(). A look-up allocates nothing.
class WordCache {
 public:
  /// The form of `word`; `made` tells that it is new and empty: the caller fills it.
  struct Found {
    WordForm* form = nullptr;
    bool made = false;
  };
  [[nodiscard]] Found find_or_add(std::string_view word);

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  /// Bytes of the spellings held.
  [[nodiscard]] std::size_t spelling_bytes() const noexcept { return spelling_bytes_; }
  void clear();

 private:
  struct Entry {
    std::string word;
    WordForm form;
  };
  struct Slot {
    std::uint64_t hash = 0;
    Entry* entry = nullptr;
  };
  void grow();

  std::deque<Entry> entries_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
  std::size_t spelling_bytes_ = 0;
};

}  // namespace speur
