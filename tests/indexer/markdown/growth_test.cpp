// Pages that would take all memory or nest without end. How work grows with a page is tests/growth.

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/markdown.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("constants of MDX that are made of each other end where the page's budget does", "[growth]") {
  std::string doubled = "export const a0 = ['een', 'twee']\n";
  for (int i = 0; i < 60; ++i) {
    doubled += "export const a" + std::to_string(i + 1) + " = [a" + std::to_string(i) + ", a" + std::to_string(i) + "]\n";
  }
  const std::string used = "export const lang = '" + repeated("woord ", 20'000) + "'\n\n" + repeated("{lang}\n", 20'000);
  for (const std::string& page : {doubled + "\n{a60}\n", used}) {
    const PageBudget budget("a.mdx", page.size());
    std::vector<Problem> problems;
    CHECK_THROWS_WITH(read_markdown(page, {AnchorStyle::github, MarkdownDialect::mdx}, {}, problems),
                      Catch::Contains("takes more memory than"));
  }
}

TEST_CASE("HTML that would nest without end in a parser is refused", "[growth]") {
  for (const std::string_view tags : {"<optgroup>", "<rt>", "<rp>", "<li><dd>", "<dt><li>"}) {
    CAPTURE(tags);
    std::vector<Problem> problems;
    CHECK_THROWS_WITH(read_markdown("<div>\n" + repeated(tags, 100'000), {}, {"a.md", 1}, problems),
                      Catch::Contains("nest too deep"));
  }
}

TEST_CASE("items whose end tags are left out nest no deeper than their lists", "[growth]") {
  for (const std::string_view item :
       {"<li>een", "<dt>een<dd>twee", "<option>een", "<tr><td>een", "<p>een"}) {
    CAPTURE(item);
    std::vector<Problem> problems;
    const MarkdownContent content =
        read_markdown("<div>\n" + repeated(item, 5'000) + "\n</div>\n", {}, {}, problems);
    REQUIRE(content.sections.size() == 1);
    CHECK(content.sections[0].text.size() >= 15'000);
  }
}

}  // namespace speur
