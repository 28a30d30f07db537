#include "searcher/suggest/suggestion_table.hpp"

#include "speur/ascii.hpp"
#include "speur/section_url.hpp"
#include "speur/stored_page.hpp"
#include "stemmers/words/folded_text.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace speur {
namespace {

[[noreturn]] void fail() {
  throw std::out_of_range("suggestions do not fit together");
}

/// Writes the text that the entry has instead of its folded one, and moves the marks to it.
MarkedText unfold(std::string_view folded, stored::Reader& edits,
                  std::vector<std::pair<std::size_t, std::size_t>> marks) {
  MarkedText result;
  struct Piece {
    std::size_t folded_begin, folded_end, begin, end;
  };
  std::vector<Piece> pieces;  // that were replaced
  std::size_t at = 0;
  const auto copy_to = [&](std::uint64_t gap) {
    if (gap > folded.size() - at) fail();
    result.text += folded.substr(at, gap);
    at += gap;
  };
  for (std::uint64_t n = edits.number(); n > 0; --n) {
    const std::uint64_t head = edits.number();
    copy_to(head / 2);
    const std::size_t begin = result.text.size();
    const std::uint64_t length = head % 2 == 0 ? 1 : edits.number();
    if (length > folded.size() - at) fail();
    if (head % 2 == 0) {
      const char c = folded[at];
      result.text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    } else {
      result.text += edits.string();
    }
    pieces.push_back({at, at + length, begin, result.text.size()});
    at += length;
  }
  copy_to(folded.size() - at);
  // A mark takes in the whole of a character that became several letters, but not a dash or a
  // quote that stands before or behind it.
  const auto place_of = [&](std::size_t place, bool is_end) {
    std::size_t shift_from = 0, shift_to = 0;
    for (const Piece& piece : pieces) {
      const bool inside = piece.folded_begin < place && place < piece.folded_end;
      if (inside) return is_end ? piece.end : piece.begin;
      const bool before = is_end ? piece.folded_end <= place && piece.folded_begin < place
                                 : piece.folded_end <= place;
      if (!before) break;
      shift_from = piece.folded_end;
      shift_to = piece.end;
    }
    return place - shift_from + shift_to;
  };
  for (const auto& [begin, end] : marks) {
    result.marks.emplace_back(place_of(begin, false), place_of(end, true));
  }
  return result;
}

}  // namespace

TypedText::TypedText(std::string_view typed) {
  FoldedText folded = fold_text(typed);
  text = std::move(folded.text);
  open = folded.open;
}

PlaceArray::PlaceArray(VerifiedBytes places, VerifiedBytes minima) : levels_{places} {
  while (minima.size() > 0) {
    const std::size_t below = levels_.back().size() / sizeof(std::uint32_t);
    const std::size_t bytes =
        (below + suggestion_fanout - 1) / suggestion_fanout * sizeof(std::uint32_t);
    levels_.push_back(minima.cut(bytes));
  }
}

PlaceArray::Least PlaceArray::least(std::size_t begin, std::size_t end) const {
  std::uint32_t place = std::numeric_limits<std::uint32_t>::max();
  std::size_t index = begin, level_of_index = 0, level = 0;
  const auto look_at = [&](std::size_t i) {
    const std::uint32_t here = at(level, i);
    if (here >= place) return;
    place = here;
    index = i;
    level_of_index = level;
  };
  for (; end - begin > 2 * suggestion_fanout && level + 1 < levels_.size(); ++level) {
    while (begin % suggestion_fanout != 0) look_at(begin++);
    while (end % suggestion_fanout != 0) look_at(--end);
    begin /= suggestion_fanout;
    end /= suggestion_fanout;
  }
  while (begin < end) look_at(begin++);
  // Down again, to the member that the minimum is of.
  while (level_of_index > 0) {
    --level_of_index;
    const std::size_t size = levels_[level_of_index].size() / sizeof(std::uint32_t);
    index *= suggestion_fanout;
    const std::size_t last = std::min(index + suggestion_fanout, size) - 1;
    while (index < last && at(level_of_index, index) != place) ++index;
  }
  return {at(0, index), index};
}

SuggestionTable::SuggestionTable(std::string_view payload, std::shared_ptr<const PieceSums> sums) : sums_(std::move(sums)) {
  VerifiedBytes rest(payload, sums_.get());
  std::memcpy(&counts_, rest.part(0, sizeof counts_).data(), sizeof counts_);
  (void)rest.cut(sizeof counts_);
  const auto array = [&](std::uint64_t members) { return rest.cut(members * sizeof(std::uint32_t)); };
  begins_ = array(std::uint64_t{counts_.entries} + 1);
  const auto places = [&](std::uint64_t size) {
    const VerifiedBytes of_entries = array(size);
    return PlaceArray(of_entries, array(minima_size(size)));
  };
  if (counts_.page_entries > counts_.entries) fail();
  pages_ = places(counts_.page_entries);
  terms_ = places(counts_.entries - counts_.page_entries);
  later_ = places(counts_.later_words);
  blocks_ = array(std::uint64_t{counts_.page_blocks} + 1);
  texts_ = rest.cut(counts_.text_bytes);
  ids_ = rest.cut(counts_.id_bytes);
  if (rest.size() > 0) fail();
}

std::string_view SuggestionTable::bytes_of(std::uint32_t entry) const {
  return texts_.part(begin_of(entry), begin_of(std::size_t{entry} + 1));
}

std::uint32_t SuggestionTable::entry_at(std::uint32_t place) const {
  std::uint32_t low = 0, high = counts_.entries;
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (begin_of(middle) <= place ? low : high) = middle;
  }
  return low;
}

std::string_view SuggestionTable::folded(std::uint32_t entry) const {
  const std::string_view bytes = bytes_of(entry);
  return bytes.substr(0, bytes.find('\n'));
}

SuggestionKind SuggestionTable::kind(std::uint32_t entry) const {
  const std::string_view bytes = bytes_of(entry);
  const std::size_t place = folded(entry).size() + 1;
  if (place >= bytes.size()) fail();
  const auto kind = static_cast<unsigned char>(bytes[place]);
  if (kind > static_cast<unsigned char>(SuggestionKind::word)) fail();
  return static_cast<SuggestionKind>(kind);
}

double SuggestionTable::usefulness(std::uint32_t entry) const {
  static_cast<void>(kind(entry));
  stored::Reader reader(bytes_of(entry).substr(folded(entry).size() + 2));
  return static_cast<double>(reader.number());
}

std::pair<std::string, std::string> SuggestionTable::page(std::uint64_t number) const {
  const std::uint64_t block = number / suggestion_page_block;
  if (block >= counts_.page_blocks) fail();
  stored::Reader reader(ids_.part(blocks_.number(block), blocks_.number(block + 1)));
  std::string id, url;
  for (std::uint64_t i = 0; i <= number % suggestion_page_block; ++i) {
    const std::uint64_t common = reader.number();
    if (common > id.size()) fail();
    id.resize(common);
    id += reader.string();
    url = reader.number() == 0 ? usual_url(id) : std::string(reader.string());
  }
  return {std::move(id), std::move(url)};
}

Suggestion SuggestionTable::suggestion(const SuggestionMatch& match) const {
  const std::string_view text = folded(match.entry);
  Suggestion result;
  result.kind = kind(match.entry);
  stored::Reader reader(bytes_of(match.entry).substr(text.size() + 2));
  static_cast<void>(reader.number());  // its usefulness
  result.pages = reader.number();
  const std::uint64_t page_number = reader.number();
  const std::string_view anchor = reader.string();
  if (page_number > 0) {
    std::tie(result.id, result.url) = page(page_number - 1);
    result.url = section_url(result.url, anchor);
  }
  result.text = unfold(text, reader, match.marks);
  return result;
}

}  // namespace speur
