#pragma once

#include "speur/words_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// The arrays of a words file (words_layout.hpp).
struct WordsPayload {
  std::vector<std::uint64_t> signatures{};
  std::vector<std::uint32_t> first_of_length{}, pages{}, title_pages{}, text_begin{};
  std::vector<SpellingEntry> spellings{};
  std::string texts{};

  /// std::out_of_range for bytes that do not fit together.
  [[nodiscard]] static WordsPayload parse(std::string_view payload);
  [[nodiscard]] std::string encode() const;

  [[nodiscard]] std::size_t words() const noexcept { return signatures.size(); }
  /// std::out_of_range where it lies outside of the texts.
  [[nodiscard]] std::string_view word(std::size_t index) const {
    return text(text_begin[index], text_begin[index + 1]);
  }
  [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const;
  /// The index of the first word that is not before one of so many code points.
  [[nodiscard]] std::size_t lower_bound(std::size_t length, std::string_view text) const;
  /// Pages that have a word, and that have it in their title.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> counts(std::string_view word) const;
  /// Appends a word, which comes after those that are there.
  void put_word(std::string_view text, std::uint64_t signature, std::uint32_t in_pages,
                std::uint32_t in_titles);
  /// A spelling with accents of the word with this index.
  struct Spelling {
    std::uint32_t word = 0, pages = 0;
    std::string_view text{};
  };
  /// Once all words are there: ends them, and appends the spellings in their order.
  void put_spellings(std::vector<Spelling> all);
  /// Takes over how many words there are of each length, `lengths[n]` of n code points.
  void count_lengths(const std::vector<std::uint32_t>& lengths);
};

/// Whether the words file has a word of these code points.
[[nodiscard]] bool is_site_word(std::u32string_view points);

}  // namespace speur
