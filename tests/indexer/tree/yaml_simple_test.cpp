#include "indexer/front_matter/front_matter.hpp"
#include "indexer/text/text_decoding.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "support/yaml_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// The law: what the short way reads, yaml-cpp reads just so. False where it does not read it.
bool check_short_way(std::string_view yaml) {
  const std::optional<YamlNode> simple = parse_simple_yaml(yaml, 2);
  if (!simple) return false;
  const YamlDocument document = parse_any_yaml(yaml, {"a.md", 2});
  CAPTURE(yaml);
  CHECK_FALSE(document.failure);
  CHECK(to_text(*simple) == to_text(document.root));
  return true;
}

std::vector<std::string> front_matters(const fs::path& folder) {
  std::vector<std::string> all;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
    std::vector<Problem> problems;
    const std::string text = decode_text(read_file(entry.path(), 16U << 20U),
                                         FallbackEncoding::none, entry.path(), problems);
    const PageParts parts = split_page(text, 1U << 20U, {}, entry.path(), problems);
    if (parts.front_matter_line != 0) all.emplace_back(parts.front_matter);
  }
  return all;
}

TEST_CASE("the short way through YAML takes the usual forms", "[yaml]") {
  for (const std::string_view yaml : std::to_array<std::string_view>({
           "title: Afval scheiden\n",
           "title: \"Afval: scheiden\"  # met dubbele punt\nid: 'a''b'\n",
           "rollen:\n- jurist\n- \"adviseur\"\n-\n- ~\nleeg:\n",
           "rollen:\n  - jurist\n\n  # noot\n  - adviseur   \nb: http://a.nl:80/#x\n",
           "sources:\n  ADR:\n  - 1.01\n  ARK: DM.1\ntags: [a, b-c, d e]\nc: []\n",
           "# niets\n",
           "a: 1\na: 2",
           "a: (x || y) && \"z\"\n",
       })) {
    CAPTURE(yaml);
    CHECK(check_short_way(yaml));
  }
}

TEST_CASE("the short way leaves alone what it may not understand", "[yaml]") {
  for (const std::string_view yaml : std::to_array<std::string_view>({
           "a: b: c\n",
           "a: b:\n",
           "a: x\n  y\n",
           "a: |\n  x\n",
           "a: &b x\n",
           "a: *b\n",
           "- a\n",
           "a: {b: c}\n",
           "a: [b, [c]]\n",
           "a: \"\\n\"\n",
           "a: \"b\n",
           "a: 'b'c\n",
           "a:\n- b: c\n",
           "a:\n- - b\n",
           " a: b\n",
           "a\n",
           "a: b\n c: d\n",
           "a:\n  b: c\n d: e\n",
           "a:b\n",
           "a: [b\n",
           "null: a\n",
           "a:\n- b\n  c\n",
           "a: b\tc\n",
           "a: \x04\n",
           "\x04\n",
           "\t\n",
           "a: [b,]\n",
           "--- a\n",
           "%TAG x\n",
           "a:\n  - b\n - c\n",
           "? a\n",
           "a: -\n",
           "a: - b\n",
           "a: ?x\n",
           "a: ,x\n",
           "a: \"b\"c\n",
           "a: \"b\"#c\n",
           "<<: x\n",
           "a:\n  b: c\n- d\n",
       })) {
    CAPTURE(yaml);
    CHECK_FALSE(parse_simple_yaml(yaml, 2));
  }
}

TEST_CASE("the short way reads as yaml-cpp does, whatever the text", "[yaml]") {
  constexpr auto parts = std::to_array<std::string_view>({"a",
                                                          "b:",
                                                          ": ",
                                                          "- ",
                                                          "-",
                                                          "\n",
                                                          "\n",
                                                          "\n  ",
                                                          "\n- ",
                                                          "\n  - ",
                                                          "'",
                                                          "\"",
                                                          "#",
                                                          " # ",
                                                          "[",
                                                          "]",
                                                          ", ",
                                                          " ",
                                                          "  ",
                                                          "~",
                                                          "null",
                                                          "x y",
                                                          "é",
                                                          "1",
                                                          "2024-01-01",
                                                          "k: v\n",
                                                          "list:\n",
                                                          "- x\n",
                                                          "m:\n  n: o\n",
                                                          "\t",
                                                          "{",
                                                          "}",
                                                          "&",
                                                          "*",
                                                          "!",
                                                          "|",
                                                          ">",
                                                          "%",
                                                          "@",
                                                          "`",
                                                          "?",
                                                          "? ",
                                                          "\\",
                                                          "''",
                                                          ":",
                                                          "--",
                                                          "...",
                                                          ".",
                                                          "<<",
                                                          "t: \"q\"\n"});
  std::mt19937 random(7);
  int taken = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string yaml;
    for (std::size_t n = random() % 12 + 1; n > 0; --n) yaml += parts[random() % parts.size()];
    if (check_short_way(yaml)) ++taken;
  }
  CHECK(taken > 1000);
}

TEST_CASE("the short way reads real front matter as yaml-cpp does, mutated or not", "[yaml]") {
  std::vector<std::string> yamls = front_matters(fs::path(SPEUR_SOURCE_DIR) / "content");
  REQUIRE_FALSE(yamls.empty());
  if (const char* corpora = std::getenv("SPEUR_CORPORA")) {
    for (const char* folder : {"algoritmekader/docs", "sites", "seeds"}) {
      std::vector<std::string> more = front_matters(fs::path(corpora) / folder);
      yamls.insert(yamls.end(), more.begin(), more.end());
    }
  } else {
    WARN("SPEUR_CORPORA is not set: only content/ is read");
  }
  std::mt19937 random(11);
  constexpr std::string_view letters = ":-#'\"[]{},&*!|>%@`?\t \n\\a~";
  for (const std::string& yaml : yamls) {
    check_short_way(yaml);
    for (int round = 0; round < 10; ++round) {
      std::string changed = yaml;
      for (std::size_t n = random() % 3 + 1; n > 0 && !changed.empty(); --n) {
        const std::size_t at = random() % changed.size();
        if ((static_cast<unsigned char>(changed[at]) & 0x80) != 0) continue;
        if (random() % 2 == 0) {
          changed.insert(at, 1, letters[random() % letters.size()]);
        } else {
          changed.erase(at, 1);
        }
      }
      check_short_way(changed);
    }
  }
}

}  // namespace
}  // namespace speur
