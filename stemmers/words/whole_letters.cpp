#include "stemmers/words/whole_letters.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace speur {
namespace {

int break_class(UChar32 c) {
  return c < 0 ? U_GCB_OTHER : u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
}

/// Where the character begins that holds the byte at `place`.
std::size_t character_begin(std::string_view text, std::size_t place) {
  while (place > 0 && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U) --place;
  return place;
}

/// Where the character before `place` begins; `place` is not 0.
std::size_t before(std::string_view text, std::size_t place) {
  return character_begin(text, place - 1);
}

UChar32 character(std::string_view text, std::size_t place) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, place, text.size(), c);
  return c;
}

/// Whether the characters on both sides of `place` are one letter. The rules are those of UAX #29 (GB9, GB9a, GB11
/// to GB13) by the properties of characters, which ICU has without its tables.
bool is_within_letter(std::string_view text, std::size_t place) {
  const UChar32 next = character(text, place);
  const int kind = break_class(next);
  if (kind == U_GCB_EXTEND || kind == U_GCB_SPACING_MARK || kind == U_GCB_ZWJ) return true;
  if (break_class(character(text, before(text, place))) == U_GCB_ZWJ) {
    return u_hasBinaryProperty(next, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
  }
  if (kind != U_GCB_REGIONAL_INDICATOR) return false;
  // A flag is two of them.
  std::size_t flags = 0;
  while (place > 0 && break_class(character(text, before(text, place))) == U_GCB_REGIONAL_INDICATOR) {
    place = before(text, place);
    ++flags;
  }
  return flags % 2 == 1;
}

}  // namespace

std::size_t whole_letters(std::string_view text, std::size_t most) {
  if (most >= text.size()) return text.size();
  const std::size_t characters = character_begin(text, most);
  std::size_t end = characters;
  while (end > 0 && is_within_letter(text, end)) end = before(text, end);
  return end > 0 ? end : characters;
}

}  // namespace speur
