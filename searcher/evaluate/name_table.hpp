#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace speur {

/// Numbers names in the order of their first appearance, from 0. A run names the same pages over
/// and over: with their numbers, ten million of its lines fit in memory.
class NameTable {
 public:
  NameTable() = default;
  NameTable(NameTable&&) noexcept = default;
  NameTable& operator=(NameTable&&) noexcept = default;
  // A copy's names would lie in the memory of the original.
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;
  ~NameTable() = default;

  /// The number of `name`, a new one if it was not there. At most 2^32 - 1 names.
  std::uint32_t add(std::string_view name);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
  /// `number` is below size(). Valid as long as the table, whatever is added or moved.
  [[nodiscard]] std::string_view name(std::uint32_t number) const { return names_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number_plus_one = 0;  // 0: free
  };
  [[nodiscard]] std::size_t slot_of(std::string_view name, std::uint32_t hash) const;
  void grow();
  [[nodiscard]] std::string_view keep(std::string_view name);

  std::vector<std::string_view> names_;  // into blocks_, which do not move
  std::vector<Slot> slots_;              // open addressing; a power of two, at most half full
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_next_ = nullptr;
};

}  // namespace speur
