#include "searcher/evaluate/name_table.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t name_block_bytes = std::size_t{1} << 20;

std::uint32_t hash_of(std::string_view name) {
  const std::size_t hash = std::hash<std::string_view>{}(name);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

std::uint32_t NameTable::add(std::string_view name) {
  if (names_.size() * 2 >= slots_.size()) grow();
  const std::uint32_t hash = hash_of(name);
  Slot& slot = slots_[slot_of(name, hash)];
  if (slot.number_plus_one == 0) {
    names_.push_back(keep(name));
    slot = {hash, static_cast<std::uint32_t>(names_.size())};
  }
  return slot.number_plus_one - 1;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[slot_of(name, hash_of(name))];
  if (slot.number_plus_one == 0) return std::nullopt;
  return slot.number_plus_one - 1;
}

std::size_t NameTable::slot_of(std::string_view name, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash & mask;
  while (slots_[i].number_plus_one != 0 &&
         (slots_[i].hash != hash || names_[slots_[i].number_plus_one - 1] != name)) {
    i = (i + 1) & mask;
  }
  return i;
}

void NameTable::grow() {
  const std::vector<Slot> old =
      std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(64, slots_.size() * 2)));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number_plus_one == 0) continue;
    std::size_t i = slot.hash & mask;
    while (slots_[i].number_plus_one != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

std::string_view NameTable::keep(std::string_view name) {
  if (name.size() > block_left_) {
    const std::size_t bytes = std::max(name_block_bytes, name.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    block_next_ = blocks_.back().get();
    block_left_ = bytes;
  }
  char* kept = block_next_;
  if (!name.empty()) std::memcpy(kept, name.data(), name.size());
  block_next_ += name.size();
  block_left_ -= name.size();
  return {kept, name.size()};
}

}  // namespace speur
