#include "searcher/evaluate/line_reader.hpp"

#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {
namespace {

TEST_CASE("lines come without their ends, with their numbers, none that is blank", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view text, lines;
  };
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {"\n\r\n \t\n", ""},
           {"een", "1:een;"},
           {"een\n", "1:een;"},
           {"een\r\n\r\n twee \ndrie", "1:een;3: twee ;4:drie;"},
           {"\xEF\xBB\xBFéén\n\xEF\xBB\xBFtwee\n", "1:één;2:\xEF\xBB\xBFtwee;"},
       })) {
    CAPTURE(row.text);
    LineReader reader(folder.write("f", row.text));
    std::string lines;
    while (const auto line = reader.next()) {
      lines += std::to_string(reader.where().line) + ":" + std::string(*line) + ";";
    }
    CHECK(lines == row.lines);
  }
}

TEST_CASE("lines are whole wherever the blocks of a file end", "[evaluation]") {
  const TemporaryFolder folder;
  std::string text;
  std::vector<std::string> lines;
  // Blocks are 1 MiB: lines of all lengths, one longer than two blocks.
  for (std::size_t i = 0; text.size() < 5'000'000; ++i) {
    const std::size_t bytes = i == 1000 ? 2'500'000 : 1 + i * 7919 % 2000;
    lines.emplace_back(bytes, static_cast<char>('a' + i % 26));
    text += lines.back() + "\n";
  }
  LineReader reader(folder.write("f", text));
  std::size_t count = 0;
  while (const auto line = reader.next()) REQUIRE(*line == lines.at(count++));
  CHECK(count == lines.size());
}

TEST_CASE("well-formed UTF-8 is that of RFC 3629", "[evaluation]") {
  struct Row {
    std::string_view text;
    bool is_utf8;
  };
  for (const Row& row : std::to_array<Row>({
           {"", true},
           {"plain letters, more than eight", true},
           {"é", true},
           {"ĳ € 😀 \xF4\x8F\xBF\xBF", true},
           {"\x80", false},                  // a continuation alone
           {"abcdefgh\xC3", false},          // cut off
           {"\xC3(", false},                 // no continuation
           {"\xC0\xAF", false},              // overlong
           {"\xE0\x9F\xBF", false},          // overlong
           {"\xF0\x8F\xBF\xBF", false},      // overlong
           {"\xED\xA0\x80", false},          // a surrogate
           {"\xF4\x90\x80\x80", false},      // above U+10FFFF
           {"\xF8\x88\x80\x80\x80", false},  // five bytes
       })) {
    CAPTURE(row.text);
    CHECK(is_utf8(row.text) == row.is_utf8);
  }
}

TEST_CASE("columns are split at runs of blanks and tabs", "[evaluation]") {
  std::array<std::string_view, 2> columns;
  CHECK(split_columns("  a\t \tbc ", columns) == 2);
  CHECK(columns == std::array<std::string_view, 2>{"a", "bc"});
  CHECK(split_columns("a b c d", columns) == 4);
  CHECK(split_columns("", columns) == 0);
}

TEST_CASE("input in messages is short and cut between characters", "[evaluation]") {
  CHECK(in_quotes("afval") == "\"afval\"");
  CHECK(in_quotes(std::string(100, 'x')).size() < 70);
  std::string accents;
  for (int i = 0; i < 50; ++i) accents += "é";
  CHECK(is_utf8(in_quotes(accents)));
  CHECK(is_utf8(in_quotes("x" + accents)));
  CHECK(in_quotes("x" + accents).ends_with("…\""));
}

}  // namespace
}  // namespace speur
