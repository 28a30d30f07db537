#include "indexer/terms/vocabulary.hpp"

#include "speur/code_points.hpp"
#include "speur/words_layout.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

namespace speur {
namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || c == U'\'';
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ALPHABETIC) != 0;
}

/// A word as the file holds it.
struct Entry {
  std::string_view text;
  std::uint32_t length = 0;  // code points
  std::uint32_t pages = 0, title_pages = 0;
  std::uint64_t signature = 0;
};

template <class Number>
void append(std::string& out, const std::vector<Number>& numbers) {
  const auto bytes = std::as_bytes(std::span(numbers));
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
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

void Vocabulary::count_word(std::string_view exact, bool in_title, std::uint32_t change) {
  key_.assign(exact);
  Word& word = words_[key_];
  if (word.counted != page_) {
    word.counted = page_;
    word.pages += change;
  }
  if (in_title && word.counted_title != page_) {
    word.counted_title = page_;
    word.title_pages += change;
  }
}

void Vocabulary::count(const PlacedWords& page, std::uint32_t change) {
  ++page_;
  const StoredWords& words = *page.words;
  // Each different word once, and again where it stands in the title.
  constexpr std::uint8_t seen = 1, seen_in_title = 2;
  std::vector<std::uint8_t> done(words.words.size());
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    const RecordField field = page.fields[i];
    if (field == RecordField::label || field == RecordField::none) continue;
    const bool in_title = field == RecordField::title || field == RecordField::other_title;
    const StoredToken& token = words.tokens[i];
    if (token.joined != 0) {
      for (const std::string_view term : words.joined[token.joined - 1].terms) {
        count_word(term, in_title, change);
      }
    }
    std::uint8_t& state = done[token.word];
    const std::uint8_t now = in_title ? seen | seen_in_title : seen;
    if ((state & now) == now) continue;
    state |= now;
    const StoredWord& word = words.words[token.word];
    count_word(word.exact, in_title, change);
    if (word.accented.empty()) continue;
    key_.assign(word.accented);
    Accented& accented = accented_[key_];
    if (accented.counted == page_) continue;
    accented.counted = page_;
    accented.pages += change;
    if (accented.plain.empty()) accented.plain = word.exact;
  }
}

void Vocabulary::add_word(std::string_view exact, std::uint32_t pages,
                          std::uint32_t title_pages) {
  Word& word = words_[std::string(exact)];
  word.pages += pages;
  word.title_pages += title_pages;
}

void Vocabulary::merge(const Vocabulary& other) {
  for (const auto& [text, word] : other.words_) {
    Word& own = words_[text];
    own.pages += word.pages;
    own.title_pages += word.title_pages;
  }
  for (const auto& [text, accented] : other.accented_) {
    Accented& own = accented_[text];
    own.pages += accented.pages;
    own.plain = accented.plain;
  }
}

void Vocabulary::read(std::string_view payload) {
  WordsHeader header;
  if (payload.size() < sizeof header) throw std::out_of_range("a words file is cut short");
  std::memcpy(&header, payload.data(), sizeof header);
  payload.remove_prefix(sizeof header);
  static_cast<void>(take<std::uint64_t>(payload, header.words));
  static_cast<void>(take<std::uint32_t>(payload, std::size_t{header.longest} + 2));
  const auto pages = take<std::uint32_t>(payload, header.words);
  const auto title_pages = take<std::uint32_t>(payload, header.words);
  const auto text_begin = take<std::uint32_t>(payload, std::size_t{header.words} + 1);
  const auto spellings = take<SpellingEntry>(payload, header.spellings);
  const auto text = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin > end || end > payload.size()) throw std::out_of_range("a words file is damaged");
    return std::string(payload.substr(begin, end - begin));
  };
  words_.reserve(words_.size() + header.words);
  for (std::size_t i = 0; i < header.words; ++i) {
    Word& word = words_[text(text_begin[i], text_begin[i + 1])];
    word.pages += pages[i];
    word.title_pages += title_pages[i];
  }
  for (const SpellingEntry& entry : spellings) {
    if (entry.word >= header.words) throw std::out_of_range("a words file is damaged");
    Accented& accented = accented_[text(entry.text_begin, entry.text_end)];
    accented.plain = text(text_begin[entry.word], text_begin[entry.word + 1]);
    accented.pages += entry.pages;
  }
}

std::uint32_t Vocabulary::title_pages(std::string_view word) const {
  const auto found = words_.find(std::string(word));
  return found == words_.end() ? 0 : found->second.title_pages;
}

std::string Vocabulary::encode() const {
  std::vector<Entry> entries;
  entries.reserve(words_.size());
  std::u32string points;
  for (const auto& [text, word] : words_) {
    if (word.pages == 0) continue;
    decode_utf8(text, points);
    if (points.size() < shortest_site_word || points.size() > longest_site_word) continue;
    if (!std::ranges::all_of(points, is_letter)) continue;
    entries.push_back({text, static_cast<std::uint32_t>(points.size()), word.pages,
                       word.title_pages, letter_signature(points)});
  }
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.length, a.text) < std::tie(b.length, b.text);
  });
  std::unordered_map<std::string_view, std::uint32_t> places;
  std::vector<std::uint64_t> signatures;
  std::vector<std::uint32_t> first_of_length, pages, title_pages, text_begin;
  std::string texts;
  for (const Entry& entry : entries) {
    const auto index = static_cast<std::uint32_t>(signatures.size());
    while (first_of_length.size() <= entry.length) first_of_length.push_back(index);
    places.emplace(entry.text, index);
    signatures.push_back(entry.signature);
    pages.push_back(entry.pages);
    title_pages.push_back(entry.title_pages);
    text_begin.push_back(static_cast<std::uint32_t>(texts.size()));
    texts += entry.text;
  }
  text_begin.push_back(static_cast<std::uint32_t>(texts.size()));
  first_of_length.push_back(static_cast<std::uint32_t>(entries.size()));
  if (entries.empty()) first_of_length.push_back(0);

  struct Spelling {
    std::uint32_t word = 0, pages = 0;
    std::string_view text;
  };
  std::vector<Spelling> spellings;
  for (const auto& [text, accented] : accented_) {
    const auto word = places.find(accented.plain);
    if (accented.pages > 0 && word != places.end()) {
      spellings.push_back({word->second, accented.pages, text});
    }
  }
  // The most usual spelling of a word comes first.
  std::ranges::sort(spellings, [](const Spelling& a, const Spelling& b) {
    return std::tie(a.word, b.pages, a.text) < std::tie(b.word, a.pages, b.text);
  });
  std::vector<SpellingEntry> spelling_entries;
  for (const Spelling& spelling : spellings) {
    const auto begin = static_cast<std::uint32_t>(texts.size());
    texts += spelling.text;
    spelling_entries.push_back(
        {spelling.word, begin, static_cast<std::uint32_t>(texts.size()), spelling.pages});
  }
  const WordsHeader header{static_cast<std::uint32_t>(entries.size()),
                           static_cast<std::uint32_t>(first_of_length.size() - 2),
                           static_cast<std::uint32_t>(spelling_entries.size()),
                           static_cast<std::uint32_t>(texts.size())};
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  append(out, signatures);
  append(out, first_of_length);
  append(out, pages);
  append(out, title_pages);
  append(out, text_begin);
  append(out, spelling_entries);
  return out + texts;
}

}  // namespace speur
