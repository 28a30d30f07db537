#pragma once

#include "speur/raw_bytes.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// The word record of a page: which words stand where, by a hash of their stem, for the second stage
/// of a search. A look-up is a binary search in the record's bytes, without decoding and without
/// allocation. A record is a function of the page's stored data (stored_page.hpp), so that a searcher
/// can make it where no file of records lies beside the database.
///
/// Numbers are little-endian, or LEB128 where "varint" stands:
///   WordRecordHeader
///   u32 ranges[header.ranges]  place_bits: field << 29 | first position; by position
///   u32 keys[header.keys]      word_key() of a stem, sorted, none twice
///   u16 or u32 begins[header.keys]  where the groups of each key begin, from the end of this array;
///                              u32 where header.wide is set
///   groups                     the words with that stem, or with that stem as a part, until the next
///                              key's begin:
///     varint count << 4 | flags
///     u8 number of the part, from 0, if group_is_part
///     u16 exact_check() of the word, unless group_is_stem (the word is its own stem)
///     u16 exact_check() of its accented form, if group_is_accented
///     varint positions[count], each less the one before
namespace speur {

/// A field of the record: TextField, and places that need a name of their own.
enum class RecordField : std::uint8_t {
  title,
  heading,
  description,
  body,
  label,
  lead,         ///< the first paragraph of a page without description: body and description at once
  other_title,  ///< further names of the page: searched as a title, each with a fit of its own
  none          ///< an h1 that repeats the title
};

struct WordRecordHeader {
  std::uint32_t length = 0;  ///< sum of the wdf of the page's ranking terms and identifiers, as
                             ///< Xapian counts it
  std::uint32_t keys = 0;
  std::uint16_t ranges = 0;
  std::uint16_t title_words = 0;  ///< of the title, without function words; 0 for is_opening_title()
  std::uint16_t boost = 100;      ///< hundredths
  std::uint8_t wide = 0;
  std::uint8_t format = 1;
};
static_assert(sizeof(WordRecordHeader) == 16);
static_assert(std::endian::native == std::endian::little, "records are read where they lie");

inline constexpr unsigned range_field_shift = 29;
inline constexpr std::uint32_t max_record_position = (1U << range_field_shift) - 1;

inline constexpr unsigned group_flag_bits = 4;
inline constexpr std::uint64_t group_is_part = 1, group_is_stem = 2, group_is_accented = 4,
                               group_is_stop = 8;

/// The key of a stem, of a part's stem, or of joined pieces. That two of the words of one page
/// have the same key has a chance of 1 in 100,000 on a page of 300 different words; then one counts
/// for the other.
[[nodiscard]] constexpr std::uint32_t word_key(std::string_view stem) {
  const std::uint64_t hash = fnv1a(stem);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}
/// Tells words of one stem apart; independent of word_key.
[[nodiscard]] constexpr std::uint16_t exact_check(std::string_view exact) {
  const std::uint64_t hash = fnv1a(exact) * 0x9E3779B97F4A7C15U;
  return static_cast<std::uint16_t>(hash >> 48U);
}
/// The key of an identifier, which is looked up like a word at position 0.
[[nodiscard]] inline std::uint32_t identifier_key(std::string_view folded) {
  return word_key(std::string(identifier_prefix).append(folded));
}

/// Weights of a word's occurrence by its field, as wdf of its ranking term: what the first stage
/// sees. Doubled, so that a part of a compound is half of the word.
inline constexpr std::array<std::uint32_t, 8> ranking_wdf = {
    10,  // title
    4,   // heading
    2,   // description
    2,   // body
    1,   // label
    4,   // lead
    10,  // other_title
    0,   // none
};
[[nodiscard]] constexpr std::uint32_t part_wdf(std::uint32_t word_wdf) {
  return (word_wdf + 1) / 2;
}

/// wdf of the term of a page's identifier, which counts for the document's length, too.
inline constexpr std::uint32_t identifier_wdf = 10;

/// The words of a page with the field of each: what terms and the record are made of.
struct PlacedWords {
  const StoredPage* page = nullptr;
  const StoredWords* words = nullptr;
  std::vector<RecordField> fields;  ///< one a token
};

/// Whether the page has no title of its own, but the words that its text begins with: "Informatie over werken bij …".
/// They tell what it is about, as those of a title do, but that they are those of a query is chance.
[[nodiscard]] inline bool is_opening_title(const StoredPage& page) {
  if (!page.title.ends_with(opening_end)) return false;
  const std::string_view words = page.title.substr(0, page.title.size() - opening_end.size());
  const auto has_text = [](const StoredSection& section) { return section.text_begin != section.text_end; };
  const auto first = std::ranges::find_if(page.sections, has_text);
  return first != page.sections.end() && page.text.substr(first->text_begin).starts_with(words);
}

/// The field of each token, by its place in the stored text.
[[nodiscard]] inline PlacedWords place_words(const StoredPage& page, const StoredWords& words) {
  PlacedWords placed{&page, &words, {}};
  placed.fields.reserve(words.tokens.size());
  const auto is_title = [&](const StoredSection& section) {
    const std::string_view heading =
        page.text.substr(section.heading_begin, section.heading_end - section.heading_begin);
    return section.level == 1 && (heading == page.title || heading == page.other_title);
  };
  const std::array<std::size_t, 4> head_ends = {page.title_end, page.names_end,
                                                page.description_end, page.labels_end};
  constexpr std::array<RecordField, 4> head_fields = {RecordField::title, RecordField::other_title,
                                                      RecordField::description, RecordField::label};
  std::size_t head = 0;
  auto section = page.sections.begin();
  bool repeats_title = false;
  const StoredSection* known = nullptr;
  // The first paragraph stands for a description that is not there.
  std::size_t lead_begin = 0, lead_end = 0;
  if (page.description.empty()) {
    for (const StoredSection& each : page.sections) {
      if (each.text_begin == each.text_end) continue;
      lead_begin = each.text_begin;
      lead_end = std::min(page.text.find('\n', lead_begin), each.text_end);
      break;
    }
  }
  for (const StoredToken& token : words.tokens) {
    while (head < head_ends.size() && token.begin >= head_ends[head]) ++head;
    if (head < head_ends.size()) {
      placed.fields.push_back(head_fields[head]);
      continue;
    }
    while (section != page.sections.end() && token.begin >= section->text_end) ++section;
    if (section == page.sections.end()) {
      throw std::out_of_range("a word lies outside its page's sections");
    }
    if (token.begin >= section->text_begin) {
      const bool leads = token.begin >= lead_begin && token.begin < lead_end;
      placed.fields.push_back(leads ? RecordField::lead : RecordField::body);
      continue;
    }
    if (known != &*section) {
      known = &*section;
      repeats_title = is_title(*section);
    }
    placed.fields.push_back(repeats_title ? RecordField::none : RecordField::heading);
  }
  return placed;
}

/// Calls `visit(stem, wdf)` for each ranking term of the page, with repetitions; wdf is what this
/// occurrence adds to the term.
template <typename Visit>
void for_each_ranking_term(const PlacedWords& placed, const Visit& visit) {
  const StoredWords& words = *placed.words;
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    const StoredToken& token = words.tokens[i];
    const std::uint32_t wdf = ranking_wdf[static_cast<std::size_t>(placed.fields[i])];
    if (wdf == 0) continue;
    visit(words.words[token.word].stem, wdf);
    for (stored::Reader parts(words.words[token.word].parts); !parts.done();) {
      visit(parts.string(), part_wdf(wdf));
    }
    if (token.joined == 0) continue;
    words.joined[token.joined - 1].for_each([&](std::string_view term) { visit(term, wdf); });
  }
}

/// What the page's identifiers add to the document's length.
[[nodiscard]] inline std::uint32_t identifiers_length(const StoredPage& page) {
  std::uint32_t length = 0;
  for (const std::string_view identifier : page.identifiers) {
    for (const std::string& key : identifier_keys(identifier)) {
      if (!key.empty()) length += identifier_wdf;
    }
  }
  return length;
}

/// Whether a title begins with its number in a list, which is no word of it: "5. Aanvragen".
[[nodiscard]] constexpr bool is_numbered(std::string_view title) {
  const std::size_t end = std::min(title.find_first_not_of("0123456789"), title.size());
  return end > 0 && end + 2 < title.size() && (title[end] == '.' || title[end] == ')') && title[end + 1] == ' ';
}

/// `length`: the sum of the page's wdf.
[[nodiscard]] inline std::string encode_word_record(const PlacedWords& placed,
                                                    std::uint32_t length) {
  const StoredPage& page = *placed.page;
  const StoredWords& words = *placed.words;
  // The positions of each word, in one array: counted, then placed.
  std::vector<std::uint32_t> first(words.words.size() + 1);
  for (const StoredToken& token : words.tokens) ++first[token.word + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<std::uint32_t> positions(words.tokens.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  std::vector<std::uint32_t> ranges;
  WordRecordHeader header;
  RecordField field = RecordField::none;
  std::uint32_t last_word = 0;
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    const StoredToken& token = words.tokens[i];
    positions[next[token.word]++] = token.position;
    // Each further name of the page is a run of its own: it fits a query or does not.
    const bool is_next_name =
        field == RecordField::other_title && token.position - last_word > block_gap;
    last_word = token.position;
    if (ranges.empty() || placed.fields[i] != field || is_next_name) {
      field = placed.fields[i];
      ranges.push_back(static_cast<std::uint32_t>(field) << range_field_shift |
                       std::min(token.position, max_record_position));
    }
    if (field == RecordField::title && !words.words[token.word].stop) ++header.title_words;
  }
  if (header.title_words > 1 && is_numbered(page.title)) --header.title_words;
  if (is_opening_title(page)) header.title_words = 0;
  // So that the last run has an end, too.
  if (!ranges.empty() && field != RecordField::none) {
    ranges.push_back(static_cast<std::uint32_t>(RecordField::none) << range_field_shift |
                     std::min(last_word + 1 + block_gap, max_record_position));
  }
  struct Group {
    std::uint32_t key = 0;
    std::uint64_t flags = 0;
    std::uint8_t part = 0;
    std::uint16_t exact = 0, accented = 0;
    std::span<const std::uint32_t> positions;
  };
  std::vector<Group> groups;
  groups.reserve(words.words.size() * 5 / 4 + words.joined.size());
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    const StoredWord& word = words.words[i];
    Group group;
    group.exact = exact_check(word.exact);
    group.flags = word.stop ? group_is_stop : 0;
    if (!word.accented.empty()) {
      group.flags |= group_is_accented;
      group.accented = exact_check(word.accented);
    }
    group.positions = std::span(positions).subspan(first[i], first[i + 1] - first[i]);
    Group whole = group;
    whole.key = word_key(word.stem);
    if (word.stem == word.exact) whole.flags |= group_is_stem;
    groups.push_back(whole);
    std::uint8_t part = 0;
    for (stored::Reader parts(word.parts); !parts.done(); ++part) {
      Group each = group;
      each.key = word_key(parts.string());
      each.flags |= group_is_part;
      each.part = part;
      groups.push_back(each);
    }
  }
  // Joined pieces are words of their own, each where its first piece stands: under their own key and that of their stem.
  struct Joined {
    std::string_view key, term;
    std::uint32_t position = 0;
  };
  std::vector<Joined> joined;
  for (const StoredToken& token : words.tokens) {
    if (token.joined == 0) continue;
    const StoredJoined& pieces = words.joined[token.joined - 1];
    for (std::size_t i = 0; i < pieces.terms.size(); ++i) {
      joined.push_back({pieces.terms[i], pieces.terms[i], token.position});
      if (!pieces.stems[i].empty()) joined.push_back({pieces.stems[i], pieces.terms[i], token.position});
    }
  }
  std::ranges::sort(joined, [](const Joined& a, const Joined& b) {
    return std::tie(a.key, a.term, a.position) < std::tie(b.key, b.term, b.position);
  });
  std::vector<std::uint32_t> joined_positions;
  joined_positions.reserve(joined.size() + page.identifiers.size() + 2);
  for (std::size_t begin = 0; begin < joined.size();) {
    std::size_t end = begin;
    const std::size_t at = joined_positions.size();
    for (; end < joined.size() && joined[end].key == joined[begin].key && joined[end].term == joined[begin].term; ++end) {
      joined_positions.push_back(joined[end].position);
    }
    Group group;
    group.key = word_key(joined[begin].key);
    group.exact = exact_check(joined[begin].term);
    if (joined[begin].key == joined[begin].term) group.flags = group_is_stem;
    group.positions = std::span(joined_positions.data() + at, end - begin);
    groups.push_back(group);
    begin = end;
  }
  const std::uint32_t no_place[] = {0};
  for (const std::string_view identifier : page.identifiers) {
    for (const std::string& key : identifier_keys(identifier)) {
      if (key.empty()) continue;
      Group group;
      group.key = identifier_key(key);
      group.flags = group_is_stem;
      group.positions = no_place;
      groups.push_back(group);
    }
  }
  // Equal keys in the order of their words, which is that of the page.
  std::ranges::stable_sort(groups, {}, &Group::key);

  std::vector<std::uint32_t> keys, begins;
  std::string lists;
  lists.reserve(groups.size() * 3 + positions.size() * 3 / 2);
  for (const Group& group : groups) {
    if (keys.empty() || keys.back() != group.key) {
      keys.push_back(group.key);
      begins.push_back(static_cast<std::uint32_t>(lists.size()));
    }
    stored::put_number(lists, group.positions.size() << group_flag_bits | group.flags);
    const auto put_check = [&](std::uint16_t check) {
      lists += static_cast<char>(check & 0xFF);
      lists += static_cast<char>(check >> 8U);
    };
    if ((group.flags & group_is_part) != 0) lists += static_cast<char>(group.part);
    if ((group.flags & group_is_stem) == 0) put_check(group.exact);
    if ((group.flags & group_is_accented) != 0) put_check(group.accented);
    std::uint32_t before = 0;
    for (const std::uint32_t position : group.positions) {
      stored::put_number(lists, position - before);
      before = position;
    }
  }
  constexpr std::size_t most_ranges = std::numeric_limits<std::uint16_t>::max();
  if (ranges.size() > most_ranges) ranges.resize(most_ranges);  // the rest is as the last one
  header.length = length;
  header.keys = static_cast<std::uint32_t>(keys.size());
  header.ranges = static_cast<std::uint16_t>(ranges.size());
  header.boost = static_cast<std::uint16_t>(std::lround(page.boost * 100));
  header.wide = lists.size() > std::numeric_limits<std::uint16_t>::max() ? 1 : 0;
  const bool is_wide = header.wide != 0;
  const std::vector<std::uint16_t> narrow(begins.begin(), is_wide ? begins.begin() : begins.end());
  return joined_bytes({value_bytes(header), array_bytes(ranges), array_bytes(keys),
                       is_wide ? array_bytes(begins) : array_bytes(narrow), lists});
}

/// The record of a page whose document holds `data`. std::out_of_range for data that is damaged.
[[nodiscard]] inline std::string make_word_record(std::string_view data) {
  const StoredPage page = decode_page(data);
  const StoredWords words = decode_words(page);
  const PlacedWords placed = place_words(page, words);
  std::uint32_t length = identifiers_length(page);
  for_each_ranking_term(placed, [&](std::string_view, std::uint32_t wdf) { length += wdf; });
  return encode_word_record(placed, length);
}

/// A record where it lies. Damaged bytes give an out_of_range or wrong words, never a crash.
class WordRecord {
 public:
  /// Words of one spelling, or joined pieces, at their positions.
  struct Group {
    std::uint64_t flags = 0;
    std::uint8_t part = 0;
    std::uint16_t exact = 0, accented = 0;  ///< exact: 0 where group_is_stem is set
    std::uint32_t count = 0;
    std::string_view positions;  ///< encoded

    [[nodiscard]] bool is_part() const { return (flags & group_is_part) != 0; }
    [[nodiscard]] bool is_accented() const { return (flags & group_is_accented) != 0; }
    [[nodiscard]] bool is_stop() const { return (flags & group_is_stop) != 0; }
    /// `stem_check`: exact_check of the key's own text.
    [[nodiscard]] bool is_exact(std::uint16_t check, std::uint16_t stem_check) const {
      return ((flags & group_is_stem) != 0 ? stem_check : exact) == check;
    }
    template <typename Visit>
    void for_each_position(const Visit& visit) const {
      stored::Reader reader(positions);
      std::uint32_t position = 0;
      for (std::uint32_t i = 0; i < count; ++i) {
        position += static_cast<std::uint32_t>(reader.number());
        visit(position);
      }
    }
  };

  explicit WordRecord(std::string_view bytes) {
    if (bytes.size() < sizeof header_) throw damaged();
    std::memcpy(&header_, bytes.data(), sizeof header_);
    const std::size_t begin_bytes = header_.wide != 0 ? 4 : 2;
    const std::size_t fixed =
        sizeof header_ + 4 * std::size_t{header_.ranges} + (4 + begin_bytes) * std::size_t{header_.keys};
    if (header_.format != 1 || bytes.size() < fixed) throw damaged();
    ranges_ = bytes.data() + sizeof header_;
    keys_ = ranges_ + 4 * std::size_t{header_.ranges};
    begins_ = keys_ + 4 * std::size_t{header_.keys};
    lists_ = bytes.substr(fixed);
  }

  [[nodiscard]] const WordRecordHeader& header() const noexcept { return header_; }
  [[nodiscard]] double boost() const noexcept { return header_.boost / 100.0; }

  /// The field at a position.
  [[nodiscard]] RecordField field(std::uint32_t position) const {
    const std::size_t at = range_before(position);
    return at == header_.ranges ? RecordField::none
                                : static_cast<RecordField>(range(at) >> range_field_shift);
  }

  /// Neighbouring words of one field: from the position of the first word to that of the next run.
  struct Run {
    std::uint32_t begin = 0, end = std::numeric_limits<std::uint32_t>::max();
  };
  /// The run that holds a position. std::out_of_range where the runs of a damaged record are in no order.
  [[nodiscard]] Run run_at(std::uint32_t position) const {
    Run run;
    const std::size_t at = range_before(position);
    if (at == header_.ranges) return run;
    run.begin = range(at) & max_record_position;
    if (at + 1 < header_.ranges) run.end = range(at + 1) & max_record_position;
    if (position >= run.end) throw damaged();
    return run;
  }

  /// Whether some word has this key.
  [[nodiscard]] bool has(std::uint32_t key) const { return find(key) < header_.keys; }

  /// Brings the bytes near that a look-up of the key reads first.
  void prefetch_look_up(std::uint32_t key) const noexcept {
    constexpr std::ptrdiff_t near = 40;  // bytes that most keys are off their likely place, at most
    const std::size_t at = likely_place(key, header_.keys);
    const char* const place = keys_ + 4 * at;
    __builtin_prefetch(place - near);
    __builtin_prefetch(place + near);
    __builtin_prefetch(begins_ + (header_.wide != 0 ? 4 : 2) * at);
  }
  /// Looks the key up, and brings the bytes of its groups near.
  void prefetch_groups(std::uint32_t key) const noexcept {
    const std::size_t at = find(key);
    if (at == header_.keys) return;
    const std::size_t begin = list_begin(at);
    if (begin < lists_.size()) __builtin_prefetch(lists_.data() + begin);
  }

  template <typename Visit>
  void for_each_group(std::uint32_t key, const Visit& visit) const {
    const std::size_t at = find(key);
    if (at == header_.keys) return;
    const std::size_t begin = list_begin(at);
    const std::size_t end = at + 1 < header_.keys ? list_begin(at + 1) : lists_.size();
    if (begin > end || end > lists_.size()) throw damaged();
    stored::Reader reader(lists_.substr(begin, end - begin));
    while (!reader.done()) {
      Group group;
      const std::uint64_t head = reader.number();
      group.flags = head & ((1U << group_flag_bits) - 1);
      group.count = static_cast<std::uint32_t>(head >> group_flag_bits);
      if ((group.flags & group_is_part) != 0) group.part = reader.byte();
      if ((group.flags & group_is_stem) == 0) group.exact = reader.little_endian_16();
      if ((group.flags & group_is_accented) != 0) group.accented = reader.little_endian_16();
      const std::string_view rest = reader.rest();
      if (group.count > rest.size()) throw damaged();
      reader.skip_numbers(group.count);
      group.positions = rest.substr(0, rest.size() - reader.rest().size());
      visit(group);
    }
  }

  /// The keys and all of their groups, for tests and for `speur show`.
  [[nodiscard]] std::uint32_t key(std::size_t i) const { return number(keys_, i); }

 private:
  static std::out_of_range damaged() { return std::out_of_range("a page's word record is cut short"); }
  static std::uint32_t number(const char* array, std::size_t i) {
    std::uint32_t value = 0;
    std::memcpy(&value, array + 4 * i, 4);
    return value;
  }
  [[nodiscard]] std::uint32_t range(std::size_t i) const { return number(ranges_, i); }
  /// The last range that begins at or before a position; header().ranges where there is none at all.
  [[nodiscard]] std::size_t range_before(std::uint32_t position) const {
    std::size_t low = 0, high = header_.ranges;
    while (high - low > 1) {
      const std::size_t middle = (low + high) / 2;
      (range(middle) & max_record_position) <= position ? low = middle : high = middle;
    }
    return low;
  }
  [[nodiscard]] std::size_t list_begin(std::size_t i) const {
    if (header_.wide != 0) return number(begins_, i);
    std::uint16_t value = 0;
    std::memcpy(&value, begins_ + 2 * i, 2);
    return value;
  }
  /// Where a key would be if keys, which are hashes, were spread quite evenly.
  static std::size_t likely_place(std::uint32_t key, std::size_t keys) {
    return static_cast<std::size_t>(std::uint64_t{key} * keys >> 32U);
  }
  /// A key is looked for around its likely place, in steps that double.
  [[nodiscard]] std::size_t find(std::uint32_t key) const {
    const std::size_t keys = header_.keys;
    std::size_t low = likely_place(key, keys), high = low;
    for (std::size_t step = 4; low > 0 && number(keys_, low) >= key; step *= 2) {
      high = low;
      low -= std::min(low, step);
    }
    for (std::size_t step = 4; high < keys && number(keys_, high) < key; step *= 2) {
      low = high;
      high = std::min(keys, high + step);
    }
    while (low < high) {  // the first key in [low, high] that is not less
      const std::size_t middle = low + (high - low) / 2;
      if (number(keys_, middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < keys && number(keys_, low) == key ? low : keys;
  }

  WordRecordHeader header_;
  const char *ranges_ = nullptr, *keys_ = nullptr, *begins_ = nullptr;
  std::string_view lists_;
};

}  // namespace speur
