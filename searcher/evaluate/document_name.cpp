#include "searcher/evaluate/document_name.hpp"

#include "searcher/evaluate/evaluation.hpp"
#include "searcher/evaluate/line_reader.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace speur {
namespace {

/// `%20` and so on as the characters that they stand for; empty where none stands there, or the result is no text.
std::string decoded(std::string_view id) {
  std::string plain;
  for (std::size_t at = 0; at < id.size(); ++at) {
    unsigned char byte = 0;
    const char* const digits = id.data() + at + 1;
    const bool is_escape = id[at] == '%' && at + 2 < id.size() &&
                           std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    plain += is_escape ? static_cast<char>(byte) : id[at];
    if (is_escape) at += 2;
  }
  return plain.size() < id.size() && is_utf8(plain) ? plain : std::string();
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

std::string_view document_name(std::string_view id, std::string& kept) {
  if (id.find('%') != std::string_view::npos) {
    if (const std::string plain = decoded(id); !plain.empty()) id = kept = run_id(plain);
  }
  if (is_ascii(id)) return id;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return id;
  const icu::StringPiece text(id.data(), static_cast<std::int32_t>(id.size()));
  if (nfc->isNormalizedUTF8(text, status)) return id;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  nfc->normalizeUTF8(0, text, sink, nullptr, status);
  if (U_FAILURE(status)) return id;
  kept = std::move(composed);
  return kept;
}

}  // namespace speur
