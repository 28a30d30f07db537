#include "indexer/markdown/tree/markdown_tree.hpp"

#include "indexer/markdown/tree/html_text.hpp"
#include "indexer/markdown/dialect/markdown_dialect.hpp"
#include "support/skipped.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace {

std::string print(const MarkdownContent& content) {
  std::string result = content.first_h1 + "\n";
  for (const Section& section : content.sections) {
    result += std::to_string(section.level) + " " + section.heading + " #" + section.anchor + "\n" +
              section.text + "\n\n";
  }
  for (const auto& [name, meaning] : content.abbreviations) result += name + ": " + meaning + "\n";
  return result;
}

/// The page by the tree and by HTML; nothing if it has such raw HTML as only the latter can read.
bool both_ways_agree(std::string_view body) {
  std::vector<Problem> problems;
  const BlockDialect blocks =
      translate_blocks(SourceLines(body, {}, problems), {});
  const MarkdownTree tree(translate_inlines(blocks, {}),
                          AnchorStyle::python_markdown);
  if (tree.has_html()) return true;
  SectionBuilder direct(blocks);
  tree.feed(direct);
  SectionBuilder parsed(blocks);
  read_html(tree.to_html(parsed), {}, parsed);
  const std::string left = print(direct.finish());
  const std::string right = print(parsed.finish());
  CHECK(left == right);
  return left == right;
}

}  // namespace

TEST_CASE("a page without raw HTML reads the same by way of HTML", "[markdown]") {
  const std::vector<std::string> plain = {"# ",
                                          "## ",
                                          "een ",
                                          "twee",
                                          "\n",
                                          "\n\n",
                                          "- ",
                                          "    ",
                                          "> ",
                                          "*",
                                          "**",
                                          "`",
                                          "[",
                                          "](x)",
                                          "{ data-search-exclude }",
                                          "{ .a }",
                                          "!!! x \"T\"\n",
                                          "| a | b |\n|---|---|\n",
                                          "```\n",
                                          "[^1]",
                                          "[^1]: noot\n",
                                          "*[AVG]: Algemene\n",
                                          "&lt;",
                                          "&",
                                          ":   ",
                                          "1. ",
                                          "==",
                                          "AVG ",
                                          "![a](b)"};
  // Tags of elements in a line, closed or not, which are no text and part no text.
  std::vector<std::string> with_tags = plain;
  for (const char* const tag :
       {"<sup>", "</sup>", "<sup>", "</sup>", "<b>", "</b>", "<a href=\"x\">", "</a>", "<br>",
        "<br />", "<span class=\"y\">", "</span>", "<em>", "</i>", "<code>", "</code>"}) {
    with_tags.emplace_back(tag);
  }
  std::mt19937 random(20240607);
  for (int i = 0; i < 6000; ++i) {
    const std::vector<std::string>& parts = i % 2 == 0 ? plain : with_tags;
    std::string page;
    for (std::size_t n = 1 + random() % 40; n > 0; --n) page += parts[random() % parts.size()];
    CAPTURE(page);
    if (!both_ways_agree(page)) break;
  }
}

TEST_CASE("every page of the corpora without raw HTML reads the same by way of HTML",
          "[markdown]") {
  const char* const corpora = std::getenv("SPEUR_CORPORA");
  if (corpora == nullptr) {
    skip_without("the real sites of SPEUR_CORPORA");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    if (entry.path().extension() != ".md") continue;
    CAPTURE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    both_ways_agree(std::string(std::istreambuf_iterator<char>(file), {}));
  }
}

}  // namespace speur
