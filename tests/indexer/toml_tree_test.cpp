#include "indexer/toml_tree.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>

#include "support/yaml_text.hpp"

namespace speur {
namespace {

/// The tree without its lines, or the mistake.
std::string read(std::string_view text) {
  const YamlDocument document = parse_toml(text, {"a.md", 2});
  if (document.failure) return describe(document.failure->where, document.failure->message);
  std::string tree;
  const std::string with_lines = to_text(document.root);
  for (std::size_t i = 0; i < with_lines.size(); ++i) {
    if (with_lines[i] != '@') {
      tree += with_lines[i];
      continue;
    }
    while (i + 1 < with_lines.size() && with_lines[i + 1] >= '0' && with_lines[i + 1] <= '9') ++i;
  }
  return tree;
}

TEST_CASE("TOML becomes the tree that YAML would give", "[toml]") {
  struct Row {
    std::string_view toml, tree;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "{}"},
           {"# niets\n", "{}"},
           {"title = \"Afval: \\\"grof\\\"\" # noot\n", "{'title': 'Afval: \"grof\"'}"},
           {"a = 'C:\\b'\n", "{'a': 'C:\\b'}"},
           {"a = \"\\u00e9\\U0001F600\"\n", "{'a': 'é😀'}"},
           {"a = 1_000\nb = -1.5\nc = true\n", "{'a': 1000, 'b': -1.5, 'c': true}"},
           {"a = 2024-01-31\nb = 2024-01-31 10:00:00Z\n",
            "{'a': 2024-01-31, 'b': 2024-01-31 10:00:00Z}"},
           {"a = [ \"x\", # eerste\n  'y',\n]\nb = []\n", "{'a': ['x', 'y'], 'b': []}"},
           {"a.b = 1\na.\"c d\" = 2\n", "{'a': {'b': 1, 'c d': 2}}"},
           {"[a]\nb = 1\n[a.c]\nd = 2\n", "{'a': {'b': 1, 'c': {'d': 2}}}"},
           {"[[a]]\nb = 1\n[[a]]\nb = 2\n", "{'a': [{'b': 1}, {'b': 2}]}"},
       })) {
    CAPTURE(row.toml);
    CHECK(read(row.toml) == row.tree);
  }
}

TEST_CASE("what is no TOML, or more than is read here, is named with its line", "[toml]") {
  std::string deep = "a = ";
  deep.append(100'000, '[');
  for (const auto& [toml, message] : std::to_array<std::pair<std::string, std::string>>({
           {"a = 1\nb\n", "a.md:3: '=' is missing"},
           {"a = \"x\n", "a.md:2: a string is not closed"},
           {"a = \"\"\"x\"\"\"\n", "a.md:2: multi-line strings are not read here"},
           {"a = {b = 1}\n",
            "a.md:2: only strings, numbers, booleans, dates and lists of these are read here"},
           {"a = 1\na = 2\n", "a.md:3: 'a' occurs twice"},
           {"a = 1\na.b = 2\n", "a.md:3: 'b' stands below a value"},
           {"a = [1 2]\n", "a.md:2: ',' or ']' is missing"},
           {"a = [1,\n", "a.md:3: a list that '[' opens lacks its ']'"},
           {"a = 1 b\n", "a.md:2: something stands behind the value"},
           {"a = \"\\ud800\"\n", "a.md:2: a \\u names no character"},
           {deep, "a.md:2: is nested too deep"},
       })) {
    CAPTURE(toml.substr(0, 80));
    CHECK(read(toml) == message);
  }
}

TEST_CASE("any text is TOML or names a line of it", "[toml]") {
  constexpr auto parts = std::to_array<std::string_view>(
      {"a",       " = ", "\n",    "[", "]",          "[[",   "]]",          "\"", "'", "\\",
       "\\u00e9", ".",   ", ",    "1", "-",          "true", "a = 1\n",     "{",  "#", "\"\"\"",
       "b.c",     "é",   "[a]\n", "=", "2024-01-01", " ",    "\\U0010FFFF", "_"});
  std::mt19937 random(5);
  int read_whole = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string toml;
    for (std::size_t n = random() % 10 + 1; n > 0; --n) toml += parts[random() % parts.size()];
    CAPTURE(toml);
    const YamlDocument document = parse_toml(toml, {"a.md", 2});
    if (!document.failure) {
      ++read_whole;
      continue;
    }
    const auto lines = static_cast<std::size_t>(std::count(toml.begin(), toml.end(), '\n')) + 1;
    CHECK(document.failure->where.line >= 2);
    CHECK(document.failure->where.line < 2 + lines);
    CHECK(document.root.kind == YamlNode::Kind::null);
  }
  CHECK(read_whole > 100);
}

}  // namespace
}  // namespace speur
