#include "searcher/print/json_text.hpp"

#include <fmt/format.h>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace speur {
namespace {

/// Of each byte, whether it is a character that stands in a JSON string as it is.
constexpr auto plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7f; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

/// How many characters from there on stand in a JSON string as they are.
std::size_t plain_from(const std::uint8_t* bytes, std::size_t size) {
  std::size_t at = 0;
  // Without a branch a byte, so that compilers take many at once.
  constexpr std::size_t block = 32;
  for (; size - at >= block; at += block) {
    unsigned odd = 0;
    for (std::size_t i = 0; i < block; ++i) {
      const std::uint8_t byte = bytes[at + i];
      odd |= static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte >= 0x7f) |
             static_cast<unsigned>(byte == '"') | static_cast<unsigned>(byte == '\\');
    }
    if (odd != 0) break;
  }
  while (at < size && plain_bytes[bytes[at]]) ++at;
  return at;
}

/// The text as a JSON string. A term of the index that is too long is cut at a byte, and the piece of a
/// letter that this leaves would be no JSON: it becomes U+FFFD.
void append_string(std::string& text, std::string_view string) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(string.data());
  bool is_as_it_is = true;
  for (std::size_t at = 0; at < string.size();) {
    at += plain_from(bytes + at, string.size() - at);
    if (at == string.size()) break;
    UChar32 c = 0;
    U8_NEXT(bytes, at, string.size(), c);
    is_as_it_is = is_as_it_is && c >= 0x80;
    if (c >= 0) continue;
    std::string whole;
    icu::UnicodeString::fromUTF8({string.data(), static_cast<std::int32_t>(string.size())})
        .toUTF8String(whole);
    text += boost::json::serialize(boost::json::string_view(whole));
    return;
  }
  if (is_as_it_is) {
    text.append(1, '"').append(string).append(1, '"');
  } else {
    text += boost::json::serialize(boost::json::string_view(string.data(), string.size()));
  }
}

class JsonPrinter {
 public:
  explicit JsonPrinter(bool indented) : indented_(indented) {}

  void print(const boost::json::value& value) {
    if (const auto* object = value.if_object()) {
      print_members(*object, '{', '}', [this](const boost::json::key_value_pair& member) {
        append_string(text, {member.key().data(), member.key().size()});
        text += indented_ ? ": " : ":";
        print(member.value());
      });
    } else if (const auto* array = value.if_array()) {
      print_members(*array, '[', ']', [this](const boost::json::value& item) { print(item); });
    } else if (const double* number = value.if_double()) {
      if (std::isfinite(*number)) {
        fmt::format_to(std::back_inserter(text), "{}", *number);
      } else {
        text += "null";
      }
    } else if (const auto* string = value.if_string()) {
      append_string(text, {string->data(), string->size()});
    } else if (const std::int64_t* integer = value.if_int64()) {
      fmt::format_to(std::back_inserter(text), "{}", *integer);
    } else if (const std::uint64_t* natural = value.if_uint64()) {
      fmt::format_to(std::back_inserter(text), "{}", *natural);
    } else {
      text += boost::json::serialize(value);
    }
  }

  std::string text;

 private:
  template <typename Members, typename Print>
  void print_members(const Members& members, char open, char close, const Print& print_member) {
    text += open;
    ++depth_;
    bool first = true;
    for (const auto& member : members) {
      if (!first) text += ',';
      first = false;
      break_line();
      print_member(member);
    }
    --depth_;
    if (!first) break_line();
    text += close;
  }

  void break_line() {
    if (indented_) text.append(1, '\n').append(2 * depth_, ' ');
  }

  bool indented_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string json_text(const boost::json::value& value, bool indented) {
  JsonPrinter printer(indented);
  printer.print(value);
  return std::move(printer.text);
}

}  // namespace speur
