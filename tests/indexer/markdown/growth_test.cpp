// Constructs of the dialect that once cost a square of their length: twice as much of one must cost
// about twice as much time.

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/markdown.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace {

double cpu_seconds(const std::string& page) {
  const std::clock_t start = std::clock();
  std::vector<Problem> problems;
  try {
    (void)read_markdown(page, {}, {}, problems);
  } catch (const Error&) {
    // Refused is as good as read, if it comes as fast.
  }
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("twice as much of a construct takes about twice the time", "[growth]") {
  struct Row {
    std::string_view name;
    std::function<std::string(std::size_t)> page;
    std::size_t count;
  };
  for (const Row& row : std::to_array<Row>({
           {"a tag whose quote has no end", [](std::size_t n) {
              return repeated("<a \"", n) + repeated(" < >", n);
            }, 15'000},
           {"rt outside of ruby", [](std::size_t n) { return "<div>\n" + repeated("<rt>", n); },
            30'000},
           {"headings that end in _1", [](std::size_t n) { return repeated("# kop_1\n\n", n); },
            10'000},
           {"numbered headings, each twice", [](std::size_t n) {
              std::string page;
              for (std::size_t i = 0; i < 2 * n; ++i) {
                page += "# kop_" + std::to_string(i % n) + "\n\n";
              }
              return page;
            }, 5'000},
           {"an indented delimiter under a long table", [](std::size_t n) {
              return "| a | b |\n" + std::string(n, ' ') + "|--|--|\n" +
                     repeated("| c | d |\n", n / 4);
            }, 20'000},
           {"statements of MDX that are not closed", [](std::size_t n) {
              return repeated("export const a = {\n\n", n);
            }, 20'000},
           {"a statement of MDX with many quotes", [](std::size_t n) {
              return "export const a = \"" + repeated("' \" ", n) + "\n";
            }, 20'000},
           {"boxes that are excluded and not closed", [](std::size_t n) {
              return repeated(":::a{data-search-exclude}\n", n);
            }, 10'000},
           {"labels of boxes", [](std::size_t n) { return ":::a" + repeated("[", n) + "\n"; },
            100'000},
           {"tags between colons", [](std::size_t n) { return repeated(":::a ", n) + "\n"; },
            20'000},
           {"tags of DocFX that are not closed", [](std::size_t n) {
              return repeated("[!div ", n) + "\n";
            }, 10'000},
           {"alerts that are not closed", [](std::size_t n) { return repeated("> [!a\n", n); },
            20'000},
           {"attribute lists of the block below", [](std::size_t n) {
              return repeated("{: .a}\n", n) + "tekst\n";
            }, 10'000},
           {"attribute lists of the block above", [](std::size_t n) {
              return "tekst\n" + repeated("{: .a}\n", n);
            }, 10'000},
           {"names of attribute lists, and lists with many words", [](std::size_t n) {
              return repeated("{:a: data-search-exclude}\n{:b c d e f g}\n", 90) +
                     repeated("x {:b c d e f}\n", n);
            }, 5'000},
           {"raw HTML elements in each other", [](std::size_t n) {
              return repeated("<div>\n\n", n / 100) + repeated("<p>\n\n", n) + "</div>\n";
            }, 20'000},
           {"raw HTML elements that are not closed", [](std::size_t n) {
              return repeated("<section>\n\n", 300) + repeated("<td>\n\n", n);
            }, 20'000},
           {"elements of code that are not closed", [](std::size_t n) {
              return repeated("<pre>\n```\n", n);
            }, 20'000},
           {"shortcodes whose strings do not end", [](std::size_t n) {
              return repeated("{{< a \" ", n) + "\n";
            }, 10'000},
           {"shortcodes with many strings", [](std::size_t n) {
              return "{{< a " + repeated("\"b c\" ", n) + ">}}\n";
            }, 20'000},
           {"macros between signs of emphasis", [](std::size_t n) {
              return repeated("**{{ a }}** ", n) + "\n";
            }, 10'000},
           {"words between colons", [](std::size_t n) { return repeated(":abc:", n) + "\n"; },
            20'000},
           {"runs of backticks of falling length", [](std::size_t n) {
              std::string page;
              for (std::size_t length = n; length > 0; --length) {
                page += std::string(length, '`') + " ";
              }
              return page;
            }, 600}})) {
    CAPTURE(row.name);
    double slope = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
      const double once = cpu_seconds(row.page(row.count));
      const double twice = cpu_seconds(row.page(2 * row.count));
      const auto bytes = static_cast<double>(row.page(2 * row.count).size()) /
                         static_cast<double>(row.page(row.count).size());
      slope = once < 0.002 && twice < 0.02 ? 0 : twice / once / bytes * 2;
      if (slope < 3.5) break;
    }
    CHECK(slope < 3.5);
  }
}

TEST_CASE("twice as many braces of MDX take about twice the time", "[growth]") {
  const auto seconds = [](std::size_t count) {
    const std::string page = repeated("{a ", count) + "\n\n" + repeated("{'b'}", count) + "\n";
    std::vector<Problem> problems;
    const std::clock_t start = std::clock();
    (void)read_markdown(page, {AnchorStyle::github, MarkdownDialect::mdx}, {}, problems);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  double slope = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const double once = seconds(20'000);
    const double twice = seconds(40'000);
    slope = twice < 0.02 ? 0 : twice / once;
    if (slope < 3.5) break;
  }
  CHECK(slope < 3.5);
}

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
