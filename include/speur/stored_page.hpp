#pragma once

#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/schema.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// The data of a page's Xapian document: what answers show, and the words of its text with their
/// places, so that an answer marks what matched without analyzing the page again.
///
/// Numbers are LEB128 (7 bits a byte, least first), strings a number and their bytes:
///   format, url, title, other title, description, language, identifiers, boost in hundredths,
///   facets [name, values [type, text]], sections [level, anchor, heading bytes, text bytes],
///   text, words.
/// The text is heading LF text LF of each section. The words are, until the end, for each token:
///   bytes since the last token's end; 8 * word + flags; [length]; [joined terms]
/// where `word` counts the different words of the page in order of appearance, and a new one is
/// followed by what the analyzer made of it: flags, [exact], [stem], [parts].
namespace speur {

struct StoredSection {
  unsigned level = 0;
  std::string_view anchor;
  std::size_t heading_begin = 0, heading_end = 0;  ///< bytes in StoredPage::text
  std::size_t text_begin = 0, text_end = 0;
};

/// A different word of the page: as WordForm, less what only indexing needs.
struct StoredWord {
  std::string_view exact;
  std::string_view stem;
  std::string_view parts;  ///< stems of the parts of a compound, each as stored::put_string
  bool stop = false;
};

struct StoredToken {
  std::uint32_t word = 0;            ///< in StoredWords::words
  std::uint32_t begin = 0, end = 0;  ///< bytes in StoredPage::text
  std::uint32_t position = 0;        ///< as Token::position
  std::uint32_t joined = 0;          ///< 1 + place in StoredWords::joined; 0: none
};

struct StoredJoined {
  std::vector<std::string_view> terms;
  std::uint32_t end = 0;  ///< of the joined pieces, bytes in the text
};

/// Views into the record and into `lower_case`.
struct StoredWords {
  std::vector<StoredWord> words;
  std::vector<StoredToken> tokens;
  std::vector<StoredJoined> joined;
  std::unique_ptr<char[]> lower_case;  ///< the words that are their text in lower case
};

/// Views into the record that was decoded.
struct StoredPage {
  std::string_view url, title, other_title, description, language;
  std::vector<std::string_view> identifiers;
  double boost = 1;
  struct FacetView {
    std::string_view name;
    std::vector<std::pair<FacetType, std::string_view>> values;
  };
  std::vector<FacetView> facets;
  std::vector<StoredSection> sections;
  std::string_view text;
  std::string_view words;  ///< encoded: decode_words
};

namespace stored {

inline constexpr std::uint64_t format = 1;
inline constexpr std::uint64_t none = 0;
inline constexpr std::uint64_t other_length = 1, has_joined = 2;  // of a token
inline constexpr unsigned token_flag_bits = 2;
inline constexpr std::uint64_t given_exact = 1, given_stem = 2, has_parts = 4, is_stop = 8;

inline void put_number(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

inline void put_string(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

/// Reads what put_number and put_string wrote; a record cut short is an out_of_range, never a
/// crash.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  std::uint64_t number() {
    if (rest_.empty() || static_cast<unsigned char>(rest_.front()) >= 0x80) return long_number();
    const auto value = static_cast<unsigned char>(rest_.front());  // as nearly all are
    rest_.remove_prefix(1);
    return value;
  }
  std::string_view string() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      throw std::out_of_range("a page's record is cut short");
    }
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }

 private:
  std::uint64_t long_number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw std::out_of_range("a page's record is cut short");
  }

  std::string_view rest_;
};

}  // namespace stored

/// The text of a record: heading LF text LF of each section, with the places of both.
[[nodiscard]] inline std::string join_sections(const std::vector<Section>& sections,
                                               std::vector<StoredSection>& places) {
  std::string text;
  places.clear();
  for (const Section& section : sections) {
    StoredSection& place = places.emplace_back();
    place.level = section.level;
    place.anchor = section.anchor;
    place.heading_begin = text.size();
    text += section.heading;
    place.heading_end = text.size();
    text += '\n';
    place.text_begin = text.size();
    text += section.text;
    place.text_end = text.size();
    text += '\n';
  }
  return text;
}

/// `text` and `places` from join_sections; `tokens`: what the analyzer made of that text.
[[nodiscard]] inline std::string encode_page(const Page& page, std::string_view text,
                                             const std::vector<StoredSection>& places,
                                             const std::vector<Token>& tokens) {
  using namespace stored;
  std::string out;
  out.reserve(text.size() + 4 * tokens.size() + 512);
  put_number(out, format);
  for (const std::string* field :
       {&page.url, &page.title, &page.other_title, &page.description, &page.language}) {
    put_string(out, *field);
  }
  put_number(out, page.identifiers.size());
  for (const std::string& identifier : page.identifiers) put_string(out, identifier);
  put_number(out, static_cast<std::uint64_t>(std::lround(page.boost * 100)));
  put_number(out, page.facets.size());
  for (const Facet& facet : page.facets) {
    put_string(out, facet.name);
    put_number(out, facet.values.size());
    for (const FacetValue& value : facet.values) {
      put_number(out, static_cast<std::uint64_t>(value.type));
      put_string(out, value.text);
    }
  }
  put_number(out, places.size());
  for (const StoredSection& place : places) {
    put_number(out, place.level);
    put_string(out, place.anchor);
    put_number(out, place.heading_end - place.heading_begin);
    put_number(out, place.text_end - place.text_begin);
  }
  put_string(out, text);

  struct Known {
    std::uint64_t number;
    std::size_t length;
  };
  std::unordered_map<const WordForm*, Known> known;
  known.reserve(tokens.size() / 2);
  std::size_t last_end = 0;
  for (const Token& token : tokens) {
    put_number(out, token.begin - last_end);
    const std::size_t length = token.end - token.begin;
    const auto [entry, is_new] = known.try_emplace(token.form, Known{known.size(), length});
    const bool different = entry->second.length != length || is_new;
    put_number(out, entry->second.number << token_flag_bits | (different ? other_length : none) |
                        (token.joined.empty() ? none : has_joined));
    if (different) put_number(out, length);
    if (!token.joined.empty()) {
      put_number(out, token.joined_end - token.begin);
      put_number(out, token.joined.size());
      for (const std::string& term : token.joined) put_string(out, term);
    }
    if (is_new) {
      const WordForm& form = *token.form;
      const bool plain = ascii_lower(text.substr(token.begin, length)) == form.exact;
      const bool same_stem = form.stem == form.exact;
      put_number(out, (plain ? none : given_exact) | (same_stem ? none : given_stem) |
                          (form.parts.empty() ? none : has_parts) | (form.stop ? is_stop : none));
      if (!plain) put_string(out, form.exact);
      if (!same_stem) put_string(out, form.stem);
      if (!form.parts.empty()) {
        put_number(out, form.parts.size());
        for (const CompoundPart& part : form.parts) put_string(out, part.stem);
      }
    }
    last_end = token.end;
  }
  return out;
}

/// `record` must outlive the result. std::out_of_range for one that is damaged.
[[nodiscard]] inline StoredPage decode_page(std::string_view record) {
  stored::Reader reader(record);
  if (reader.number() != stored::format) {
    throw std::out_of_range("a page's record has another format");
  }
  StoredPage page;
  for (std::string_view* field :
       {&page.url, &page.title, &page.other_title, &page.description, &page.language}) {
    *field = reader.string();
  }
  for (std::uint64_t n = reader.number(); n > 0; --n) page.identifiers.push_back(reader.string());
  page.boost = static_cast<double>(reader.number()) / 100;
  for (std::uint64_t n = reader.number(); n > 0; --n) {
    StoredPage::FacetView& facet = page.facets.emplace_back();
    facet.name = reader.string();
    for (std::uint64_t values = reader.number(); values > 0; --values) {
      const auto type = static_cast<FacetType>(reader.number());
      facet.values.emplace_back(type, reader.string());
    }
  }
  std::size_t place = 0;
  for (std::uint64_t n = reader.number(); n > 0; --n) {
    StoredSection& section = page.sections.emplace_back();
    section.level = static_cast<unsigned>(reader.number());
    section.anchor = reader.string();
    section.heading_begin = place;
    section.heading_end = place + reader.number();
    section.text_begin = section.heading_end + 1;
    section.text_end = section.text_begin + reader.number();
    place = section.text_end + 1;
  }
  page.text = reader.string();
  if (place != page.text.size()) {
    throw std::out_of_range("a page's sections do not fit its text");
  }
  page.words = reader.rest();
  return page;
}

/// The words of the page's text, in order.
[[nodiscard]] inline StoredWords decode_words(const StoredPage& page) {
  using namespace stored;
  StoredWords result;
  // Words do not overlap, so their lower case together is no longer than the text.
  result.lower_case = std::make_unique_for_overwrite<char[]>(page.text.size());
  char* free = result.lower_case.get();
  Reader reader(page.words);
  std::vector<std::uint32_t> lengths;
  constexpr std::size_t usual_token_bytes = 3, usual_repeats = 3;
  result.tokens.reserve(page.words.size() / usual_token_bytes);
  result.words.reserve(result.tokens.capacity() / usual_repeats);
  lengths.reserve(result.words.capacity());
  std::uint64_t end = 0;
  std::uint32_t position = 0;
  while (!reader.done()) {
    StoredToken token;
    const std::uint64_t gap = reader.number();
    const std::uint64_t begin = end + gap;
    const std::uint64_t head = reader.number();
    const std::uint64_t word = head >> token_flag_bits;
    if (word > result.words.size()) {
      throw std::out_of_range("an unknown word in a page's record");
    }
    const bool is_new = word == result.words.size();
    const std::uint64_t length = (head & other_length) != 0 ? reader.number() : lengths.at(word);
    if (gap > page.text.size() - end || length > page.text.size() - begin) {
      throw std::out_of_range("a word lies outside its page's text");
    }
    // Mostly one byte, so that a library's search would cost more.
    const bool same_block = std::none_of(page.text.begin() + static_cast<std::ptrdiff_t>(end),
                                         page.text.begin() + static_cast<std::ptrdiff_t>(begin),
                                         [](char c) { return c == '\n'; });
    position += same_block || position == 0 ? 1 : 1 + block_gap;
    if ((head & has_joined) != 0) {
      StoredJoined& joined = result.joined.emplace_back();
      joined.end = static_cast<std::uint32_t>(begin + reader.number());
      for (std::uint64_t n = reader.number(); n > 0; --n) joined.terms.push_back(reader.string());
      token.joined = static_cast<std::uint32_t>(result.joined.size());
    }
    if (is_new) {
      StoredWord& added = result.words.emplace_back();
      const std::uint64_t flags = reader.number();
      if ((flags & given_exact) != 0) {
        added.exact = reader.string();
      } else {
        const std::string_view text = page.text.substr(begin, length);
        added.exact = {free, text.size()};
        free = std::ranges::transform(text, free, to_ascii_lower).out;
      }
      added.stem = (flags & given_stem) != 0 ? reader.string() : added.exact;
      if ((flags & has_parts) != 0) {
        std::uint64_t n = reader.number();
        const std::string_view before = reader.rest();
        for (; n > 0; --n) static_cast<void>(reader.string());
        added.parts = before.substr(0, before.size() - reader.rest().size());
      }
      added.stop = (flags & is_stop) != 0;
      lengths.push_back(static_cast<std::uint32_t>(length));
    }
    end = begin + length;
    token.word = static_cast<std::uint32_t>(word);
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.position = position;
    result.tokens.push_back(token);
  }
  return result;
}

}  // namespace speur
