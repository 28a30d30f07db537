#include "stemmers/words/folded_text.hpp"

#include "speur/ascii.hpp"
#include "stemmers/words/normalizer.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>

namespace speur {
namespace {

enum class CharacterType : std::uint8_t { word, mark, nothing, separator };

CharacterType type_of(UChar32 c) {
  if (c < 0) return CharacterType::separator;
  if (c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC) return CharacterType::nothing;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return CharacterType::mark;
    case U_FORMAT_CHAR:
      return CharacterType::nothing;
    default:
      return u_isalnum(c) ? CharacterType::word : CharacterType::separator;
  }
}

class Folder {
 public:
  explicit Folder(std::string_view text) : text_(text) { folded_.text.reserve(text.size()); }

  FoldedText fold() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_ascii_letter(c) || is_ascii_digit(c)) {
        add_word(1, std::string_view(&(lower_ = to_ascii_lower(c)), 1));
      } else if ((c == '+' || c == '#') && gap_begin_ == at_ && !folded_.text.empty()) {
        add_word(1, text_.substr(at_, 1));  // C++
      } else {
        fold_other();
      }
    }
    folded_.open = !separated_;
    close_gap("");
    return std::move(folded_);
  }

 private:
  void fold_other() {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    std::size_t next = at_;
    UChar32 c = 0;
    U8_NEXT(bytes, next, text_.size(), c);
    const CharacterType type = type_of(c);
    if (type == CharacterType::separator) separated_ = true;
    if (type != CharacterType::word) {
      at_ = next;
      return;
    }
    for (std::size_t mark = next; mark < text_.size(); next = mark) {
      U8_NEXT(bytes, mark, text_.size(), c);
      if (type_of(c) != CharacterType::mark) break;
    }
    const std::size_t length = next - at_;
    add_word(length, normalize_word(text_.substr(at_, length)).exact);
  }

  void add_word(std::size_t length, std::string_view folded) {
    close_gap(separated_ && !folded_.text.empty() ? " " : "");
    separated_ = false;
    add_piece(at_, at_ + length, folded);
    at_ += length;
    gap_begin_ = at_;
  }

  void close_gap(std::string_view folded) {
    if (gap_begin_ < at_) add_piece(gap_begin_, at_, folded);
    gap_begin_ = at_;
  }

  void add_piece(std::size_t begin, std::size_t end, std::string_view folded) {
    const auto folded_begin = static_cast<std::uint32_t>(folded_.text.size());
    folded_.text += folded;
    folded_.pieces.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                              folded_begin, static_cast<std::uint32_t>(folded_.text.size())});
  }

  std::string_view text_;
  FoldedText folded_;
  std::size_t at_ = 0;
  std::size_t gap_begin_ = 0;  // what stands between the last word's end and at_
  bool separated_ = false;
  char lower_ = 0;
};

}  // namespace

FoldedText fold_text(std::string_view utf8) {
  return Folder(utf8).fold();
}

}  // namespace speur
