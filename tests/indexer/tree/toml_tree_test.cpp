#include "indexer/tree/toml_tree.hpp"

#include "support/yaml_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>

namespace speur {
namespace {

/// The tree without its lines, or the mistake.
std::string read(std::string_view text) {
  const YamlDocument document = parse_toml(text, {"a.md", 2});
  if (document.failure) return describe(document.failure->where, document.failure->message);
  return to_text_without_lines(document.root);
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
           {"a = 1.10\nb = 0x1F # een kleur\nc = 'é'\nd = ['é', 2.0, 10:30:00, -inf]\n",
            "{'a': 1.10, 'b': 0x1F, 'c': 'é', 'd': ['é', 2.0, 10:30:00, -inf]}"},
           {"z = 1\na = 2\n[m]\n[b]\nm.x = 3\nm.a = 4\n",
            "{'z': 1, 'a': 2, 'm': {}, 'b': {'m': {'x': 3, 'a': 4}}}"},
           {"a = {b = 1, \"c d\" = [{e = 'f'}], g.h = true}\nb = {}\n",
            "{'a': {'b': 1, 'c d': [{'e': 'f'}], 'g': {'h': true}}, 'b': {}}"},
           {"a = \"\"\"\nGrof\n\n  \\u0061fval \\\n   nu\"\"\"\n", "{'a': 'Grof\n\n  afval nu'}"},
           {"a = '''\n'C:\\b'\n[c.d]'''\nb = \"\"\"\"x\"\"\"\"\"\n",
            "{'a': ''C:\\b'\n[c.d]', 'b': '\"x\"\"'}"},
           {"[[a]]\nb = 1\n[[a]]\nb = 2\n", "{'a': [{'b': 1}, {'b': 2}]}"},
           {"[[a.b]]\nc = 1\n[[a.b.d]]\ne = 2\n[a.b.f]\ng = 3\n[[a.b]]\n[a.h]\n",
            "{'a': {'b': [{'c': 1, 'd': [{'e': 2}], 'f': {'g': 3}}, {}], 'h': {}}}"},
       })) {
    CAPTURE(row.toml);
    CHECK(read(row.toml) == row.tree);
  }
}

TEST_CASE("each node of TOML has its line", "[toml]") {
  const YamlDocument document =
      parse_toml("a = [1,\n  2]\n[b]\nc.d = \"\"\"\nx\"\"\"\n[[e]]\nf = 3\n", {"a.md", 2});
  CHECK(to_text(document.root) ==
        "{'a'@2: [1@2, 2@3], 'b'@4: {'c'@5: {'d'@5: 'x'@5}}, 'e'@7: [{'f'@8: 3@8}]}");
}

TEST_CASE("what is no TOML is named with its line", "[toml]") {
  for (const auto& [toml, message] : std::to_array<std::pair<std::string_view, std::string_view>>({
           {"a = 1\nb\n", "a.md:3: key-value pair: expected '=', saw '\\n'"},
           {"a = 'x'\nb = \"x\n",
            "a.md:3: string: unescaped control characters other than TAB (U+0009) are explicitly "
            "prohibited"},
           {"a = '''x\n", "a.md:2: literal string: encountered end-of-file"},
           {"a = {b = 1\n", "a.md:2: inline table: expected key or closing '}', saw '\\n'"},
           {"a = 1\na = 2\n", "a.md:3: key-value pair: cannot redefine existing integer 'a'"},
           {"a = 1\na.b = 2\n",
            "a.md:3: key-value pair: cannot redefine existing integer as dotted key-value pair"},
           {"[a]\n[a]\n", "a.md:3: table header: cannot redefine existing table 'a'"},
           {"[=b]\n",
            "a.md:2: key: expected bare key starting character or string delimiter, saw '='"},
           {"a = [1 2]\n", "a.md:2: array: expected comma or closing ']', saw '2'"},
           {"a = [1,\n", "a.md:2: array: encountered end-of-file"},
           {"a = 1 b\n", "a.md:2: key-value pair: expected a comment or whitespace, saw 'b'"},
           {"a = \"\\ud800\"\n",
            "a.md:2: unicode scalar sequence: unicode surrogates (U+D800 - U+DFFF) are explicitly "
            "prohibited"},
           {"a = 2024-13-01\n",
            "a.md:2: date: expected month between 1 and 12 (inclusive), saw 13"},
       })) {
    CAPTURE(toml);
    CHECK(read(toml) == message);
  }
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (; times > 0; --times) text += part;
  return text;
}

TEST_CASE("TOML that is nested too deep is refused before the stack is used up", "[toml]") {
  // Quotes and comments before a long key must not make it pass for the inside of a string.
  const std::string key = repeated("a.", 200'000) + "a";
  const std::string quoted_key = repeated("\"=\". ", 200'000) + "a";
  const std::string longest_key = repeated("a.", max_yaml_depth - 1) + "a";
  for (const std::string& deep : {
           "a = " + repeated("[", 100'000),
           "a = " + repeated("{a = ", 100'000),
           "a = " + repeated("[", max_yaml_depth) + repeated("]", max_yaml_depth),
           "[" + key + "]\n",
           "[[" + key + "]]\n",
           key + " = 1\n",
           quoted_key + " = 1\n",
           "a = {" + key + " = 1}\n",
           "a = [\"\"\"x\"\"\"\"\", {" + key + " = 1}]\n",
           "a = [\"\"\"x\"\"\"\", {" + key + " = 1}]\n",
           "a = ['''\"''', {" + key + " = 1}]\n",
           "a = [\"\\\"\", {" + key + " = 1}]\n",
           "a = ['\\', {" + key + " = 1}]\n",
           "a = 1 # \"\"\"\n" + key + " = 1\n",
           longest_key + " = 1\n",
           "[" + longest_key + "]\na = 1\n",
           "a = {" + longest_key + " = 1}\n",
       }) {
    CAPTURE(deep.substr(0, 80));
    const std::string message = read(deep);
    CHECK(message.substr(message.find(' ') + 1) == "is nested deeper than 32");
  }
}

TEST_CASE("dots and brackets in texts, lists and comments make no depth", "[toml]") {
  const std::string dots = repeated("a.[{", 1'000);
  for (const std::string& flat : {
           "a = \"" + dots + "\"\n",
           "a = '" + dots + "'\n",
           "a = \"\"\"\n" + dots + "\n\"\"\"\n",
           "a = '''\n\"\"\"" + dots + "\n'''\n",
           "a = 1 # " + dots + "\n",
           "a = [" + repeated("[1.5, {b.c = 2.5}], ", 1'000) + "]\n",
           "a = 1 # " + dots,
           "a = '" + dots,
           "a = '''" + dots,
       }) {
    CAPTURE(flat.substr(0, 80));
    CHECK(read(flat).find("deeper") == std::string::npos);
  }
}

TEST_CASE("any text is TOML or names a line of it", "[toml]") {
  constexpr auto parts = std::to_array<std::string_view>(
      {"a",        " = ",       "\n",      "[",      "]",          "[[", "]]",          "\"",
       "'",        "\\",        "\\u00e9", ".",      ", ",         "1",  "-",           "true",
       "a = 1\n",  "{",         "#",       "\"\"\"", "b.c",        "é",  "}",           "'''",
       "{a.b = 1", "[[a.b]]\n", "[a]\n",   "=",      "2024-01-01", " ",  "\\U0010FFFF", "_"});
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
