#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

TEST_CASE("markup in running text that nobody understood is told with its line", "[markdown]") {
  struct Row {
    std::string_view markdown, message;
    std::size_t line;
  };
  for (const Row& row : std::to_array<Row>({
           {"een\n\ntwee ::: drie\n", "markup that is not understood may stand in the text: :::", 7},
           {"```\n{{ a\n```\n\neen {{ b\n", "markup that is not understood may stand in the text: {{", 9},
           {"Zie [dit] (x) en ](y)\n", "markup that is not understood may stand in the text: ](", 5},
           {"!!! Let op: dit\n", "markup that is not understood may stand in the text: !!! ", 5},
           {"een\n??? Let op!\n", "markup that is not understood may stand in the text: ??? ", 6},
           {"Zie [[Andere\npagina]].\n", "markup that is not understood may stand in the text: [[", 5},
           {"een **vet** {: .rood } twee\n", "markup that is not understood may stand in the text: {:", 5},
           {"een {.rood} twee\n", "markup that is not understood may stand in the text: {.", 5},
       })) {
    CAPTURE(row.markdown);
    std::vector<Problem> problems;
    static_cast<void>(read_markdown(row.markdown, {}, {"pagina.md", 5}, problems));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == row.message);
    CHECK(problems[0].where.line == row.line);
    CHECK(problems[0].harmless);
    CHECK(problems[0].once);
  }
}

TEST_CASE("code and markup that is understood is not told", "[markdown]") {
  for (const std::string_view page :
       {"`::: {{ {% [! ]( </`\n", "```\n::: {{ {% [! ]( </ <!--\n```\n", "    {{ a }}\n",
        ":::note\n{{ a }} {% b %}\n:::\n", "Kan dat??? Ja!!! **Echt**!!! Zeker.\n", "Bel bij spoed [!] of </>.\n",
        "Schrijf \\{\\{ naam \\}\\}, &lt;/b&gt; en &#123;% x %&#125;.\n", "Kies {a, b} of {naam}.\n", "> [!NOTE]\n> [a](b) <b>c</b>\n", "a: b :: c; x < y\n"}) {
    CAPTURE(page);
    std::vector<Problem> problems;
    static_cast<void>(read_markdown(page, {}, {"pagina.md", 5}, problems));
    CHECK(problems.empty());
  }
}

}  // namespace speur
