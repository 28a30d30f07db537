#include "indexer/tree/js_tree.hpp"

#include "support/yaml_text.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

namespace speur {
namespace {

std::string read(std::string_view text) {
  const YamlDocument document = parse_js_config(text, {"config.js", 1});
  if (document.failure) return describe(document.failure->where, document.failure->message);
  return to_text_without_lines(document.root);
}

TEST_CASE("a configuration in JavaScript or TypeScript is read for its literals", "[js]") {
  struct Row {
    std::string_view js, tree;
  };
  for (const Row& row : std::to_array<Row>({
           {"module.exports = { a: 'x', \"b-c\": 1, d: true, e: null };",
            "{'a': 'x', 'b-c': 1, 'd': true, 'e': null}"},
           {"export default { a: ['x', `y`, ['z', {b: 2}],], }",
            "{'a': ['x', 'y', ['z', {'b': 2}]]}"},
           {"// een: {noot}\n/* { */ const c = { a: 'it\\'s' };\nmodule.exports = c",
            "{'a': 'it's'}"},
           {"const c: Config = { a: 1 } satisfies Config; export default c;", "{'a': 1}"},
           {"export default defineConfig({ a: 1 })", "{'a': 1}"},
           {"export default met(ander(defineConfig({ a: 1 })))", "{'a': 1}"},
           {"module.exports = async function make() { const x = 1; return { a: x }; }", "{'a': 1}"},
           {"export default () => ({ a: 1 })", "{'a': 1}"},
           {"export default async () => { return { a: 1 } }", "{'a': 1}"},
           {"function make() { return { a: 1 } }\nmodule.exports = make();", "{'a': 1}"},
           {"const b = { b: 2 }; const url = 'u'; export default { ...b, url, c: b }",
            "{'b': 2, 'url': 'u', 'c': {'b': 2}}"},
           {"export default { a: process.env.A || '/x/', b: process.env.B ?? 'y', c: D.E }",
            "{'a': '/x/', 'b': 'y', 'c': null}"},
           {"export default { a: require.resolve('./s.css'), b: x ? 1 : 2, c: `a${b}` }",
            "{'a': './s.css', 'b': null, 'c': null}"},
           {"export default { f(x) { return {a: 1} }, g: (x) => x, re: /a[/]{'\"/g, b: 1 }",
            "{'f': null, 'g': null, 're': null, 'b': 1}"},
           {"export default { a: ({ b: 1 }), c: [/** @type {X} */ ({d: 2})] }",
            "{'a': {'b': 1}, 'c': [{'d': 2}]}"},
           {"const config = { a: 1 }; doe(config)", "{'a': 1}"},
           {"niets", "config.js:1: no object with settings could be read in it"},
           {"", "config.js:1: no object with settings could be read in it"},
           {"module.exports = a; const a = b; const b = a;",
            "config.js:1: no object with settings could be read in it"},
       })) {
    CAPTURE(row.js);
    CHECK(read(row.js) == row.tree);
  }
}

TEST_CASE("a configuration that is cut or nests without end comes to an end", "[js]") {
  const std::string_view whole =
      "const a = {b: ['x', `y${z}`, /r/, (q) => ({c: 1})], ...d}; export default define(a || {e: f(1)});";
  for (std::size_t size = 0; size < whole.size(); ++size) (void)read(whole.substr(0, size));
  for (std::size_t place = 0; place < whole.size(); ++place) {  // a sign too many, or a statement
    for (const std::string_view sign : {")", "]", "}", ";", ",", "'", " const ", " : "}) {
      (void)read(std::string(whole.substr(0, place)).append(sign).append(whole.substr(place)));
    }
  }
  for (const std::string_view piece : {"{a:", "[", "(", "new ", "!", "a=>", "f(", "async ", "...", "`${"}) {
    std::string text = "export default ";
    for (int i = 0; i < 50'000; ++i) text += piece;
    CAPTURE(piece);
    CHECK_FALSE(read(text).empty());
  }
  std::string doubling = "export default a0;";
  for (int i = 0; i < 60; ++i) {
    const std::string next = "a" + std::to_string(i + 1);
    doubling += "const a" + std::to_string(i) + " = {x: " + next + ", y: " + next + "};";
  }
  CHECK_FALSE(read(doubling).empty());
}

}  // namespace
}  // namespace speur
