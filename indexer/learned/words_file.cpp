#include "indexer/learned/words_file.hpp"

#include "speur/code_points.hpp"
#include "speur/schema.hpp"
#include "speur/words_layout.hpp"
#include "stemmers/words/normalizer.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace speur {
namespace {

struct Word {
  std::string text;
  std::uint32_t length = 0;  // code points
  std::uint32_t pages = 0, title_pages = 0;
  std::uint64_t signature = 0;
};

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || c == U'\'';
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ALPHABETIC) != 0;
}

/// Adds the words of one field, in the order of their bytes.
void add_words(const Xapian::Database& database, TextField field, std::vector<Word>& words) {
  const std::string prefix(spec(field).prefix);
  std::u32string points;
  auto term = database.allterms_begin(prefix);
  // Capitals begin the terms of other fields; words are in lower case.
  if (prefix.empty()) term.skip_to("a");
  for (; term != database.allterms_end(prefix); ++term) {
    std::string text = (*term).substr(prefix.size());
    decode_utf8(text, points);
    if (points.size() < shortest_site_word || points.size() > longest_site_word) continue;
    if (!std::ranges::all_of(points, is_letter)) continue;
    const std::uint32_t pages = term.get_termfreq();
    words.push_back({std::move(text), static_cast<std::uint32_t>(points.size()), pages,
                     field == TextField::title ? pages : 0, letter_signature(points)});
  }
}

/// By length and text, each word once.
void merge_fields(std::vector<Word>& words) {
  std::ranges::sort(words, [](const Word& a, const Word& b) {
    return a.length != b.length ? a.length < b.length : a.text < b.text;
  });
  auto last = words.begin();
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (word == last) continue;
    if (word->text == last->text) {
      last->pages = std::max(last->pages, word->pages);
      last->title_pages = std::max(last->title_pages, word->title_pages);
    } else if (++last != word) {
      *last = std::move(*word);
    }
  }
  if (!words.empty()) words.erase(std::next(last), words.end());
}

/// A word with accents is in the index twice, with them and without: takes out the former, and
/// gives those that are how most pages write their plain form. The law that equal terms give equal
/// bytes makes the first of equals win.
std::unordered_map<std::string, Word> take_accented(std::vector<Word>& words) {
  std::unordered_map<std::string, Word> spellings;
  std::erase_if(words, [&](Word& word) {
    const bool ascii = word.text.size() == word.length;
    if (ascii) return false;
    std::string plain = normalize_word(word.text).exact;
    if (plain == word.text) return false;
    const auto [entry, is_new] = spellings.try_emplace(std::move(plain), word);
    if (!is_new && entry->second.pages < word.pages) entry->second = std::move(word);
    return true;
  });
  return spellings;
}

template <class Number>
void append(std::string& out, const std::vector<Number>& numbers) {
  const auto bytes = std::as_bytes(std::span(numbers));
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace

std::string make_words_file(const Xapian::Database& database) {
  std::vector<Word> words;
  for (const TextField field :
       {TextField::title, TextField::heading, TextField::description, TextField::body}) {
    add_words(database, field, words);
  }
  merge_fields(words);
  const std::unordered_map<std::string, Word> accented = take_accented(words);

  std::vector<std::uint64_t> signatures;
  std::vector<std::uint32_t> first_of_length, pages, text_begin;
  std::vector<SpellingEntry> spellings;
  std::vector<std::uint8_t> title_pages;
  std::string texts, spelling_texts;
  for (const Word& word : words) {
    const auto index = static_cast<std::uint32_t>(signatures.size());
    while (first_of_length.size() <= word.length) first_of_length.push_back(index);
    signatures.push_back(word.signature);
    pages.push_back(word.pages);
    title_pages.push_back(static_cast<std::uint8_t>(std::min(word.title_pages, 255U)));
    text_begin.push_back(static_cast<std::uint32_t>(texts.size()));
    texts += word.text;
    const auto spelling = accented.find(word.text);
    if (spelling == accented.end() || 2 * spelling->second.pages <= word.pages) continue;
    const auto begin = static_cast<std::uint32_t>(spelling_texts.size());
    spelling_texts += spelling->second.text;
    spellings.push_back({index, begin, static_cast<std::uint32_t>(spelling_texts.size())});
  }
  const auto count = static_cast<std::uint32_t>(words.size());
  const auto texts_end = static_cast<std::uint32_t>(texts.size());
  text_begin.push_back(texts_end);
  first_of_length.push_back(count);
  if (words.empty()) first_of_length.push_back(count);
  for (SpellingEntry& entry : spellings) {
    entry.text_begin += texts_end;
    entry.text_end += texts_end;
  }
  texts += spelling_texts;

  const WordsHeader header{count, static_cast<std::uint32_t>(first_of_length.size() - 2),
                           static_cast<std::uint32_t>(spellings.size()),
                           static_cast<std::uint32_t>(texts.size())};
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  append(out, signatures);
  append(out, first_of_length);
  append(out, pages);
  append(out, text_begin);
  append(out, spellings);
  append(out, title_pages);
  return out + texts;
}

}  // namespace speur
