#include "indexer/markdown/mdx/mdx_page.hpp"

#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace speur {

namespace {

const MarkdownOptions mdx{AnchorStyle::github, MarkdownDialect::mdx};

}  // namespace

TEST_CASE("what an expression of MDX hides is found nowhere, and what it shows is text", "[markdown][mdx]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Een.\n\n{false && (\n  <div>\n    <h2>weg</h2>\n\n    <p>it's weg</p>\n  </div>\n)}\n\nTwee.\n", "Een. / Twee."},
           {"{false ? (\n  <p>weg</p>\n) : (\n  <p>hier *sterren*</p>\n)}\n", "hier *sterren*"},
           {"{true ? <p>hier</p> : <p>weg</p>}\n", "hier"},
           {"{!true && <p>weg</p>}\n\n{!false && <p>hier</p>}\n", "hier"},
           {"{1 > 2 && <p>weg</p>}\n\n{'a' === 'a' && <p>hier</p>}\n", "hier"},
           {"{1 < 1 && <p>weg</p>}\n\n{1 <= 1 && <p>hier</p>}\n", "hier"},
           {"{9 > 9 && <p>weg</p>}\n\n{10 >= 9 && <p>hier</p>}\n", "hier"},
           {"{9 < 10 && <p>hier</p>}\n\n{'9' < '10' && <p>weg</p>}\n", "hier"},
           {"{null ?? <p>hier</p>}\n\n{false ?? <p>weg</p>}\n", "hier"},
           {"{false || <p>hier</p>}\n\n{'' || <p>daar</p>}\n", "hier / daar"},
           {"{null}{undefined && 'weg'}\n\nTekst.\n", "Tekst."},
           {"Zin {false && <b>weg</b>} en {true && <b>hier</b>}.\n", "Zin en hier."},
           {"Zin {\n  false && <b>weg</b>\n} over regels.\n", "Zin over regels."},
           {"{/* x */}\n\nEen\\\nharde breuk.\n## Kop\n\nTwee.\n", "Een harde breuk. || ## Kop #kop | Twee."},
           {"- punt {false && 'weg'}\n\n  {false && (\n    <p>weg</p>\n  )}\n- twee\n", "punt / twee"},
           {"> {false && (\n>   <p>weg</p>\n> )}\n> citaat\n", "citaat"},
           {"| a |\n|---|\n| {false && 'weg'} b |\n", "a / b"},
           {"export const toon = false;\n\n{toon && <p>weg</p>}\n\n{toon || <p>hier</p>}\n", "hier"},
           {"{versie} en {toon && 'weg'}\n\nexport const versie = '2.1';\nexport const toon = false\n", "2.1 en"},
           {"{props.toon && <p>weg</p>}\n\nTekst.\n", "Tekst."},
           {"{['een', 'twee'].map((x) => (\n  <li key={x}>weg {x}</li>\n\n))}\n\nTekst.\n", "Tekst."},
           {"{/*\n\nweg\n\n## weg\n\n```js\nweg\n```\n*/}\n\nTekst.\n", "Tekst."},
           {"{\n  // weg } nog\n  false\n}\n\nTekst.\n", "Tekst."},
           {"{'}weg'.length > 3 && 'weg'}\n\n{/weg[/}]/.test('a') && 'weg'}\n\nTekst.\n", "Tekst."},
           {"{(() => {\n  const x = `weg ${'}'}`;\n\n  return null;\n})()}\n\nTekst.\n", "Tekst."},
           {"{false && <>\n\nweg\n\n</>}\n\nTekst.\n", "Tekst."},
           {"<Kaart titel=\"weg\" kop={<b>weg</b>} bij={() => {\n  doe('weg');\n\n  klaar();\n}}>\n\nTekst.\n\n</Kaart>\n", "Tekst."},
           {"Tekst met \\{ haken \\}, `{code}` en {'met *ster*'}.\n", "Tekst met { haken }, {code} en met *ster*."},
           {"```jsx\n{false && <p>voorbeeld</p>}\n```\n", "{false && <p>voorbeeld</p>}"},
           {"{onaf && (\n\nTekst.\n", "{onaf && ( / Tekst."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, mdx) == row.outline);
  }
}

TEST_CASE("statements of MDX go up to the blank line that ends them", "[markdown][mdx]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"import A from './a'\nimport {\n  B,\n} from 'b'\n\nTekst.\n", "Tekst."},
           {"export const G = ({n}) => (\n  <span>\n    it's weg\n\n    ook weg\n  </span>\n)\n\nTekst.\n", "Tekst."},
           {"export const d = [\n  {n: 'weg'},\n\n  {n: 'weg'},\n];\n\n# Kop\n", "# Kop #kop"},
           {"export function F() {\n  // it's weg {\n\n  return <b>weg</b>;\n}\n\nTekst.\n", "Tekst."},
           {"export const a = `\n# weg\n\nweg`\n\nTekst.\n", "Tekst."},
           {"export const Weg = () => null;\n\n<Weg>\n\nweg\n\n</Weg>\n\nTekst <Weg>weg</Weg> hier.\n", "Tekst hier."},
           {"De import van goederen\nexport van zuivel\n", "De import van goederen export van zuivel"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, mdx) == row.outline);
  }
}

TEST_CASE("tags of MDX hold Markdown, and show the titles and labels of a theme", "[markdown][mdx]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"<div>\n## Kop\n</div>\n", "## Kop #kop"},
           {"<Heading as=\"h2\" id=\"eigen\">Een *kop*</Heading>\n\nTekst.\n", "## Een *kop* #eigen | Tekst."},
           {"{ja && <Heading as='h3' id=\"x\">Kop</Heading>}\n{true && <Heading as='h3' id=\"x\">Kop</Heading>}\n", "### Kop #x"},
           {"<p>{translate({message: 'Lees meer', id: 'x', description: 'Knop'})}</p>\n", "Lees meer"},
           {"<Admonition title={translate({id: 'x', message: 'Let op'})}>\nTekst\n</Admonition>\n", "Let op / Tekst"},
           {"een {translate({message: '{n} keer'}, {n: 2})} {translate(f(x), {a: 'b'})} twee\n", "een twee"},
           {"<details>\n  <summary>\n    ### Kop\n  </summary>\n      Tekst met *nadruk*.\n</details>\n",
            "### Kop #kop | Tekst met nadruk."},
           {"<Tabs>\n  <TabItem value=\"a\" label=\"Appel\">\n\n    - een\n      - twee\n\n  </TabItem>\n"
            "  <TabItem value=\"Peer\">Tekst</TabItem>\n</Tabs>\n", "Appel / een / twee / Peer Tekst"},
           {"<Tabs values={[\n  {label: 'Een', value: 'e'},\n\n  {label: 'Twee', value: 't'},\n]}>\n"
            "<TabItem value=\"e\">\n\nTekst.\n\n</TabItem>\n</Tabs>\n", "Een Twee / Tekst."},
           {"<Admonition type=\"tip\" title=\"Let op\">\n  <p>Tekst.</p>\n</Admonition>\n", "Let op / Tekst."},
           {"<Details summary={<summary>Meer</summary>}>\n\nTekst.\n\n</Details>\n", "Meer / Tekst."},
           {"<>\nTekst.\n</>\n", "Tekst."},
           {"<div hidden>\n\nweg\n\n## Weg\n\n</div>\n\nTekst.\n", "Tekst."},
           {"<div style={{display: 'none'}}>weg</div>\n\nTekst.\n", "Tekst."},
           {"<Kaart data-search-exclude>\n\nweg\n\n</Kaart>\n\nTekst <b data-search-exclude>weg</b> hier.\n", "Tekst hier."},
           {"<Head>\n  <title>weg</title>\n</Head>\n\nTekst.\n", "Tekst."},
           {"## Kop {/* over */} hier {/* #niet */} zo\n", "## Kop hier zo #kop--over--hier--niet--zo"},
           {"## Kop {'met'} tekst\n", "## Kop met tekst #kop-met-tekst"},
           {"Een<br/>twee, <Term>drie</Term> en H<sub>2</sub>O.\n", "Een twee, drie en H2O."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, mdx) == row.outline);
  }
}

TEST_CASE("text that an expression shows or not is told of, once, where it stands", "[markdown][mdx]") {
  std::vector<Problem> problems;
  (void)read_markdown("Tekst.\n\n{props.x} {1 + 1} {a && <B/>}\n\nexport const C = (p) => <div>{p.children}</div>;\n\n{props.toon && <p>misschien</p>}\n", mdx, {"a.mdx", 5}, problems);
  for (const Problem& p : problems) UNSCOPED_INFO(p.message);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].where.line == 11);
  problems.clear();
  (void)read_markdown("# Kop\n\nexport const K = () => <b>misschien</b>\n\nTekst.\n", mdx, {"a.mdx", 5}, problems);
  CHECK(problems.size() == 1);
  problems.clear();
  (void)read_markdown("Tekst.\n\n{props.toon && <p>misschien</p>}\n", mdx, {"a.mdx", 7}, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].harmless);
  CHECK(problems[0].message == "text in an expression or a component of MDX that only the site can work out is left out");
}

TEST_CASE("plain text of MDX has the lines of the page, and gives itself again", "[markdown][mdx]") {
  std::vector<Problem> problems;
  const std::string page = "import A from 'a'\n\n<A>\n\nEen {'*'}.\n{/*\n\n\n*/}\n\n</A>\n\n```js\n{x}\n```\nEind.\n";
  const std::string plain = plain_mdx(page, {"a.mdx", 1}, problems);
  CHECK(std::count(plain.begin(), plain.end(), '\n') == std::count(page.begin(), page.end(), '\n'));
  CHECK(plain_mdx(plain, {"a.mdx", 1}, problems) == plain);
  CHECK(problems.empty());
}

TEST_CASE("expressions of MDX know the page's front matter", "[markdown][mdx]") {
  MarkdownOptions options = mdx;
  options.values = {{"beta", PageValue::Kind::no, ""}, {"versie", PageValue::Kind::number, "2"}, {"titel", PageValue::Kind::text, "a*b*"}};
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Versie {frontMatter.versie}, {frontMatter.titel}.\n", "Versie 2, a*b*."},
           {"{frontMatter.beta && <p>weg</p>}\n\n{frontMatter.versie > 1 && <p>hier</p>}\n", "hier"},
           {"{frontMatter.onbekend ? 'weg' : 'hier'}\n", "hier"},
           {"{frontMatter.titel.length > 1 && 'misschien'}\n\nTekst.\n", "Tekst."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, options) == row.outline);
  }
}

}  // namespace speur
