#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {

TEST_CASE("statements of MDX are no text, over however many lines", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"import A from 'a'\nimport 'b.css';\n\nTekst.\n", "Tekst."},
           {"import {\n  Kaart,\n  Lijst,\n} from 'x';\n\nTekst.\n", "Tekst."},
           {"import A, {\n  B\n} from 'x'\n# Kop\n", "# Kop #kop"},
           {"export const k = {\n  rood: '#f00',\n\n  blauw: '}',\n};\n\nTekst.\n", "Tekst."},
           {"export const G = ({ n }) => (\n  <b>\n    it's {n}\n  </b>\n)\n\nTekst.\n", "Tekst."},
           {"export default function X() {\n  return `a\n\n}`;\n}\n\nTekst.\n", "Tekst."},
           {"import A from 'a'\nconst b = A(1)\n\nTekst.\n", "Tekst."},
           {"export * from './x'\n\nTekst.\n", "Tekst."},
           {"export type T = {\n  a: string\n}\n\nTekst.\n", "Tekst."},
           {"import A from 'a'\nLet op: de tekst begint hier.\n", "Let op: de tekst begint hier."},
           {"import van goederen groeit\n", "import van goederen groeit"},
           {"De import van goederen\nexport van zuivel\n", "De import van goederen export van zuivel"},
           {"export const k = {\n\nTekst zonder eind.\n", "Tekst zonder eind."},
           {"```js\nimport A from 'a'\n```\n", "import A from 'a'"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("expressions of MDX are code, and ids in comments are ids", "[markdown]") {
  const MarkdownOptions mdx{AnchorStyle::github, MarkdownDialect::mdx};
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Een {props.naam} woord.\n", "Een woord."},
           {"Een{' '}woord {\"met tekst\"}.\n", "Een woord met tekst."},
           {"**{x}** blijft\n", "blijft"},
           {"{items.map((i) => (\n  <b>{i}</b>\n))}\n\nTekst.\n", "Tekst."},
           {"<Kaart titel={x} /> `{code}`\n", "{code}"},
           {"## Kosten {/* #kosten-nu */}\n\nTekst. {/* weg */}\n", "## Kosten #kosten-nu | Tekst."},
           {"## Baten {#baten-nu}\n", "## Baten #baten-nu"},
           {"Een {los haakje\n", "Een {los haakje"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, mdx) == row.outline);
  }
}

TEST_CASE("a block of MDX in Markdown is read as such", "[markdown]") {
  CHECK(outline_of("```mdx-code-block\nimport A from 'a';\n\n<A>\n```\n\n## Kop\n\n"
                   "```mdx-code-block\n</A>\n```\n") == "## Kop #kop");
}

}  // namespace speur
