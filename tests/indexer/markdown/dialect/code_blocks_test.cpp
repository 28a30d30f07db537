#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {

namespace {

MarkdownOptions with_code_names(CodeNames names, MarkdownDialect dialect) {
  MarkdownOptions options{AnchorStyle::github, dialect};
  options.features.code_names = names;
  return options;
}

}  // namespace

TEST_CASE("the title of a block of code is text above it", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"``` py title=\"codetitel.py\" linenums=\"1\"\ncode()\n```\n", "codetitel.py / code()"},
           {"``` { .yaml .annotate title='een <b> titel' }\na: b\n```\n", "een <b> titel / a: b"},
           {"``` title=\"alleen titel\"\ncode\n```\n", "alleen titel / code"},
           {"- punt\n\n    ```js title=\"a.js\"\n    code\n    ```\n- twee\n", "punt / a.js / code / twee"},
           {"> ```js title=\"a.js\"\n> code\n> ```\n", "a.js / code"},
           {"<div>\n\n```js title=\"a.js\"\ncode\n```\n\n</div>\n", "a.js code"},
           {"```js data-title=\"a.js\"\ncode\n```\n", "code"},
           {"```js title=\"open\ncode\n```\n", "code"},
           {"```js title=\"\"\ncode\n```\n", "code"},
           {"```js {data-search-exclude title=\"weg\"}\nweg\n```\n\nTekst.\n", "Tekst."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, with_code_names(CodeNames::pymdownx, MarkdownDialect::python_markdown)) == row.outline);
  }
  CHECK(outline_of("```js title=\"a.js\"\ncode\n```\n") == "code");
}

TEST_CASE("comments to the highlighter of Docusaurus are no text", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"```js title=\"a.js\" {1}\n// highlight-next-line\nconst a = 1;\n// highlight-start\nb();\n// highlight-end\n```\n",
            "a.js / const a = 1; b();"},
           {"```html\n<!-- highlight-next-line -->\n<p>\n```\n", "<p>"},
           {"```jsx\n{/* highlight-next-line */}\nx\n```\n", "x"},
           {"```py\n# highlight-next-line\nx = 1\n```\n", "x = 1"},
           {"```text\nschrijf highlight-next-line\n```\n", "schrijf highlight-next-line"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, with_code_names(CodeNames::docusaurus, MarkdownDialect::mdx)) == row.outline);
  }
}

TEST_CASE("the labels of a code group of VitePress are text, and comments to its highlighter are not", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"::: code-group\n\n```sh [npm]\nnpm i\n```\n\n```sh:line-numbers {1} [pnpm ~icons:pnpm~]\npnpm i\n```\n\n:::\n",
            "npm / npm i / pnpm / pnpm i"},
           {"::: code-group\n\n```sh [npm]\nnpm i\n```\n:::\n\n```js [geen label]\ncode\n```\n", "npm / npm i / code"},
           {"::: code-group\n```sh\nnpm i\n```\n:::\n", "npm i"},
           {"```js\na() // [!code highlight]\nb() // [!code --]\nc[!code]\n```\n", "a() b() c[!code]"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, with_code_names(CodeNames::vitepress, MarkdownDialect::commonmark)) == row.outline);
  }
}

}  // namespace speur
