#include "stemmers/words/normalizer.hpp"

#include "speur/error.hpp"
#include "speur/icu_tables.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace speur {
namespace {

/// ICU owns these; they are the same object for every thread, and constant.
struct Normalizers {
  const icu::Normalizer2* folded = nullptr;
  const icu::Normalizer2* decomposed = nullptr;
  const icu::Normalizer2* composed = nullptr;
};

Normalizers normalizers() {
  need_icu_tables();
  UErrorCode status = U_ZERO_ERROR;
  const Normalizers found = {icu::Normalizer2::getNFKCCasefoldInstance(status),
                             icu::Normalizer2::getNFDInstance(status),
                             icu::Normalizer2::getNFCInstance(status)};
  if (U_FAILURE(status)) throw Error(ExitCode::software, "ICU has no normalization data");
  return found;
}

/// The blocks of combining marks that serve as accents.
bool is_accent(UChar32 c) {
  return (c >= 0x0300 && c <= 0x036f) || (c >= 0x1ab0 && c <= 0x1aff) ||
         (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
         (c >= 0xfe20 && c <= 0xfe2f);
}

/// Letters whose stroke or ligature Unicode does not decompose; nullptr for others.
const char16_t* plain_letter(UChar32 c) {
  switch (c) {
    case 0x00e6:
      return u"ae";
    case 0x00f0:
      return u"d";
    case 0x00f8:
      return u"o";
    case 0x00fe:
      return u"th";
    case 0x0111:
      return u"d";
    case 0x0127:
      return u"h";
    case 0x0131:
      return u"i";
    case 0x0142:
      return u"l";
    case 0x014b:
      return u"n";
    case 0x0153:
      return u"oe";
    case 0x0167:
      return u"t";
    default:
      return nullptr;
  }
}

icu::UnicodeString without_accents(const icu::UnicodeString& word, const Normalizers& icu4c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString apart = icu4c.decomposed->normalize(word, status);
  icu::UnicodeString bare;
  for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const UChar32 c = apart.char32At(at);
    if (const char16_t* plain = plain_letter(c); plain != nullptr) {
      bare.append(plain, -1);
    } else if (!is_accent(c)) {
      bare.append(c);
    }
  }
  return icu4c.composed->normalize(bare, status);
}

/// What can stand in a term: no white space (some ligatures are whole phrases), no control
/// characters, nothing that stands for undecodable bytes; one kind of apostrophe.
icu::UnicodeString clean(const icu::UnicodeString& word) {
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < word.length(); at = word.moveIndex32(at, 1)) {
    const UChar32 c = word.char32At(at);
    if (c == 0x2018 || c == 0x2019) {
      kept.append(u'\'');
    } else if (c != 0xfffd && u_isUWhiteSpace(c) == 0 && u_charType(c) != U_CONTROL_CHAR &&
               u_charType(c) != U_SURROGATE) {
      kept.append(c);
    }
  }
  return kept;
}

std::string cut(std::string word) {
  if (word.size() <= max_word_bytes) return word;
  std::size_t end = max_word_bytes;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xc0) == 0x80) --end;
  word.resize(end);
  return word;
}

NormalWord normalize_wide(std::string_view word) {
  // Some characters unfold to eighteen; more than this can only be cut off again.
  word = word.substr(0, 8 * max_word_bytes);
  static const Normalizers icu4c = normalizers();
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  const icu::UnicodeString folded = clean(icu4c.folded->normalize(source, status));
  if (U_FAILURE(status)) throw Error(ExitCode::software, "ICU cannot normalize a word");
  NormalWord normal;
  without_accents(folded, icu4c).toUTF8String(normal.exact);
  folded.toUTF8String(normal.accented);
  normal.exact = cut(std::move(normal.exact));
  normal.accented = cut(std::move(normal.accented));
  if (normal.accented == normal.exact || normal.exact.empty()) normal.accented.clear();
  return normal;
}

}  // namespace

NormalWord normalize_word(std::string_view word) {
  NormalWord normal;
  normal.exact.reserve(word.size());
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) return normalize_wide(word);
    if (c > ' ' && c < 0x7f)
      normal.exact.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
  }
  normal.exact = cut(std::move(normal.exact));
  return normal;
}

}  // namespace speur
