#include "searcher/http/net/url_text.hpp"

#include "speur/icu_tables.hpp"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace speur::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// `bytes` as UTF-8: those that are no part of a character in UTF-8 are read as Windows-1252.
std::string mended_utf8(std::string_view bytes) {
  need_icu_tables();
  std::string utf8;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t begin = 0, end = 0; begin < bytes.size(); begin = end) {
    UChar32 c = 0;
    U8_NEXT(data, end, bytes.size(), c);
    if (c < 0) {
      end = begin + 1;
      icu::UnicodeString(bytes.data() + begin, 1, "windows-1252").toUTF8String(utf8);
    } else {
      utf8.append(bytes, begin, end - begin);
    }
  }
  return utf8;
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) return false;
  }
  return true;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return encoded;
}

std::string leniently_decoded(std::string_view text) {
  if (std::optional<std::string> decoded = percent_decoded(text, true)) return *std::move(decoded);
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                         hex_digit(text[i + 2]) >= 0;
    if (is_code) {
      bytes += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i] == '+' ? ' ' : text[i];
    }
  }
  return is_utf8(bytes) ? bytes : mended_utf8(bytes);
}

QueryString split_query_string(std::string_view text, bool leniently) {
  QueryString query;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    auto name = percent_decoded(part.substr(0, equals), true);
    const std::string_view written = part.substr(std::min(equals + 1, part.size()));
    auto value = leniently ? std::optional(leniently_decoded(written))
                           : percent_decoded(written, true);
    if (name && value) {
      query.parameters.emplace_back(*std::move(name), *std::move(value));
    } else {
      query.malformed.emplace_back(part);
    }
  }
  return query;
}

}  // namespace speur::http
