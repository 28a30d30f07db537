#include "searcher/evaluate/document_name.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <cstdint>

namespace speur {

std::string_view document_name(std::string_view id, std::string& kept) {
  if (std::ranges::none_of(id, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return id;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return id;
  const icu::StringPiece text(id.data(), static_cast<std::int32_t>(id.size()));
  if (nfc->isNormalizedUTF8(text, status)) return id;
  kept.clear();
  icu::StringByteSink<std::string> sink(&kept);
  nfc->normalizeUTF8(0, text, sink, nullptr, status);
  return U_SUCCESS(status) ? std::string_view(kept) : id;
}

}  // namespace speur
