#include "searcher/print/styled_text.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {
namespace {

Terminal columns(std::size_t width) {
  Terminal terminal;
  terminal.width = width;
  return terminal;
}

}  // namespace

TEST_CASE("the width of a text is that of its columns on a terminal", "[terminal]") {
  struct Row {
    std::string_view text;
    std::size_t width;
  };
  for (const Row& row : std::to_array<Row>({{"", 0},
                                            {"fiets", 5},
                                            {"coördinatie", 11},
                                            {"coo\u0308rdinatie", 11},
                                            {"漢字", 4},
                                            {"🚲", 2},
                                            {"ﬁ", 1},
                                            {"a\u200db", 2}})) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
  }
}

TEST_CASE("nothing that a page holds can steer the terminal", "[terminal]") {
  CHECK(without_controls("a\x1b[31mb") == "a\uFFFD[31mb");
  CHECK(without_controls("a\tb\nc\r\u2028d") == "a b c  d");
  CHECK(without_controls("a\u009b31mb\x7f") == "a\uFFFD31mb\uFFFD");
  CHECK(without_controls("a\u202eb\u00adc\u200bd") == "abcd");
  CHECK(without_controls("één ‘foto’s’") == "één ‘foto’s’");
  Terminal terminal;
  terminal.color = terminal.links = true;
  const std::string text =
      StyledText().add("a\x1b]8;;x\x07", Style::mark, "https://x.nl/\x1b]8;;é y").print(terminal);
  CHECK(text ==
        "\x1b]8;;https://x.nl/%1B]8;;%C3%A9%20y\x1b\\\x1b[1;33ma\uFFFD]8;;x\uFFFD\x1b[0m"
        "\x1b]8;;\x1b\\\n");
}

TEST_CASE("text is wrapped between words, and marks go on behind the break", "[terminal]") {
  StyledText text;
  text.add("de ").add("nieuwe stalling", Style::mark).add(" bij het station");
  CHECK(text.print(columns(20)) == "de nieuwe stalling\nbij het station\n");
  CHECK(text.print(columns(20), 2, 3) == "  de nieuwe stalling\n     bij het station\n");
  CHECK(text.print(columns(0), 2, 3) == "  de nieuwe stalling bij het station\n");
  Terminal colored = columns(12);
  colored.color = true;
  CHECK(text.print(colored) ==
        "de \x1b[1;33mnieuwe\x1b[0m\n\x1b[1;33mstalling\x1b[0m bij\nhet station\n");
  CHECK(text.print(columns(15), 0, 0, 2) == "de nieuwe\nstalling bij…\n");
  CHECK(text.print(columns(0), 0, 0, 1) == "de nieuwe stalling bij het station\n");
}

TEST_CASE("a word that no line can hold is cut between characters", "[terminal]") {
  CHECK(StyledText().add("a 漢字漢字漢字漢字").print(columns(9)) == "a 漢字漢\n字漢字漢\n字\n");
  CHECK(StyledText()
            .add("e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308")
            .print(columns(8)) ==
        "e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308\ne\u0308\n");
  CHECK(StyledText().print(columns(8)) == "\n");
}

TEST_CASE("every line fits, whatever the text and the width", "[terminal]") {
  const std::string words = "een fietsenstallingsvergunning, 漢字 of 🚲🚲 en coördinatie ";
  std::string text;
  for (int i = 0; i < 5; ++i) text += words;
  for (std::size_t width = 10; width < 90; ++width) {
    for (const std::size_t lines : {std::size_t{0}, std::size_t{2}}) {
      std::string printed = StyledText().add(text).print(columns(width), 1, 1, lines);
      std::size_t count = 0;
      for (std::size_t at = 0; at < printed.size(); ++count) {
        const std::size_t end = printed.find('\n', at);
        CAPTURE(width, printed);
        REQUIRE(display_width(std::string_view(printed).substr(at, end - at)) <= width);
        at = end + 1;
      }
      if (lines != 0) REQUIRE(count <= lines);
    }
  }
}

TEST_CASE("a table's columns are aligned by what is seen", "[terminal]") {
  const auto rows = aligned({{"漢字", "1", "x"}, {"fiets", "20", ""}}, "lrl");
  CHECK(rows == std::vector<std::string>{"漢字    1  x", "fiets  20"});
}

}  // namespace speur
