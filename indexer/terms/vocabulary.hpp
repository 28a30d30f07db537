#pragma once

#include "speur/word_record.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace speur {

/// How many pages have each word as it stands, and in their title: what the words file
/// (words_layout.hpp) is made of. Pages may be added in any order, and taken out again, so that a
/// small change of the site does not need all of its pages.
class Vocabulary {
 public:
  struct Word {
    std::uint32_t pages = 0, title_pages = 0;
    std::uint32_t counted = 0, counted_title = 0;  ///< the number of the last page that counted
  };
  /// A word with accents, and how it is without them.
  struct Accented {
    std::string plain;
    std::uint32_t pages = 0, counted = 0;
  };

  /// Of text: looked up as it stands, and moved when another one is added.
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <typename Value>
  using ByText = boost::unordered_flat_map<std::string, Value, TextHash, std::equal_to<>>;

  void add(const PlacedWords& page) { count(page, 1); }
  /// A page that was added, or that the file read was made with.
  void remove(const PlacedWords& page) { count(page, std::uint32_t(-1)); }
  /// A word that so many more pages have, and so many in their title.
  void add_word(std::string_view exact, std::uint32_t pages, std::uint32_t title_pages);
  void merge(const Vocabulary& other);
  /// The words of a words file. std::out_of_range for one that is damaged.
  void read(std::string_view payload);

  /// The payload of the words file. Equal counts give equal bytes.
  [[nodiscard]] std::string encode() const;

  [[nodiscard]] const ByText<Word>& words() const { return words_; }
  [[nodiscard]] const ByText<Accented>& accented() const {
    return accented_;
  }
  [[nodiscard]] std::uint32_t title_pages(std::string_view word) const;

 private:
  void count(const PlacedWords& page, std::uint32_t change);
  void count_word(std::string_view exact, bool in_title, std::uint32_t change);

  ByText<Word> words_;
  ByText<Accented> accented_;
  std::uint32_t page_ = 0;  ///< of the last page counted; 0: none
};

}  // namespace speur
