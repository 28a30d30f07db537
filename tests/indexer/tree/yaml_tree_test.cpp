#include "indexer/tree/yaml_tree.hpp"

#include "support/yaml_text.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

/// The tree of `text` in one line, or the mistake. Its first line is the file's second.
std::string read(std::string_view text) {
  const YamlDocument document = parse_yaml(text, {"a.md", 2});
  if (document.failure) return describe(document.failure->where, document.failure->message);
  return to_text(document.root);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST_CASE("YAML is read as a tree that knows lines and quotes", "[yaml]") {
  struct Row {
    std::string_view yaml, tree;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "null"},
           {"# niets\n", "null"},
           {"a: 1\n", "{a@2: 1@2}"},
           {"a: '1'\nb: \"2\"\n", "{a@2: '1'@2, b@3: '2'@3}"},
           {"a: ~\nb:\nc: 'null'\n", "{a@2: null, b@3: null, c@4: 'null'@4}"},
           {"a: [x, y z, 'w']\n", "{a@2: [x@2, y z@2, 'w'@2]}"},
           {"a:\n- x\n-\n- y\n", "{a@2: [x@3, null, y@5]}"},
           {"a: 1\na: 2\n", "{a@2: 1@2, a@3: 2@3}"},
           {"a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", "{a@2: {b@2: 1@2, c@2: 2@2}, d@3: {c@3: 3@3, b@2: 1@2}}"},
           {"a: &x {b: 1}\nc: &y {b: 2, d: 3}\n<<: [*x, *y]\n",
            "{a@2: {b@2: 1@2}, c@3: {b@3: 2@3, d@3: 3@3}, b@2: 1@2, d@3: 3@3}"},
           {"a: {'<<': {b: 1}}\n", "{a@2: {'<<'@2: {b@2: 1@2}}}"},
           {"a: |\n  x\n  y\n", "{a@2: 'x\ny\n'@2}"},
           {"a: x\n  y\n", "{a@2: x y@2}"},
           {"a: &t x\nb: *t\n", "{a@2: x@2, b@3: x@2}"},
           {"a: !!str 5\nb: !!int \"5\"\nc: !ENV X\n", "{a@2: '5'@2, b@3: 5@3, c@4: !'X'@4}"},
           {"a: x\t# y\n", "{a@2: x@2}"},
       })) {
    CAPTURE(row.yaml);
    CHECK(read(row.yaml) == row.tree);
  }
}

TEST_CASE("a mistake in YAML is named with its line in the file", "[yaml]") {
  struct Row {
    std::string yaml, message;
  };
  for (const Row& row : std::vector<Row>{
           {"a: 1\nb: c: d\n", "a.md:3: a text that holds ': ' needs quotes (illegal map value)"},
           {"a: [x\nb: y\n",
            "a.md:3: a list that '[' opens lacks its ']' (end of sequence flow "
            "not found)"},
           {"a: @x\n",
            "a.md:2: a text that starts with '@', '`' or '%' needs quotes (unknown token)"},
           {"a: *b\n", "a.md:2: the referenced anchor is not defined"},
           {"a: &a [*a]\n", "a.md:2: an alias stands inside what it names"},
           {"a: x\x04y\nb: z\n", "a.md:2: control character 0x04 is not allowed here"},
           {"a: 1\n--- b\n", "a.md:2: holds more than one YAML document"},
           {"a: " + repeated("[", 40), "a.md:2: is nested deeper than 32"},
           {repeated("[", 500'000), "a.md:2: is nested deeper than 32"},
           {repeated("- ", 500'000), "a.md:2: is nested deeper than 32"},
           {"a: &a [" + repeated("x,", 5000) + "]\nb: &b [" + repeated("*a,", 1000) + "]\n",
            "a.md:3: holds more than 33554432 bytes of values"},
           {"a: &a " + repeated("[", 20) + repeated("]", 20) + "\nb: " + repeated("[", 20) + "*a" +
                repeated("]", 20),
            "a.md:3: is nested deeper than 32"},
       }) {
    CAPTURE(row.yaml.substr(0, 100));
    std::string message = read(row.yaml);
    // yaml-cpp 0.8 names the anchor, too.
    if (message.ends_with(" is not defined: b")) message.resize(message.size() - 3);
    CHECK(message == row.message);
  }
}

TEST_CASE("the last value of a key that is not null is found", "[yaml]") {
  const YamlDocument document = parse_yaml("a: 1\na: 2\na:\nb: 3\n", {"a.md", 1});
  REQUIRE(document.root.find("a") != nullptr);
  CHECK(document.root.find("a")->text == "2");
  CHECK(document.root.find("c") == nullptr);
}

}  // namespace
}  // namespace speur
