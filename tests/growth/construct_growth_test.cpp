// Constructs of the dialect that once cost a square of their length: twice as much of one must be about
// twice as much work. It is counted, not timed, as in growth_test.cpp.

#include "growth/work_counter.hpp"
#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/markdown.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

double work_of(const std::string& page, const MarkdownOptions& options = {}) {
  std::vector<Problem> problems;
  start_counting();
  try {
    (void)read_markdown(page, options, {}, problems);
  } catch (const Error&) {
    // Refused is as good as read, if it takes as little work.
  }
  return static_cast<double>(stop_counting().work);
}

std::string many(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The work that twice as much takes, divided by that of once as much, where twice as much has twice the bytes.
double growth_of(const std::function<std::string(std::size_t)>& page, std::size_t count,
                 const MarkdownOptions& options = {}) {
  const std::string once = page(count), twice = page(2 * count);
  const double bytes = static_cast<double>(twice.size()) / static_cast<double>(once.size());
  return work_of(twice, options) / work_of(once, options) / bytes * 2;
}

constexpr double most = 2.5;  // a square has 4

}  // namespace

TEST_CASE("twice as much of a construct takes about twice the work", "[growth]") {
  struct Row {
    std::string_view name;
    std::function<std::string(std::size_t)> page;
    std::size_t count;
  };
  for (const Row& row : std::to_array<Row>({
           {"a tag whose quote has no end", [](std::size_t n) {
              return many("<a \"", n) + many(" < >", n);
            }, 15'000},
           {"rt outside of ruby", [](std::size_t n) { return "<div>\n" + many("<rt>", n); },
            30'000},
           {"headings that end in _1", [](std::size_t n) { return many("# kop_1\n\n", n); },
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
                     many("| c | d |\n", n / 4);
            }, 20'000},
           {"statements of MDX that are not closed", [](std::size_t n) {
              return many("export const a = {\n\n", n);
            }, 20'000},
           {"a statement of MDX with many quotes", [](std::size_t n) {
              return "export const a = \"" + many("' \" ", n) + "\n";
            }, 20'000},
           {"boxes that are excluded and not closed", [](std::size_t n) {
              return many(":::a{data-search-exclude}\n", n);
            }, 10'000},
           {"labels of boxes", [](std::size_t n) { return ":::a" + many("[", n) + "\n"; },
            100'000},
           {"tags between colons", [](std::size_t n) { return many(":::a ", n) + "\n"; },
            20'000},
           {"tags of DocFX that are not closed", [](std::size_t n) {
              return many("[!div ", n) + "\n";
            }, 10'000},
           {"alerts that are not closed", [](std::size_t n) { return many("> [!a\n", n); },
            20'000},
           {"attribute lists of the block below", [](std::size_t n) {
              return many("{: .a}\n", n) + "tekst\n";
            }, 10'000},
           {"attribute lists of the block above", [](std::size_t n) {
              return "tekst\n" + many("{: .a}\n", n);
            }, 10'000},
           {"names of attribute lists, and lists with many words", [](std::size_t n) {
              return many("{:a: data-search-exclude}\n{:b c d e f g}\n", 90) +
                     many("x {:b c d e f}\n", n);
            }, 5'000},
           {"raw HTML elements in each other", [](std::size_t n) {
              return many("<div>\n\n", n / 100) + many("<p>\n\n", n) + "</div>\n";
            }, 20'000},
           {"raw HTML elements that are not closed", [](std::size_t n) {
              return many("<section>\n\n", 300) + many("<td>\n\n", n);
            }, 20'000},
           {"elements of code that are not closed", [](std::size_t n) {
              return many("<pre>\n```\n", n);
            }, 20'000},
           {"shortcodes whose strings do not end", [](std::size_t n) {
              return many("{{< a \" ", n) + "\n";
            }, 10'000},
           {"shortcodes with many strings", [](std::size_t n) {
              return "{{< a " + many("\"b c\" ", n) + ">}}\n";
            }, 20'000},
           {"macros between signs of emphasis", [](std::size_t n) {
              return many("**{{ a }}** ", n) + "\n";
            }, 10'000},
           {"words between colons", [](std::size_t n) { return many(":abc:", n) + "\n"; },
            20'000},
           {"runs of backticks of falling length", [](std::size_t n) {
              std::string page;
              for (std::size_t length = n; length > 0; --length) {
                page += std::string(length, '`') + " ";
              }
              return page;
            }, 600}})) {
    CAPTURE(row.name);
    CHECK(growth_of(row.page, row.count) < most);
  }
}

TEST_CASE("twice as many braces of MDX take about twice the work", "[growth]") {
  const auto page = [](std::size_t count) { return many("{a ", count) + "\n\n" + many("{'b'}", count) + "\n"; };
  CHECK(growth_of(page, 20'000, {AnchorStyle::github, MarkdownDialect::mdx}) < most);
}

}  // namespace speur
