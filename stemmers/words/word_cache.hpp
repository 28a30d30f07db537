#pragma once

#include "speur/analyzer.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Word forms by the spelling in the text. Several spellings may share a form: "Wet" has that of
/// "wet". A look-up allocates nothing, and a spelling of up to 15 bytes costs one cache line.
class WordCache {
 public:
  struct Found {
    const WordForm* form = nullptr;
    std::uint32_t number = 0;  ///< form->number
  };
  /// The form of `word`; nullptr where add() has not been called for it. Looks at no form.
  [[nodiscard]] Found find(std::string_view word);
  /// Keeps `form` and numbers it. It stays where it is until clear() or forget_rare().
  const WordForm& keep(WordForm&& form);
  /// The form of words of which nothing can be searched: all empty, and not counted.
  [[nodiscard]] const WordForm& nothing() const noexcept { return nothing_; }
  /// From now on `word`, which find() does not know, has `form`, which keep() returned or
  /// nothing() is.
  void add(std::string_view word, const WordForm& form);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< spellings
  [[nodiscard]] std::size_t forms() const noexcept { return forms_.size(); }
  /// Bytes of the spellings held.
  [[nodiscard]] std::size_t spelling_bytes() const noexcept { return spelling_bytes_; }

  /// Keeps the forms of which a spelling was found at least once since the last call, or since it was added:
  /// half of a language's words occur once. All spellings of a form go or stay: one that came back would get
  /// a form of its own, and a page's record would depend on the pages that a thread read before it. Forms
  /// get other places and numbers.
  void forget_rare();
  void clear();

 private:
  /// A spelling of up to 15 bytes, zeros behind it, and its length in the last byte. Of a longer
  /// one its hash and its place in `long_spellings_`, with a last byte that no length has.
  struct Key {
    std::uint64_t low = 0, high = 0;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    const WordForm* form = nullptr;  ///< null: the slot is free
    std::uint32_t number = 0;        ///< form->number
    std::uint32_t found = 0;         ///< times
  };

  [[nodiscard]] static Key short_key(std::string_view word);
  [[nodiscard]] static bool is_long(const Key& key);
  [[nodiscard]] Slot& slot_of(std::string_view word, Key& key, std::uint64_t& hash);
  [[nodiscard]] std::uint64_t hash_of(const Key& key) const;
  void place(const Slot& slot, std::uint64_t hash);
  void grow(std::size_t slots);

  const WordForm nothing_{};
  std::deque<WordForm> forms_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
  std::vector<std::string> long_spellings_;
  std::size_t size_ = 0;
  std::size_t spelling_bytes_ = 0;
};

}  // namespace speur
