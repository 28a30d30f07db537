#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace speur {

TEST_CASE("kramdown's lists on their own line belong to the block that they touch", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"## Tarieven\n{: #prijzen .groot}\n\nDe leges.\n", "## Tarieven #prijzen | De leges."},
           {"Tarieven\n---\n{: #prijzen}\n\nDe leges.\n", "## Tarieven #prijzen | De leges."},
           {"{: .groot}\n{: #prijzen}\n## Tarieven\n\nDe leges.\n", "## Tarieven #prijzen | De leges."},
           {"Een alinea.\n{: .groot}\n\nTwee.\n", "Een alinea. / Twee."},
           {"{: .groot}\n- punt\n- meer\n", "punt / meer"},
           {"een\n\n{: .los}\n\ntwee\n", "een / twee"},
           {"{:naam: .groot}\n\ntekst\n", "tekst"},
           {"{::options parse_block_html=\"true\" /}\n\ntekst {::nomarkdown}x{:/}\n", "tekst x"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("kramdown's comments are no text, wherever they stand", "[markdown]") {
  const MarkdownOptions kramdown{AnchorRules(AnchorStyle::github, SlugRule::kramdown),
                                 MarkdownDialect::kramdown};
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"ja {::comment}weg{:/} ja\n", "ja ja"},
           {"ja {::comment}weg{:/comment} ja {::comment}weg{:/}\n", "ja ja"},
           {"ja {::comment}weg\nweg\nweg{:/} ja\n", "ja ja"},
           {"- ja {::comment}weg{:/}\n- {::comment}weg{:/} ook\n", "ja / ook"},
           {"- ja\n\n  {::comment}\n  weg\n\n  weg\n  {:/}\n\n  ook\n", "ja / ook"},
           {"## Kop {::comment}weg{:/}\n\nja\n", "## Kop #kop | ja"},
           {"{::comment}\nweg {:/} weg\n\nweg\n{:/}\n\nja\n", "ja"},
           {"{::comment}\nweg\n{:/comment}\nja\n", "ja"},
           {"{::comment}weg{:/}\n", ""},
           {"{::comment x=\"y\"}weg{:/} ja\n", "ja"},
           {"{::comment /} ja {::nomarkdown}ook{:/}\n", "ja ook"},
           {"`{::comment}ja{:/}`\n", "{::comment}ja{:/}"},
           {"open {::comment} ja\n\nook {:/}\n", "open {::comment} ja / ook"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, kramdown) == row.outline);
  }
}

TEST_CASE("a list that excludes takes the whole block that it touches", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"## Weg\n{: data-search-exclude=\"true\"}\n\nweg\n\n### weg\n\n## Ja\n", "## Ja #ja"},
           {"Weg\n---\n{: data-search-exclude}\n\nweg\n\n## Ja\n", "## Ja #ja"},
           {"{: data-search-exclude}\n## Weg\n\nweg\n\n## Ja\n", "## Ja #ja"},
           {"{: data-search-exclude}\nweg\nweg\n\nja\n", "ja"},
           {"weg\nweg\n{: data-search-exclude}\n\nja\n", "ja"},
           {"{: data-search-exclude}\n- weg\n\n- weg\n\n  weg\n\nja\n", "ja"},
           {"- weg\n- weg\n{: data-search-exclude}\n\nja\n", "ja"},
           {"- ja\n- weg\n  {: data-search-exclude}\n- ook\n", "ja / ook"},
           {"{: data-search-exclude}\n> weg\n>\n> weg\n\nja\n", "ja"},
           {"{: data-search-exclude}\n| weg | weg |\n|---|---|\n| weg | weg |\n\nja\n", "ja"},
           {"| weg |\n|---|\n| weg |\n{: data-search-exclude}\n\nja\n", "ja"},
           {"{: data-search-exclude}\n```\nweg\n\nweg\n```\n\nja\n", "ja"},
           {"{: data-search-exclude}\n!!! note \"weg\"\n    weg\n\n    weg\n\nja\n", "ja"},
           {"{: data-search-exclude}\n:::note[weg]\nweg\n\nweg\n:::\n\nja\n", "ja"},
           {"{: data-search-exclude}\n    weg\n\nja\n", "ja"},
           {"{:geheim: data-search-exclude=\"true\"}\n\nweg\n{:geheim}\n\nja\n", "ja"},
           {"{:geheim: data-search-exclude=\"true\"}\n\nja [weg](x){:geheim} ja\n", "ja ja"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("a page is left out where what a list excludes cannot be told", "[markdown]") {
  for (const std::string_view page : {
           "een\n\n{: data-search-exclude}\n\ntwee\n",
           "{: data-search-exclude}\n<div>\n\ntwee\n\n</div>\n",
           "<div>\neen\n</div>\n{: data-search-exclude}\n",
           "{: data-search-exclude}\nterm\n: betekenis\n",
           "term\n: betekenis\n{: data-search-exclude}\n",
           "!!! note\n    een\n{: data-search-exclude}\n",
           ":::note\neen\n\ntwee\n:::\n{: data-search-exclude}\n",
           "{: data-search-exclude}\n[^1]: noot\n",
           "{: data-search-exclude}\n",
       }) {
    CAPTURE(page);
    std::vector<Problem> problems;
    CHECK_THROWS_WITH(read_markdown(page, {}, {"p.md", 1}, problems),
                      Catch::Contains("the page is left out"));
  }
}

}  // namespace speur
