#include "indexer/text/text_decoding.hpp"

#include "support/problems.hpp"
#include "support/temporary_folder.hpp"

#include <sys/stat.h>
#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

using namespace std::literals;

std::string decode(std::string_view bytes, FallbackEncoding fallback = FallbackEncoding::none) {
  std::vector<Problem> problems;
  const std::string text = decode_text(std::string(bytes), fallback, "a.md", problems);
  CHECK(shown(problems).empty());
  return text;
}

std::string error_of(std::string_view bytes) {
  std::vector<Problem> problems;
  try {
    return "no error: " + decode_text(std::string(bytes), FallbackEncoding::none, "a.md", problems);
  } catch (const Error& e) {
    CHECK(e.code() == ExitCode::data);
    return e.what();
  }
}

TEST_CASE("text is UTF-8 with line feeds, whatever the file has", "[decoding]") {
  struct Row {
    std::string_view bytes, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {"een\ntwee\n", "een\ntwee\n"},
           {"een\r\ntwee\r\n", "een\ntwee\n"},
           {"een\rtwee\r", "een\ntwee\n"},
           {"een\r\r\ntwee", "een\n\ntwee"},
           {"\xef\xbb\xbf# Kop", "# Kop"},
           {"\xff\xfe"
            "H\0\xe9\0\r\0\n\0"sv,
            "Hé\n"},
           {"\xfe\xff\0H\0\xe9"sv, "Hé"},
           {"\xff\xfe\0\0H\0\0\0"sv, "H"},
           {"co\xc3\xb6rdinatie", "coördinatie"},
       })) {
    CAPTURE(row.bytes);
    CHECK(decode(row.bytes) == row.text);
  }
}

TEST_CASE("a byte that is not UTF-8 is named with its offset and line", "[decoding]") {
  CHECK(error_of("een\r\ncaf\xe9\n") ==
        "a.md:2: byte 0xE9 at offset 8 is not UTF-8; --fallback-encoding windows-1252 reads such "
        "pages");
  CHECK(error_of("\xc0\xaf").find("byte 0xC0 at offset 0") != std::string::npos);
  CHECK(error_of("a\xed\xa0\x80").find("byte 0xED at offset 1") != std::string::npos);
  CHECK(error_of("\xe2\x82").find("byte 0xE2 at offset 0") != std::string::npos);
}

TEST_CASE("a file that is not what its byte order mark says is named and not read", "[decoding]") {
  const auto refused = [](std::string_view encoding) {
    return "a.md: is not " + std::string(encoding) + ", as its first bytes say that it is";
  };
  CHECK(error_of("\xff\xfe"
                 "a\0\0\xd8z\0"sv) == refused("UTF-16LE"));  // half a pair
  CHECK(error_of("\xfe\xff\0a\xdc\0"sv) == refused("UTF-16BE"));
  CHECK(error_of("\xff\xfe"
                 "a\0b"sv) == refused("UTF-16LE"));
  CHECK(error_of("\0\0\xfe\xff\0\x11\0\0"sv) == refused("UTF-32BE"));  // behind the last character
}

TEST_CASE("Windows-1252 is read only where it is allowed, and said", "[decoding]") {
  std::vector<Problem> problems;
  CHECK(decode_text("\x80 caf\xe9 \x93ja\x94", FallbackEncoding::windows_1252, "a.md", problems) ==
        "€ café “ja”");
  CHECK(shown(problems) ==
        "a.md:1: byte 0x80 at offset 0 is not UTF-8; the file is read as Windows-1252");
  CHECK(decode("café", FallbackEncoding::windows_1252) == "café");
}

TEST_CASE("a NUL byte is reported and replaced, many make a file binary", "[decoding]") {
  std::vector<Problem> problems;
  CHECK(decode_text("a\nb\0c"s, FallbackEncoding::none, "a.md", problems) == "a\nb\uFFFDc");
  CHECK(shown(problems) == "a.md:2: has a NUL byte, read as U+FFFD");
  CHECK(error_of("a\0caf\xe9"s) ==
        "a.md:1: byte 0xE9 at offset 5 is not UTF-8; --fallback-encoding windows-1252 reads such "
        "pages");
  problems.clear();
  CHECK(decode_text("a\0caf\xe9"s, FallbackEncoding::windows_1252, "a.md", problems) ==
        "a\uFFFDcafé");
  CHECK(problems.size() == 2);
  CHECK(error_of(std::string(40, '\0') + "PNG") ==
        "a.md: is a binary file: 40 of its 43 bytes are NUL");
}

TEST_CASE("the UTF-8 check finds the first wrong byte at any place", "[decoding]") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    while (text.size() < random() % 60) {
      text += std::array{"a", "é", "€", "😀", "\n"}[random() % 5];
    }
    CHECK(first_invalid_utf8(text) == all_valid);
    const std::size_t at = random() % (text.size() + 1);
    const bool boundary =
        at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (!boundary) continue;
    text.insert(at, 1, '\xff');
    CHECK(first_invalid_utf8(text) == at);
  }
}

TEST_CASE("bytes that are not UTF-8 can be shown all the same", "[decoding]") {
  CHECK(valid_utf8("café") == "café");
  CHECK(valid_utf8("caf\xe9") == "caf\uFFFD");
  CHECK(valid_utf8("\xff\xfe.md") == "\uFFFD\uFFFD.md");
}

TEST_CASE("only regular files up to the bound are read", "[decoding]") {
  const TemporaryFolder folder;
  CHECK(read_file(folder.write("a.md", "tekst"), 5) == "tekst");
  CHECK(read_file(folder.write("leeg.md", ""), 5).empty());
  REQUIRE(::mkfifo((folder / "pijp.md").c_str(), 0600) == 0);
  struct Row {
    std::string name;
    ExitCode code;
    std::string message;
  };
  folder.write("groot.md", "tekst!");
  for (const Row& row : std::vector<Row>{
           {"geen.md", ExitCode::no_input, "cannot be opened: No such file or directory"},
           {".", ExitCode::no_input, "is no regular file"},
           {"pijp.md", ExitCode::no_input, "is no regular file"},
           {"groot.md", ExitCode::data, "has 6 bytes, and at most 5 are read"},
       }) {
    CAPTURE(row.name);
    try {
      const std::string read = read_file(folder / row.name, 5);
      FAIL("no error, but " + read);
    } catch (const Error& e) {
      CHECK(e.code() == row.code);
      CHECK(e.what() == (folder / row.name).string() + ": " + row.message);
    }
  }
}

TEST_CASE("white space around a text and control characters in it go", "[decoding]") {
  struct Row {
    std::string_view text, trimmed, line;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "", ""},
           {" \n", "", ""},
           {" a  b\tc\n", "a  b\tc", "a b c"},
           {"\u00a0a\u00a0b\u00a0", "a\u00a0b", "a\u00a0b"},
           {"a\x1b[31mb", "a\x1b[31mb", "a [31mb"},
       })) {
    CAPTURE(row.text);
    CHECK(trimmed(row.text) == row.trimmed);
    CHECK(one_line(row.text) == row.line);
  }
}

}  // namespace
}  // namespace speur
