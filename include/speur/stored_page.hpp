#pragma once

#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/schema.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The data of a page's Xapian document: what answers show, and the words of its text with their
/// places, so that an answer marks what matched without analyzing the page again.
///
/// Numbers are LEB128 (7 bits a byte, least first), strings a number and their bytes:
///   format, url, language, identifiers, boost in hundredths, facets [name, values [type, text]],
///   bytes of title, other title, names, description and labels, sections [level, anchor, heading
///   bytes, text bytes], text, words.
/// The text is title LF names LF description LF labels LF, and then heading LF text LF of each
/// section. Names are the other title, the page's synonyms and its name in its path, a line each; labels
/// are the values of its keyword facets and the names of its folders, a line each. The words are, until
/// the end, for each token:
///   bytes since the last token's end; 8 * word + flags; [length]; [joined terms, each with its stem behind it
///   where it has another one]
/// where `word` counts the different words of the page in order of appearance, and a new one is
/// followed by what the analyzer made of it: flags, [exact], [accented], [stem], [parts].
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
  std::string_view accented;  ///< empty where it has no accents
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
  std::vector<std::string_view> stems;  ///< one a term: as JoinedTerms::stems()
  std::uint32_t end = 0;  ///< of the joined pieces, bytes in the text

  /// The terms and their stems.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (const std::string_view term : terms) visit(term);
    for (const std::string_view stem : stems) {
      if (!stem.empty()) visit(stem);
    }
  }
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
  std::size_t title_end = 0, names_end = 0, description_end = 0, labels_end = 0;  ///< bytes of text
  std::string_view words;  ///< encoded: decode_words
};

namespace stored {

inline constexpr std::uint64_t format = 2;
inline constexpr std::uint64_t none = 0;
inline constexpr std::uint64_t other_length = 1, has_joined = 2;  // of a token
inline constexpr unsigned token_flag_bits = 2;
inline constexpr char stem_mark = '\x01';  // before the stem of the joined term before it; in no term
inline constexpr std::uint64_t given_exact = 1, given_stem = 2, has_parts = 4, is_stop = 8,
                               has_accented = 16;

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
  std::uint8_t byte() {
    if (rest_.empty()) throw std::out_of_range("a page's record is cut short");
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::uint16_t little_endian_16() {
    const unsigned low = byte();
    return static_cast<std::uint16_t>(low | static_cast<unsigned>(byte()) << 8U);
  }
  void skip_numbers(std::size_t count) {
    for (; count > 0; --count) static_cast<void>(number());
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

/// The text of a page's data, with the places of its parts.
struct PageText {
  std::string text;
  std::size_t title_end = 0, names_end = 0, description_end = 0, labels_end = 0;  ///< bytes
  std::vector<StoredSection> sections;
};
[[nodiscard]] inline PageText join_page(const Page& page) {
  PageText joined;
  std::string& text = joined.text;
  const auto add_line = [&](std::size_t begin, std::string_view line) {
    if (text.size() > begin) text += '\n';
    text += line;
  };
  text = page.title;
  joined.title_end = text.size();
  text += '\n';
  std::size_t begin = text.size();
  if (!page.other_title.empty()) add_line(begin, page.other_title);
  for (const std::string& synonym : page.synonyms) add_line(begin, synonym);
  if (!page.path_name.empty()) add_line(begin, page.path_name);
  joined.names_end = text.size();
  text += '\n';
  text += page.description;
  joined.description_end = text.size();
  text += '\n';
  begin = text.size();
  for (const Facet& facet : page.facets) {
    for (const FacetValue& value : facet.values) {
      if (value.type == FacetType::keyword) add_line(begin, value.text);
    }
  }
  for (const std::string& folder : page.folder_names) add_line(begin, folder);
  joined.labels_end = text.size();
  text += '\n';
  for (const Section& section : page.sections) {
    StoredSection& place = joined.sections.emplace_back();
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
  return joined;
}

/// `joined` from join_page; `tokens`: what the analyzer made of its text; `numbers`: of each token
/// its word, counted in the order of appearance.
[[nodiscard]] inline std::string encode_page(const Page& page, const PageText& joined,
                                             std::span<const Token> tokens,
                                             std::span<const std::uint32_t> numbers) {
  using namespace stored;
  const std::string_view text = joined.text;
  std::string out;
  out.reserve(text.size() + 4 * tokens.size() + 512);
  put_number(out, format);
  put_string(out, page.url);
  put_string(out, page.language);
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
  put_number(out, joined.title_end);
  put_number(out, page.other_title.size());
  put_number(out, joined.names_end - joined.title_end - 1);
  put_number(out, joined.description_end - joined.names_end - 1);
  put_number(out, joined.labels_end - joined.description_end - 1);
  put_number(out, joined.sections.size());
  for (const StoredSection& place : joined.sections) {
    put_number(out, place.level);
    put_string(out, place.anchor);
    put_number(out, place.heading_end - place.heading_begin);
    put_number(out, place.text_end - place.text_begin);
  }
  put_string(out, text);

  std::vector<std::size_t> lengths;  // of each word, where it was first seen
  std::size_t last_end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    put_number(out, token.begin - last_end);
    const std::size_t length = token.end - token.begin;
    const std::size_t number = numbers[i];
    const bool is_new = number == lengths.size();
    if (is_new) lengths.push_back(length);
    const bool different = is_new || lengths[number] != length;
    put_number(out, number << token_flag_bits | (different ? other_length : none) |
                        (token.joined.empty() ? none : has_joined));
    if (different) put_number(out, length);
    if (!token.joined.empty()) {
      put_number(out, token.joined.text_end() - token.begin);
      const std::span<const std::string> terms = token.joined.terms(), stems = token.joined.stems();
      put_number(out, 2 * terms.size() - static_cast<std::size_t>(std::ranges::count(stems, std::string())));
      for (std::size_t term = 0; term < terms.size(); ++term) {
        put_string(out, terms[term]);
        if (!stems[term].empty()) put_string(out, stem_mark + stems[term]);
      }
    }
    if (is_new) {
      const WordForm& form = *token.form;
      const bool plain = ascii_lower(text.substr(token.begin, length)) == form.exact;
      const bool same_stem = form.stem == form.exact;
      put_number(out, (plain ? none : given_exact) | (same_stem ? none : given_stem) |
                          (form.parts.empty() ? none : has_parts) | (form.stop ? is_stop : none) |
                          (form.accented.empty() ? none : has_accented));
      if (!plain) put_string(out, form.exact);
      if (!form.accented.empty()) put_string(out, form.accented);
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
  page.url = reader.string();
  page.language = reader.string();
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
  page.title_end = reader.number();
  const std::size_t other_title_bytes = reader.number();
  page.names_end = page.title_end + 1 + reader.number();
  page.description_end = page.names_end + 1 + reader.number();
  page.labels_end = page.description_end + 1 + reader.number();
  std::size_t place = page.labels_end + 1;
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
  if (page.title_end >= page.text.size() || page.names_end >= page.text.size() ||
      page.description_end >= page.text.size() ||
      other_title_bytes > page.names_end - page.title_end - 1) {
    throw std::out_of_range("a page's fields do not fit its text");
  }
  page.title = page.text.substr(0, page.title_end);
  page.other_title = page.text.substr(page.title_end + 1, other_title_bytes);
  page.description =
      page.text.substr(page.names_end + 1, page.description_end - page.names_end - 1);
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
      for (std::uint64_t n = reader.number(); n > 0; --n) {
        const std::string_view text = reader.string();
        if (text.starts_with(stem_mark) && !joined.stems.empty()) {
          joined.stems.back() = text.substr(1);
        } else {
          joined.terms.push_back(text);
          joined.stems.emplace_back();
        }
      }
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
      if ((flags & has_accented) != 0) added.accented = reader.string();
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
