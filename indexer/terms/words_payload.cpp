#include "indexer/terms/words_payload.hpp"

#include "speur/code_points.hpp"
#include "speur/raw_bytes.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace speur {
namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || c == U'\'';
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ALPHABETIC) != 0;
}

template <class Number>
std::vector<Number> take(std::string_view& payload, std::size_t count) {
  if (count > payload.size() / sizeof(Number)) throw std::out_of_range("a words file is cut short");
  std::vector<Number> numbers(count);
  // memcpy takes no null pointer, not even for no bytes.
  if (count > 0) std::memcpy(numbers.data(), payload.data(), count * sizeof(Number));
  payload.remove_prefix(count * sizeof(Number));
  return numbers;
}

}  // namespace

bool is_site_word(std::u32string_view points) {
  return points.size() >= shortest_site_word && points.size() <= longest_site_word &&
         std::ranges::all_of(points, is_letter);
}

WordsPayload WordsPayload::parse(std::string_view payload) {
  WordsHeader header;
  if (payload.size() < sizeof header) throw std::out_of_range("a words file is cut short");
  std::memcpy(&header, payload.data(), sizeof header);
  payload.remove_prefix(sizeof header);
  WordsPayload file;
  file.signatures = take<std::uint64_t>(payload, header.words);
  file.first_of_length = take<std::uint32_t>(payload, std::size_t{header.longest} + 2);
  file.pages = take<std::uint32_t>(payload, header.words);
  file.title_pages = take<std::uint32_t>(payload, header.words);
  file.text_begin = take<std::uint32_t>(payload, std::size_t{header.words} + 1);
  file.spellings = take<SpellingEntry>(payload, header.spellings);
  file.texts = payload;
  const auto is_outside = [&](std::uint32_t index) { return index > header.words; };
  if (!std::ranges::is_sorted(file.first_of_length) || is_outside(file.first_of_length.back()) ||
      !std::ranges::is_sorted(file.text_begin) || file.text_begin.back() > file.texts.size() ||
      std::ranges::any_of(file.spellings, [&](const SpellingEntry& entry) {
        return entry.word >= header.words || entry.text_begin > entry.text_end ||
               entry.text_end > file.texts.size();
      })) {
    throw std::out_of_range("a words file is damaged");
  }
  return file;
}

std::string WordsPayload::encode() const {
  const WordsHeader header{static_cast<std::uint32_t>(words()),
                           static_cast<std::uint32_t>(first_of_length.size() - 2),
                           static_cast<std::uint32_t>(spellings.size()),
                           static_cast<std::uint32_t>(texts.size())};
  return joined_bytes({value_bytes(header), array_bytes(signatures), array_bytes(first_of_length), array_bytes(pages),
                       array_bytes(title_pages), array_bytes(text_begin), array_bytes(spellings), texts});
}

std::string_view WordsPayload::text(std::uint32_t begin, std::uint32_t end) const {
  return std::string_view(texts).substr(begin, end - begin);
}

std::size_t WordsPayload::lower_bound(std::size_t length, std::string_view text) const {
  if (length + 1 >= first_of_length.size()) return words();
  std::size_t low = first_of_length[length], high = first_of_length[length + 1];
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    word(middle) < text ? low = middle + 1 : high = middle;
  }
  return low;
}

std::pair<std::uint32_t, std::uint32_t> WordsPayload::counts(std::string_view text) const {
  std::u32string points;
  decode_utf8(text, points);
  const std::size_t place = lower_bound(points.size(), text);
  if (place == words() || word(place) != text) return {0, 0};
  return {pages[place], title_pages[place]};
}

void WordsPayload::put_word(std::string_view text, std::uint64_t signature, std::uint32_t in_pages,
                            std::uint32_t in_titles) {
  signatures.push_back(signature);
  pages.push_back(in_pages);
  title_pages.push_back(in_titles);
  text_begin.push_back(static_cast<std::uint32_t>(texts.size()));
  texts += text;
}

void WordsPayload::put_spellings(std::vector<Spelling> all) {
  text_begin.push_back(static_cast<std::uint32_t>(texts.size()));
  // The most usual spelling of a word comes first.
  std::ranges::sort(all, [](const Spelling& a, const Spelling& b) {
    return std::tie(a.word, b.pages, a.text) < std::tie(b.word, a.pages, b.text);
  });
  for (const Spelling& spelling : all) {
    const auto begin = static_cast<std::uint32_t>(texts.size());
    texts += spelling.text;
    spellings.push_back(
        {spelling.word, begin, static_cast<std::uint32_t>(texts.size()), spelling.pages});
  }
}

void WordsPayload::count_lengths(const std::vector<std::uint32_t>& lengths) {
  std::size_t longest = lengths.empty() ? 0 : lengths.size() - 1;
  while (longest > 0 && lengths[longest] == 0) --longest;
  first_of_length.assign(longest + 2, 0);
  for (std::size_t n = 0; n < std::min(longest + 1, lengths.size()); ++n) {
    first_of_length[n + 1] = first_of_length[n] + lengths[n];
  }
}

}  // namespace speur
