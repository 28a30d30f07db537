#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What the indexer and the searcher share for suggestions: the terms that a page gives, and the
/// site file that is made of them.
namespace speur {

inline constexpr std::string_view suggestions_kind = "suggestions";  ///< of the site file

/// What a page suggests, in suggestions_slot: lines of a kind and text as the page writes it. (As
/// terms they would take five times the room, most being of one page only.) The titles themselves
/// are in title_text_slot.
inline constexpr char suggestion_title = 't';    ///< its other title
inline constexpr char suggestion_heading = 'h';  ///< and where its anchor is not the slug that
                                                 ///< Python-Markdown makes: separator, anchor
inline constexpr char suggestion_phrase = 'p';   ///< words that stand together more than once
inline constexpr char suggestion_name = 'w';     ///< a word that is written with capitals: AVG
inline constexpr char anchor_separator = '\x1f';

/// The site file is
///   SuggestionCounts
///   begins   u32[entries + 1]  where each entry begins in `texts`, and where the last one ends
///   pages    u32[page_entries] places in `texts` of titles and headings, in the order of their
///   text minima of these terms    u32[entries - page_entries]  the same of phrases and words
///   minima of these
///   later    u32[later_words]  the same of words in an entry behind its first
///   minima of these
///   blocks   u32[page_blocks + 1]  where each block of `ids` begins
///   texts    bytes
///   ids      bytes
/// The most useful entry comes first in `texts`, so that the least place in a range is that of the
/// best entry. `minima` of an array: the least of each suggestion_fanout members, then of each
/// suggestion_fanout of those, as long as there is more than one.
///
/// An entry: its text as fold_text() makes it, and a line feed, which no such text has; kind, a
/// byte; then LEB128 numbers: usefulness, pages, 1 + number of its page or 0, bytes of the anchor;
/// the anchor; then how it is written: the number of edits, and for each one
///   2 * bytes since the last edit, and the byte there is an ASCII letter: make it a capital; or
///   2 * bytes since the last edit + 1, folded bytes, other bytes, the other bytes: replace.
///
/// Pages are those that entries name, ordered by id, and then those that updates have added; one that
/// has gone has no id. A page: bytes that its id has in common with
/// the page before it in its block, bytes more, these; then 0: it has its usual_url(), or 1, bytes
/// of its URL, these.
struct SuggestionCounts {
  std::uint32_t entries = 0, page_entries = 0, later_words = 0, page_blocks = 0;
  std::uint64_t text_bytes = 0, id_bytes = 0;
};
static_assert(sizeof(SuggestionCounts) == 32);

inline constexpr std::size_t suggestion_fanout = 32;
inline constexpr std::uint32_t suggestion_page_block = 16;

/// Members of `minima` of an array of this size.
[[nodiscard]] constexpr std::size_t minima_size(std::size_t size) {
  std::size_t sum = 0;
  while (size > 1) {
    size = (size + suggestion_fanout - 1) / suggestion_fanout;
    sum += size;
  }
  return sum;
}

/// The URL that a page with this id has on most sites.
[[nodiscard]] inline std::string usual_url(std::string_view id) {
  std::string url(id.substr(0, id.rfind('.')));
  const std::size_t name = url.rfind('/') + 1;  // 0 without a folder
  if (std::string_view(url).substr(name) == "index") {
    url.resize(name);
  } else {
    url += '/';
  }
  return url;
}

}  // namespace speur
