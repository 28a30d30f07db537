#include "stemmers/words/word_cache.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace speur {

WordCache::Found WordCache::find_or_add(std::string_view word) {
  if (2 * (entries_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = XXH3_64bits(word.data(), word.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].entry != nullptr; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && slots_[at].entry->word == word) {
      return {&slots_[at].entry->form, false};
    }
  }
  Entry& entry = entries_.emplace_back();
  entry.word = word;
  spelling_bytes_ += word.size();
  slots_[at] = {hash, &entry};
  return {&entry.form, true};
}

void WordCache::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.empty() ? 512 : 2 * old.size(), Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.entry == nullptr) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].entry != nullptr) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void WordCache::clear() {
  entries_.clear();
  slots_.clear();
  spelling_bytes_ = 0;
}

}  // namespace speur
