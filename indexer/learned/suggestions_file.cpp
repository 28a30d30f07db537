#include "indexer/learned/suggestions_file.hpp"

#include "speur/ascii.hpp"
#include "speur/stored_page.hpp"
#include "speur/suggestion_layout.hpp"
#include "stemmers/words/folded_text.hpp"
#include "stemmers/words/word_lists.hpp"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t max_later_words = 16;  ///< of an entry that can be typed first

using Numbers = std::vector<std::uint32_t>;

void put_array(std::string& out, const Numbers& numbers) {
  out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(numbers[0]));
}

/// How to write `text` instead of its folded form.
void put_edits(std::string& out, std::string_view text) {
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
  out += edits;
}

/// The places in `text`, by the text from there to the end of its line, then by place.
void sort_places(Numbers& places, std::string_view text) {
  struct Keyed {
    std::uint64_t head;  // the first bytes, which tell most apart without a look at the text
    std::uint32_t place;
  };
  constexpr std::size_t head_bytes = 8;
  const auto rest = [&](std::size_t place) {
    return text.substr(place, text.find('\n', place) - place);
  };
  std::vector<Keyed> keyed;
  keyed.reserve(places.size());
  for (const std::uint32_t place : places) {
    std::uint64_t head = 0;
    const std::string_view bytes = rest(place);
    for (std::size_t i = 0; i < head_bytes; ++i) {
      head = head << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    }
    keyed.push_back({head, place});
  }
  std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) {
    if (a.head != b.head) return a.head < b.head;
    const int order = rest(a.place).compare(rest(b.place));
    return order != 0 ? order < 0 : a.place < b.place;
  });
  std::ranges::transform(keyed, places.begin(), &Keyed::place);
}

Numbers minima_of(const Numbers& numbers) {
  Numbers minima;
  Numbers level = numbers;
  while (level.size() > 1) {
    Numbers next;
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

/// Function words begin nothing that someone looks for, except the whole.
void add_later_words(Numbers& words, std::string_view folded, std::uint32_t begin) {
  std::size_t added = 0;
  for (std::size_t at = folded.find(' '); at != std::string_view::npos && added < max_later_words;
       at = folded.find(' ', at + 1)) {
    const std::string_view word = folded.substr(at + 1, folded.find(' ', at + 1) - at - 1);
    if (word_lists::contains(word_lists::stop_words_nl, word)) continue;
    words.push_back(begin + static_cast<std::uint32_t>(at + 1));
    ++added;
  }
}

/// Pages by number, in the order of their ids.
class PageTable {
 public:
  explicit PageTable(const std::vector<SuggestionEntry>& entries) {
    for (const SuggestionEntry& entry : entries) {
      if (!entry.id.empty()) pages_.emplace(entry.id, std::pair(entry.url, 0U));
    }
    std::string_view last;
    std::uint32_t number = 0;
    for (auto& [id, page] : pages_) {
      if (number % suggestion_page_block == 0) {
        blocks.push_back(static_cast<std::uint32_t>(bytes.size()));
        last = {};
      }
      page.second = number++;
      const auto common =
          static_cast<std::size_t>(std::ranges::mismatch(id, last).in1 - id.begin());
      stored::put_number(bytes, common);
      stored::put_string(bytes, std::string_view(id).substr(common));
      if (page.first == usual_url(id)) {
        stored::put_number(bytes, 0);
      } else {
        stored::put_number(bytes, 1);
        stored::put_string(bytes, page.first);
      }
      last = id;
    }
    blocks.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  /// 1 + the page's number; 0 for none.
  [[nodiscard]] std::uint32_t find(const std::string& id) const {
    return id.empty() ? 0 : 1 + pages_.at(id).second;
  }

  Numbers blocks;
  std::string bytes;

 private:
  std::map<std::string, std::pair<std::string, std::uint32_t>> pages_;
};

}  // namespace

std::string encode_suggestions(std::vector<SuggestionEntry> entries) {
  std::ranges::sort(entries, [](const SuggestionEntry& a, const SuggestionEntry& b) {
    return a.usefulness != b.usefulness ? a.usefulness > b.usefulness : a.folded < b.folded;
  });
  const PageTable ids(entries);
  std::string texts;
  Numbers begins, pages, terms, later;
  for (const SuggestionEntry& entry : entries) {
    const auto begin = static_cast<std::uint32_t>(texts.size());
    begins.push_back(begin);
    const bool is_of_page =
        entry.kind == SuggestionKind::title || entry.kind == SuggestionKind::heading;
    (is_of_page ? pages : terms).push_back(begin);
    add_later_words(later, entry.folded, begin);
    texts += entry.folded;
    texts += '\n';
    texts += static_cast<char>(entry.kind);
    stored::put_number(texts, entry.usefulness);
    stored::put_number(texts, entry.pages);
    stored::put_number(texts, ids.find(entry.id));
    stored::put_string(texts, entry.anchor);
    put_edits(texts, entry.text);
  }
  begins.push_back(static_cast<std::uint32_t>(texts.size()));

  SuggestionCounts counts;
  counts.entries = static_cast<std::uint32_t>(entries.size());
  counts.page_entries = static_cast<std::uint32_t>(pages.size());
  counts.later_words = static_cast<std::uint32_t>(later.size());
  counts.page_blocks = static_cast<std::uint32_t>(ids.blocks.size() - 1);
  counts.text_bytes = texts.size();
  counts.id_bytes = ids.bytes.size();
  std::string out(reinterpret_cast<const char*>(&counts), sizeof counts);
  put_array(out, begins);
  for (Numbers* places : {&pages, &terms, &later}) {
    sort_places(*places, texts);
    put_array(out, *places);
    put_array(out, minima_of(*places));
  }
  put_array(out, ids.blocks);
  return out + texts + ids.bytes;
}

std::string make_suggestions_file(const Xapian::Database& database, const Vocabulary& vocabulary) {
  return encode_suggestions(collect_suggestions(database, vocabulary));
}

}  // namespace speur
