#pragma once

#include "speur/suggester.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

using Places = std::vector<std::uint32_t>;

/// How `text` is written instead of its folded form.
[[nodiscard]] std::string encode_spelling(std::string_view text);

/// Appends the bytes of an entry. `page`: 1 + the number of its page; 0: none.
void put_entry(std::string& out, std::string_view folded, SuggestionKind kind,
               std::uint32_t usefulness, std::uint32_t pages, std::uint64_t page,
               std::string_view anchor, std::string_view spelling);

/// Appends the places of the words of an entry that can be typed first, but for its first one.
void add_later_words(Places& words, std::string_view folded, std::uint32_t begin);

/// Sorts places in `text` by the text from there to the end of its line, then by place.
void sort_places(Places& places, std::string_view text);

/// Ids and URLs of pages in the order of their numbers, and where each block of them begins.
struct EncodedPages {
  Places blocks;
  std::string bytes;
};
using NumberedPage = std::pair<std::string_view, std::string_view>;  // id, URL
[[nodiscard]] EncodedPages encode_pages(const std::vector<NumberedPage>& pages);

/// Puts the parts of a suggestions file together. The last of `begins` is where the texts end.
struct SuggestionParts {
  Places begins, pages, terms, later;
  std::string texts;
  EncodedPages ids;
};
[[nodiscard]] std::string encode_parts(const SuggestionParts& parts);

}  // namespace speur
