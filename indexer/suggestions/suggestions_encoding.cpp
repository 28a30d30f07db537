#include "indexer/suggestions/suggestions_encoding.hpp"

#include "speur/ascii.hpp"
#include "speur/leading_bytes.hpp"
#include "speur/raw_bytes.hpp"
#include "speur/stored_page.hpp"
#include "speur/suggestion_layout.hpp"
#include "stemmers/words/folded_text.hpp"
#include "stemmers/words/word_lists.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace speur {
namespace {

constexpr std::size_t max_later_words = 16;  ///< of an entry that can be typed first

Places minima_of(const Places& numbers) {
  Places minima;
  Places level = numbers;
  while (level.size() > 1) {
    Places next;
    for (std::size_t i = 0; i < level.size(); i += suggestion_fanout) {
      const auto begin = level.begin() + static_cast<std::ptrdiff_t>(i);
      const auto size = std::min(suggestion_fanout, level.size() - i);
      next.push_back(*std::min_element(begin, begin + static_cast<std::ptrdiff_t>(size)));
    }
    minima.insert(minima.end(), next.begin(), next.end());
    level = std::move(next);
  }
  return minima;
}

}  // namespace

std::string encode_spelling(std::string_view text) {
  std::string out;
  const FoldedText folded = fold_text(text);
  std::string edits;
  std::uint64_t count = 0;
  std::uint32_t last = 0;  // folded bytes that are written
  for (const FoldedPiece& piece : folded.pieces) {
    const std::string_view from(folded.text.data() + piece.folded_begin,
                                piece.folded_end - piece.folded_begin);
    const std::string_view to = text.substr(piece.begin, piece.end - piece.begin);
    if (from == to) continue;
    const std::uint64_t gap = piece.folded_begin - last;
    if (from.size() == 1 && to.size() == 1 && to_ascii_lower(to[0]) == from[0]) {
      stored::put_number(edits, 2 * gap);
    } else {
      stored::put_number(edits, 2 * gap + 1);
      stored::put_number(edits, from.size());
      stored::put_string(edits, to);
    }
    last = piece.folded_end;
    ++count;
  }
  stored::put_number(out, count);
  return out + edits;
}

void sort_places(Places& places, std::string_view text) {
  // The first bytes tell most apart without a look at the text; many titles begin with the same word.
  constexpr std::size_t head_bytes = sizeof(std::uint64_t);
  struct Keyed {
    std::array<std::uint64_t, 2> head;
    std::uint32_t place, size;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(places.size());
  for (const std::uint32_t place : places) {
    const std::string_view bytes = text.substr(place, text.find('\n', place) - place);
    keyed.push_back({{leading_bytes(bytes), leading_bytes(bytes.substr(std::min(head_bytes, bytes.size())))},
                     place,
                     static_cast<std::uint32_t>(bytes.size())});
  }
  std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) {
    if (a.head != b.head) return a.head < b.head;
    const int order = text.substr(a.place, a.size).compare(text.substr(b.place, b.size));
    return order != 0 ? order < 0 : a.place < b.place;
  });
  std::ranges::transform(keyed, places.begin(), &Keyed::place);
}

// Function words begin nothing that someone looks for, except the whole.
void add_later_words(Places& words, std::string_view folded, std::uint32_t begin) {
  std::size_t added = 0;
  for (std::size_t at = folded.find(' '); at != std::string_view::npos && added < max_later_words;
       at = folded.find(' ', at + 1)) {
    const std::string_view word = folded.substr(at + 1, folded.find(' ', at + 1) - at - 1);
    if (word_lists::contains(word_lists::stop_words_nl, word)) continue;
    words.push_back(begin + static_cast<std::uint32_t>(at + 1));
    ++added;
  }
}

void put_entry(std::string& out, std::string_view folded, SuggestionKind kind,
               std::uint32_t usefulness, std::uint32_t pages, std::uint64_t page,
               std::string_view anchor, std::string_view spelling) {
  out += folded;
  out += '\n';
  out += static_cast<char>(kind);
  stored::put_number(out, usefulness);
  stored::put_number(out, pages);
  stored::put_number(out, page);
  stored::put_string(out, anchor);
  out += spelling;
}

EncodedPages encode_pages(const std::vector<NumberedPage>& pages) {
  EncodedPages encoded;
  std::string_view last;
  for (std::size_t number = 0; number < pages.size(); ++number) {
    const auto& [id, url] = pages[number];
    if (number % suggestion_page_block == 0) {
      encoded.blocks.push_back(static_cast<std::uint32_t>(encoded.bytes.size()));
      last = {};
    }
    const auto common = static_cast<std::size_t>(std::ranges::mismatch(id, last).in1 - id.begin());
    stored::put_number(encoded.bytes, common);
    stored::put_string(encoded.bytes, id.substr(common));
    if (url == usual_url(id)) {
      stored::put_number(encoded.bytes, 0);
    } else {
      stored::put_number(encoded.bytes, 1);
      stored::put_string(encoded.bytes, url);
    }
    last = id;
  }
  encoded.blocks.push_back(static_cast<std::uint32_t>(encoded.bytes.size()));
  return encoded;
}

std::string encode_parts(const SuggestionParts& parts) {
  SuggestionCounts counts;
  counts.entries = static_cast<std::uint32_t>(parts.begins.size() - 1);
  counts.page_entries = static_cast<std::uint32_t>(parts.pages.size());
  counts.later_words = static_cast<std::uint32_t>(parts.later.size());
  counts.page_blocks = static_cast<std::uint32_t>(parts.ids.blocks.size() - 1);
  counts.text_bytes = parts.texts.size();
  counts.id_bytes = parts.ids.bytes.size();
  const Places pages = minima_of(parts.pages), terms = minima_of(parts.terms), later = minima_of(parts.later);
  return joined_bytes({value_bytes(counts), array_bytes(parts.begins), array_bytes(parts.pages), array_bytes(pages),
                       array_bytes(parts.terms), array_bytes(terms), array_bytes(parts.later), array_bytes(later),
                       array_bytes(parts.ids.blocks), parts.texts, parts.ids.bytes});
}

}  // namespace speur
