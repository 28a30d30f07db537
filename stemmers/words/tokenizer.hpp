#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace speur {

/// A word of UAX #29: its bytes [begin, end).
struct WordSpan {
  std::size_t begin = 0, end = 0;
  bool plain = false;  ///< Latin letters and ASCII digits only: nothing in it can split further
  bool operator==(const WordSpan& other) const noexcept {
    return begin == other.begin && end == other.end;
  }
};

/// Word boundaries of Unicode text (UAX #29), as ICU finds them: letters, digits, ideographs and
/// kana make words; the rest separates. Any bytes may come; those that are not UTF-8 separate.
class WordBreaker {
 public:
  WordBreaker();
  ~WordBreaker();
  WordBreaker(WordBreaker&&) noexcept;
  WordBreaker& operator=(WordBreaker&&) noexcept;

  /// Replaces `spans` by the words of `text`. Plain runs are found by hand; where something else
  /// stands, the stretch between white space goes to ICU. Law: equal to split_by_icu().
  void split(std::string_view text, std::vector<WordSpan>& spans);
  /// The same by ICU alone, for the law and for measuring. `text`: less than 2 GiB.
  void split_by_icu(std::string_view text, std::vector<WordSpan>& spans);

 private:
  struct Cursor;
  Cursor& cursor();
  std::unique_ptr<Cursor> cursor_;  ///< made when first needed: ICU takes its time over it
};

/// What stands between a piece and the one before it.
enum class Link : unsigned char {
  none,    ///< white space, or anything else that separates
  hyphen,  ///< - U+2010 U+2011
  weak,    ///< . _ : pieces of one name
  strong,  ///< / : @ & + # : names of one path
};

/// A word as we index it.
struct Piece {
  std::size_t begin = 0, end = 0;
  Link link = Link::none;
  char connector = '\0';   ///< as ASCII, where link is not none
  bool new_block = false;  ///< a line feed stands before it
};

/// Words for searching: those of UAX #29, with these deviations, which hold for every script.
/// - : @ ; _ and a full stop split (urn:nl:ak, einde.Begin; some versions of ICU join letters
///   over them), except a full stop between ASCII digits (5.1, 1.234,56). U+202F is a space.
/// - A zero-width space joins (it only tells where a line may break), as the other invisible
///   characters do by UAX #29 itself.
/// - An apostrophe between a digit and an ending of names joins them: A4'tje, 80'er.
/// - C++, C#, F#: one letter before ++ or # is one piece with it.
class Tokenizer {
 public:
  /// Replaces `pieces` by those of `text`, in order. Between two pieces with a link stands that
  /// connector alone (and invisible characters).
  void split(std::string_view text, std::vector<Piece>& pieces);

 private:
  WordBreaker breaker_;
  std::vector<WordSpan> spans_;
};

}  // namespace speur
