#include "stemmers/words/tokenizer.hpp"

#include "speur/error.hpp"
#include "speur/icu_tables.hpp"

#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace speur {
namespace {

using Byte = unsigned char;

/// What a byte is to the plain path.
enum class Kind : std::uint8_t {
  other,  ///< separates; ASCII only
  space,  ///< separates; a stretch for ICU may begin or end before it
  letter,
  digit,
  low_line,
  mid_letter,  ///< joins letters
  mid_number,  ///< joins digits
  mid_both,    ///< joins letters, and digits
  lead,        ///< begins a character of more than one byte
};

constexpr std::array<Kind, 256> byte_kinds = [] {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < 256; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) kinds[c] = Kind::letter;
    if (c >= '0' && c <= '9') kinds[c] = Kind::digit;
    if (c >= 0x80) kinds[c] = Kind::lead;
  }
  for (const char c : {' ', '\t', '\n', '\r'}) kinds[static_cast<Byte>(c)] = Kind::space;
  kinds['_'] = Kind::low_line;
  // What ICU's root rules add to UAX #29 changed with CLDR 42, and again. We split at both signs
  // in the end.
#if U_ICU_VERSION_MAJOR_NUM < 72
  kinds[':'] = Kind::mid_letter;
#elif U_ICU_VERSION_MAJOR_NUM == 72
  kinds['@'] = Kind::letter;
#endif
  kinds[','] = kinds[';'] = Kind::mid_number;
  kinds['.'] = kinds['\''] = Kind::mid_both;
  return kinds;
}();

/// Letters and digits, most of all text: they are passed over in a loop of their own.
constexpr std::array<bool, 256> is_plain_letter = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0; c < 256; ++c) {
    plain[c] = (byte_kinds[c] == Kind::letter || byte_kinds[c] == Kind::digit) && c != '@';
  }
  return plain;
}();

/// A character outside ASCII that the plain path knows.
struct Wide {
  enum class Is : std::uint8_t { hard, letter, separator, mid_both } is = Is::hard;
  std::uint8_t bytes = 1;
};

/// `at` is a byte from 0x80 up. Hard: leave it to ICU.
Wide classify_wide(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<Byte>(text[i]) : 0; };
  const int first = byte(at), second = byte(at + 1);
  if ((second & 0xc0) != 0x80) return {};
  switch (first) {
    case 0xc2:  // U+0080 to U+00BF: no-break space, section and degree signs; not ª ­ µ · º
      if (second < 0xa0 || second == 0xaa || second == 0xad || second == 0xb5 || second == 0xb7 ||
          second == 0xba) {
        return {};
      }
      return {Wide::Is::separator, 2};
    case 0xc3:  // U+00C0 to U+00FF: letters, and × ÷
      if (second == 0x97 || second == 0xb7) return {Wide::Is::separator, 2};
      return {Wide::Is::letter, 2};
    case 0xc4:  // U+0100 to U+017F: letters
    case 0xc5:
      return {Wide::Is::letter, 2};
    case 0xe2: {
      const int third = byte(at + 2);
      if (second == 0x82 && third == 0xac) return {Wide::Is::separator, 3};  // €
      if (second != 0x80) return {};
      if (third >= 0x90 && third <= 0x95) return {Wide::Is::separator, 3};  // hyphens and dashes
      if (third == 0x98 || third == 0x99) return {Wide::Is::mid_both, 3};   // ‘ ’
      if (third >= 0x9a && third <= 0x9f) return {Wide::Is::separator, 3};  // other quotes
      if (third == 0xa2 || third == 0xa6) return {Wide::Is::separator, 3};  // • …
      return {};
    }
    default:
      return {};
  }
}

}  // namespace

struct WordBreaker::Cursor {
  UBreakIterator* words = nullptr;
  UText text = UTEXT_INITIALIZER;

  Cursor() {
    need_icu_tables();
    UErrorCode status = U_ZERO_ERROR;
    words = ubrk_open(UBRK_WORD, "nl", nullptr, 0, &status);
    if (U_FAILURE(status)) throw Error(ExitCode::software, "ICU has no word boundaries");
  }
  ~Cursor() {
    ubrk_close(words);
    utext_close(&text);
  }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  /// Appends the words of text[from, to).
  void append(std::string_view whole, std::size_t from, std::size_t to,
              std::vector<WordSpan>& spans) {
    if (to - from >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
      throw Error(ExitCode::data, "a stretch of text without white space is over 2 GiB");
    }
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text, whole.data() + from, static_cast<std::int64_t>(to - from), &status);
    ubrk_setUText(words, &text, &status);
    if (U_FAILURE(status)) throw Error(ExitCode::software, "ICU cannot read a text");
    std::size_t begin = from;
    for (std::int32_t at = ubrk_next(words); at != UBRK_DONE; at = ubrk_next(words)) {
      const std::size_t end = from + static_cast<std::size_t>(at);
      if (ubrk_getRuleStatus(words) >= UBRK_WORD_NUMBER) spans.push_back({begin, end, false});
      begin = end;
    }
  }
};

WordBreaker::WordBreaker() = default;
WordBreaker::~WordBreaker() = default;
WordBreaker::WordBreaker(WordBreaker&&) noexcept = default;
WordBreaker& WordBreaker::operator=(WordBreaker&&) noexcept = default;

WordBreaker::Cursor& WordBreaker::cursor() {
  if (cursor_ == nullptr) cursor_ = std::make_unique<Cursor>();
  return *cursor_;
}

void WordBreaker::split_by_icu(std::string_view text, std::vector<WordSpan>& spans) {
  spans.clear();
  cursor().append(text, 0, text.size(), spans);
}

namespace {

/// A word made of plain characters, from a letter, digit or low line on.
struct PlainRun {
  std::size_t end = 0;
  bool plain = true;  ///< nothing but letters and digits
  bool hard = false;  ///< ICU must decide: something unknown touches it
};

Kind kind_at(std::string_view text, std::size_t at) {
  return at < text.size() ? byte_kinds[static_cast<Byte>(text[at])] : Kind::other;
}

/// Whether a word goes on over a character that joins, of kind `joint`, ending at `after`.
/// `before`: letter, digit or low line. Unknown where a character that ICU must see follows.
enum class Bridge : std::uint8_t { no, yes, unknown };
Bridge bridge(std::string_view text, Kind before, Kind joint, std::size_t after) {
  const Kind next = kind_at(text, after);
  bool next_letter = next == Kind::letter;
  if (next == Kind::lead) {
    const Wide wide = classify_wide(text, after);
    if (wide.is == Wide::Is::hard) return Bridge::unknown;
    next_letter = wide.is == Wide::Is::letter;
  }
  const bool letters = before == Kind::letter && next_letter && joint != Kind::mid_number;
  const bool digits = before == Kind::digit && next == Kind::digit && joint != Kind::mid_letter;
  return letters || digits ? Bridge::yes : Bridge::no;
}

PlainRun scan_plain(std::string_view text, std::size_t at) {
  PlainRun run;
  Kind last = Kind::other;
  bool only_low_lines = true;
  for (;;) {
    const std::size_t begin = at;
    while (at < text.size() && is_plain_letter[static_cast<Byte>(text[at])]) ++at;
    if (at > begin) {
      last = kind_at(text, at - 1);
      only_low_lines = false;
    }
    const Kind kind = kind_at(text, at);
    if (kind == Kind::letter) {  // an @, where it is one
      run.plain = false;
      last = kind;
      only_low_lines = false;
      ++at;
      continue;
    }
    Kind joint = kind;
    std::size_t bytes = 1;
    if (kind == Kind::lead) {
      const Wide wide = classify_wide(text, at);
      if (wide.is == Wide::Is::letter) {
        last = Kind::letter;
        only_low_lines = false;
        at += wide.bytes;
        continue;
      }
      if (wide.is == Wide::Is::hard) run.hard = true;
      if (wide.is != Wide::Is::mid_both) break;
      joint = Kind::mid_both;
      bytes = wide.bytes;
    } else if (kind == Kind::low_line) {
      last = kind;
      run.plain = false;
      ++at;
      continue;
    } else if (kind == Kind::other || kind == Kind::space) {
      break;
    }
    const Bridge over = bridge(text, last, joint, at + bytes);
    if (over == Bridge::unknown) run.hard = true;
    if (over != Bridge::yes) break;
    run.plain = false;
    at += bytes;
  }
  run.end = at;
  run.hard = run.hard || only_low_lines;
  return run;
}

}  // namespace

void WordBreaker::split(std::string_view text, std::vector<WordSpan>& spans) {
  spans.clear();
  std::size_t border = 0;           // before it, every word is final: a break there is certain
  std::size_t words_at_border = 0;  // spans up to there
  std::size_t at = 0;
  while (at < text.size()) {
    bool hard = false;
    switch (kind_at(text, at)) {
      case Kind::space:
        border = at++;
        words_at_border = spans.size();
        break;
      case Kind::letter:
      case Kind::digit:
      case Kind::low_line: {
        const PlainRun run = scan_plain(text, at);
        hard = run.hard;
        if (!hard) spans.push_back({at, run.end, run.plain});
        at = run.end;
        break;
      }
      case Kind::lead: {
        const Wide wide = classify_wide(text, at);
        if (wide.is == Wide::Is::letter) {
          const PlainRun run = scan_plain(text, at);
          hard = run.hard;
          if (!hard) spans.push_back({at, run.end, run.plain});
          at = run.end;
        } else {
          hard = wide.is == Wide::Is::hard;
          at += wide.bytes;
        }
        break;
      }
      default:
        ++at;
        break;
    }
    if (hard) {
      while (at < text.size() && kind_at(text, at) != Kind::space) ++at;
      spans.resize(words_at_border);
      cursor().append(text, border, at, spans);
    }
  }
}

namespace {

/// Bytes of an invisible character at `at`: soft hyphen, zero-width space, joiners, word joiner,
/// byte order mark. 0 if there is another one.
std::size_t invisible_bytes(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with("\xc2\xad")) return 2;
  for (const std::string_view mark :
       {"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x81\xa0", "\xef\xbb\xbf"}) {
    if (rest == mark) return 3;
  }
  return 0;
}

Link link_of(char connector) {
  switch (connector) {
    case '-':
      return Link::hyphen;
    case '.':
    case '_':
      return Link::weak;
    case '/':
    case ':':
    case '@':
    case '&':
    case '+':
    case '#':
      return Link::strong;
    default:
      return Link::none;
  }
}

/// What stands between two words.
struct Gap {
  char connector = '\0';
  bool line_feed = false;
  bool invisible = false;  ///< nothing but invisible characters: the words are one
};

/// The longer gaps, where a character outside ASCII stands.
Gap read_wide_gap(std::string_view gap) {
  Gap found;
  found.line_feed = gap.find('\n') != std::string_view::npos;
  std::size_t visible = 0;
  for (std::size_t at = 0; at < gap.size();) {
    if (const std::size_t bytes = invisible_bytes(gap, at); bytes != 0) {
      at += bytes;
      continue;
    }
    if (++visible > 1) break;
    const bool hyphen = gap.substr(at, 3) == "\xe2\x80\x90" || gap.substr(at, 3) == "\xe2\x80\x91";
    if (hyphen) {
      found.connector = '-';
      at += 3;
    } else if (link_of(gap[at]) != Link::none) {
      found.connector = gap[at++];
    } else {
      visible = 2;
      break;
    }
  }
  if (visible > 1) found.connector = '\0';
  found.invisible = visible == 0 && !gap.empty();
  return found;
}

Gap read_gap(std::string_view gap) {
  Gap found;
  for (const char c : gap) {
    if (static_cast<Byte>(c) >= 0x80) return read_wide_gap(gap);
    found.line_feed = found.line_feed || c == '\n';
  }
  if (gap.size() == 1 && link_of(gap[0]) != Link::none) found.connector = gap[0];
  return found;
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Where a word of UAX #29 splits further: bytes of the splitting character at `at`, or 0.
/// `previous`: the visible byte before it.
std::size_t splitting_bytes(std::string_view text, std::size_t at, std::size_t end, char previous) {
  const char c = text[at];
  if (c == '_' || c == ':' || c == ';' || c == '@') return 1;
  if (c == '.') {
    std::size_t next = at + 1;
    while (next < end) {
      const std::size_t bytes = invisible_bytes(text, next);
      if (bytes == 0) break;
      next += bytes;
    }
    const bool number = is_ascii_digit(previous) && next < end && is_ascii_digit(text[next]);
    return number ? 0 : 1;
  }
  return text.substr(at, 3) == "\xe2\x80\xaf" ? 3 : 0;
}

/// Appends the pieces of the word text[span]; `first` tells what stands before it.
void append_pieces(std::string_view text, const WordSpan& span, Piece first,
                   std::vector<Piece>& pieces) {
  Piece piece = first;
  piece.begin = span.begin;
  if (span.plain) {
    piece.end = span.end;
    pieces.push_back(piece);
    return;
  }
  char previous = '\0';
  const auto flush = [&](std::size_t end) {
    piece.end = end;
    if (piece.begin < piece.end) pieces.push_back(piece);
    return piece.begin < piece.end;
  };
  for (std::size_t at = span.begin; at < span.end;) {
    if (const std::size_t bytes = invisible_bytes(text, at); bytes != 0) {
      at += bytes;
      continue;
    }
    const std::size_t bytes = splitting_bytes(text, at, span.end, previous);
    previous = text[at];
    if (bytes == 0) {
      ++at;
      continue;
    }
    const bool new_block = !flush(at) && piece.new_block;
    const Link link = piece.begin < at && bytes == 1 ? link_of(text[at]) : Link::none;
    const char connector = link == Link::none ? '\0' : text[at];
    at += bytes;
    piece = {at, 0, link, connector, new_block};
  }
  flush(span.end);
}

/// One letter before ++ or #: the length of C++, C#. 0 if it is none.
std::size_t sign_bytes(std::string_view text, const Piece& piece) {
  if (piece.end - piece.begin != 1 || !is_ascii_letter(text[piece.begin])) return 0;
  const std::string_view rest = text.substr(piece.end, 3);
  const std::size_t bytes = rest.starts_with("++") ? 2 : rest.starts_with("#") ? 1 : 0;
  if (bytes == 0) return 0;
  const char next = piece.end + bytes < text.size() ? text[piece.end + bytes] : ' ';
  const bool word_goes_on = is_ascii_letter(next) || static_cast<Byte>(next) >= 0x80 ||
                            next == '_' || next == '+' || next == '#' ||
                            (bytes == 1 && is_ascii_digit(next));
  return word_goes_on ? 0 : bytes;
}

/// Whether text[from, to) is an apostrophe behind a digit, and the ending of a name follows it: A4'tje, 80'er.
/// UAX #29 joins only letters over an apostrophe.
bool joins_ending(std::string_view text, std::size_t from, std::size_t to, std::size_t end) {
  constexpr std::array<std::string_view, 6> endings = {"s", "tje", "tjes", "er", "ers", "en"};
  const std::string_view gap = text.substr(from, to - from);
  if (from == 0 || !is_ascii_digit(text[from - 1]) || (gap != "'" && gap != "\u2019")) return false;
  return std::ranges::find(endings, text.substr(to, end - to)) != endings.end();
}

}  // namespace

void Tokenizer::split(std::string_view text, std::vector<Piece>& pieces) {
  breaker_.split(text, spans_);
  pieces.clear();
  std::size_t end_of_last = 0;
  bool line_feed = false;
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    WordSpan word = spans_[i];
    const Gap before = read_gap(text.substr(end_of_last, word.begin - end_of_last));
    while (i + 1 < spans_.size()) {
      const std::size_t next = spans_[i + 1].begin;
      if (next == word.end) break;
      const bool is_wide = static_cast<Byte>(text[word.end]) >= 0x80;
      if (!is_wide && text[word.end] != '\'') break;
      const bool is_one =
          joins_ending(text, word.end, next, spans_[i + 1].end) ||
          (is_wide && read_wide_gap(text.substr(word.end, next - word.end)).invisible);
      if (!is_one) break;
      word.end = spans_[++i].end;
      word.plain = false;
    }
    line_feed = line_feed || before.line_feed;
    Piece first;
    first.new_block = line_feed && !pieces.empty();
    if (!pieces.empty() && before.connector != '\0' && end_of_last == pieces.back().end) {
      first.connector = before.connector;
      first.link = link_of(before.connector);
    }
    const std::size_t count = pieces.size();
    append_pieces(text, word, first, pieces);
    end_of_last = word.end;
    if (pieces.size() == count) continue;
    line_feed = false;
    Piece& last = pieces.back();
    if (last.end == word.end) last.end += sign_bytes(text, last);
    end_of_last = std::max(end_of_last, last.end);
  }
}

}  // namespace speur
