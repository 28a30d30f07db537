#include "stemmers/words/word_cache.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t longest_short = 15;
constexpr std::uint64_t long_mark = std::uint64_t{0xff} << 56U;

template <typename Number>
std::uint64_t load(const char* from) {
  Number number = 0;
  std::memcpy(&number, from, sizeof number);
  return number;
}

/// Up to eight bytes as a number, the first the lowest. Overlapping loads instead of a loop.
std::uint64_t load_some(const char* from, std::size_t bytes) {
  if (bytes >= 8) return load<std::uint64_t>(from);
  if (bytes >= 4) {
    return load<std::uint32_t>(from) |
           load<std::uint32_t>(from + bytes - 4) << (8 * (bytes - 4));
  }
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i) number |= load<std::uint8_t>(from + i) << (8 * i);
  return number;
}

}  // namespace

WordCache::Key WordCache::short_key(std::string_view word) {
  Key key;
  key.low = load_some(word.data(), word.size());
  if (word.size() > 8) key.high = load_some(word.data() + 8, word.size() - 8);
  key.high |= static_cast<std::uint64_t>(word.size()) << 56U;
  return key;
}

bool WordCache::is_long(const Key& key) {
  return (key.high & long_mark) == long_mark;
}

std::uint64_t WordCache::hash_of(const Key& key) const {
  return is_long(key) ? key.low : XXH3_64bits(&key, sizeof key);
}

/// The slot of `word`, or the free one where it belongs. `key` is left without a place in
/// `long_spellings_` where the word is long and new.
WordCache::Slot& WordCache::slot_of(std::string_view word, Key& key, std::uint64_t& hash) {
  const std::size_t mask = slots_.size() - 1;
  if (word.size() <= longest_short) {
    key = short_key(word);
    hash = XXH3_64bits(&key, sizeof key);
    std::size_t at = hash & mask;
    while (slots_[at].form != nullptr && slots_[at].key != key) at = (at + 1) & mask;
    return slots_[at];
  }
  hash = XXH3_64bits(word.data(), word.size());
  key = {hash, long_mark};
  std::size_t at = hash & mask;
  for (; slots_[at].form != nullptr; at = (at + 1) & mask) {
    const Key& other = slots_[at].key;
    if (other.low == hash && is_long(other) && long_spellings_[other.high & ~long_mark] == word) {
      break;
    }
  }
  return slots_[at];
}

WordCache::Found WordCache::find(std::string_view word) {
  if (slots_.empty()) return {};
  Key key;
  std::uint64_t hash = 0;
  Slot& slot = slot_of(word, key, hash);
  ++slot.found;
  return {slot.form, slot.number};
}

const WordForm& WordCache::keep(WordForm&& form) {
  form.number = static_cast<std::uint32_t>(forms_.size());
  return forms_.emplace_back(std::move(form));
}

void WordCache::add(std::string_view word, const WordForm& form) {
  if (2 * (size_ + 1) > slots_.size()) grow(slots_.empty() ? 512 : 2 * slots_.size());
  Key key;
  std::uint64_t hash = 0;
  Slot& slot = slot_of(word, key, hash);
  if (is_long(key)) {
    key.high |= long_spellings_.size();
    long_spellings_.emplace_back(word);
  }
  slot = {key, &form, form.number, 0};
  ++size_;
  spelling_bytes_ += word.size();
}

void WordCache::place(const Slot& slot, std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].form != nullptr) at = (at + 1) & mask;
  slots_[at] = slot;
}

void WordCache::grow(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
  for (const Slot& slot : old) {
    if (slot.form != nullptr) place(slot, hash_of(slot.key));
  }
}

void WordCache::forget_rare() {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size()));
  const std::vector<std::string> spellings = std::exchange(long_spellings_, {});
  const std::deque<WordForm> forms = std::exchange(forms_, {});
  std::vector<const WordForm*> kept(forms.size());  // by the old number
  std::vector<bool> is_found(forms.size());
  for (const Slot& slot : old) {
    if (slot.form != nullptr && slot.form != &nothing_ && slot.found > 0) is_found[slot.number] = true;
  }
  size_ = spelling_bytes_ = 0;
  for (const Slot& slot : old) {
    if (slot.form == nullptr) continue;
    if (slot.form == &nothing_ ? slot.found == 0 : !is_found[slot.number]) continue;
    Slot again = {slot.key, slot.form, 0, 0};
    if (slot.form != &nothing_) {
      const WordForm*& form = kept[slot.number];
      if (form == nullptr) form = &keep(WordForm(*slot.form));
      again.form = form;
      again.number = form->number;
    }
    const std::uint64_t hash = hash_of(slot.key);
    if (is_long(slot.key)) {
      again.key.high = long_mark | long_spellings_.size();
      long_spellings_.push_back(spellings[slot.key.high & ~long_mark]);
      spelling_bytes_ += long_spellings_.back().size();
    } else {
      spelling_bytes_ += slot.key.high >> 56U;
    }
    place(again, hash);
    ++size_;
  }
}

void WordCache::clear() {
  forms_.clear();
  slots_.clear();
  long_spellings_.clear();
  size_ = spelling_bytes_ = 0;
}

}  // namespace speur
