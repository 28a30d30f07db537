#include "indexer/terms/vocabulary.hpp"

#include "indexer/terms/words_payload.hpp"
#include "speur/code_points.hpp"
#include "speur/words_layout.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// A word as the file holds it.
struct Entry {
  std::string_view text;
  std::uint32_t length = 0;  // code points
  std::uint32_t pages = 0, title_pages = 0;
  std::uint64_t signature = 0;
};

/// The value of `text`, which is copied only where it is new.
template <typename Map>
typename Map::mapped_type& value_of(Map& map, std::string_view text) {
  const auto known = map.find(text);
  return known != map.end() ? known->second : map[std::string(text)];
}

}  // namespace

void Vocabulary::count_word(std::string_view exact, bool in_title, std::uint32_t change) {
  Word& word = value_of(words_, exact);
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
    Accented& accented = value_of(accented_, word.accented);
    if (accented.counted == page_) continue;
    accented.counted = page_;
    accented.pages += change;
    if (accented.plain.empty()) accented.plain = word.exact;
  }
}

void Vocabulary::add_word(std::string_view exact, std::uint32_t pages,
                          std::uint32_t title_pages) {
  Word& word = value_of(words_, exact);
  word.pages += pages;
  word.title_pages += title_pages;
}

void Vocabulary::merge(const Vocabulary& other) {
  for (const auto& [text, word] : other.words_) {
    Word& own = value_of(words_, text);
    own.pages += word.pages;
    own.title_pages += word.title_pages;
  }
  for (const auto& [text, accented] : other.accented_) {
    Accented& own = value_of(accented_, text);
    own.pages += accented.pages;
    own.plain = accented.plain;
  }
}

void Vocabulary::read(std::string_view payload) {
  const WordsPayload file = WordsPayload::parse(payload);
  words_.reserve(words_.size() + file.words());
  for (std::size_t i = 0; i < file.words(); ++i) {
    Word& word = value_of(words_, file.word(i));
    word.pages += file.pages[i];
    word.title_pages += file.title_pages[i];
  }
  for (const SpellingEntry& entry : file.spellings) {
    Accented& accented = value_of(accented_, file.text(entry.text_begin, entry.text_end));
    accented.plain = file.word(entry.word);
    accented.pages += entry.pages;
  }
}

std::uint32_t Vocabulary::title_pages(std::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? 0 : found->second.title_pages;
}

std::string Vocabulary::encode() const {
  std::vector<Entry> entries;
  entries.reserve(words_.size());
  std::u32string points;
  for (const auto& [text, word] : words_) {
    if (word.pages == 0) continue;
    decode_utf8(text, points);
    if (!is_site_word(points)) continue;
    entries.push_back({text, static_cast<std::uint32_t>(points.size()), word.pages,
                       word.title_pages, letter_signature(points)});
  }
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.length, a.text) < std::tie(b.length, b.text);
  });
  std::unordered_map<std::string_view, std::uint32_t> places;
  WordsPayload file;
  std::vector<std::uint32_t> lengths(longest_site_word + 1);
  for (const Entry& entry : entries) {
    places.emplace(entry.text, static_cast<std::uint32_t>(file.words()));
    ++lengths[entry.length];
    file.put_word(entry.text, entry.signature, entry.pages, entry.title_pages);
  }
  file.count_lengths(lengths);

  std::vector<WordsPayload::Spelling> spellings;
  for (const auto& [text, accented] : accented_) {
    const auto word = places.find(accented.plain);
    if (accented.pages > 0 && word != places.end()) {
      spellings.push_back({word->second, accented.pages, text});
    }
  }
  file.put_spellings(std::move(spellings));
  return file.encode();
}

}  // namespace speur
