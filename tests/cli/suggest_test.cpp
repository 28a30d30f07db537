#include "cli/programs.hpp"
#include "speur/ascii.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace json = boost::json;

namespace speur {
namespace {

const std::map<std::string, std::string> pages = {
    {"subsidie.md", "# Subsidie aanvragen\n\nTekst.\n\n## Kosten & baten\n"},
    {"stalling.md", "# Fietsenstalling\n\nEen nieuwe stalling, een nieuwe stalling.\n"},
    {"bank.md", "# Bank\n\nEen nieuwe stalling, een nieuwe stalling.\n"},
    {"geheim.md",
     "# Openbaar\n\n## Geheimzwaluw { data-search-exclude }\n\nNevelkrab pad, nevelkrab pad.\n"}};

}  // namespace

TEST_CASE("speur suggest completes what is typed", "[cli][suggest]") {
  const TestSite site(pages);
  REQUIRE(run_indexer(site.path(), {"content"}).code == 0);
  struct Row {
    Arguments arguments;
    std::string out;
    int code;
  };
  for (const Row& row : std::vector<Row>{{{"subs"}, "Subsidie aanvragen  subsidie/\n", 0},
                                         {{"nieuwe", "st"}, "nieuwe stalling  2 pages\n", 0},
                                         {{"fietsnstal"}, "Fietsenstalling  stalling/\n", 0},
                                         {{"kost"}, "Kosten & baten  subsidie/#kosten-baten\n", 0},
                                         {{"zzz"}, "", 1},
                                         {{"nevel"}, "", 1},
                                         {{"geheim"}, "", 1}}) {
    CAPTURE(row.arguments);
    Arguments arguments = {"suggest"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    const Outcome outcome = run_speur(site.path(), arguments);
    CHECK(outcome.out == row.out);
    CHECK(outcome.err.empty());
    CHECK(outcome.code == row.code);
  }
}

TEST_CASE("speur suggest --json gives what an outlet needs", "[cli][suggest]") {
  const TestSite site(pages);
  REQUIRE(run_indexer(site.path(), {"content"}).code == 0);
  CHECK(speur_json(site.path(), {"suggest", "kosten"}) ==
        json::parse(R"({"query": "kosten", "suggestions": [{"text": "Kosten & baten",
          "html": "<mark>Kosten</mark> &amp; baten", "kind": "heading", "pages": 1,
          "id": "subsidie.md", "url": "subsidie/#kosten-baten"}]})"));
  CHECK(speur_json(site.path(), {"suggest", "--limit", "1", "nieuwe"}) ==
        json::parse(R"({"query": "nieuwe", "suggestions": [{"text": "nieuwe stalling",
          "html": "<mark>nieuwe</mark> stalling", "kind": "phrase", "pages": 2}]})"));
}

TEST_CASE("speur suggest says what is wrong with a command line", "[cli][suggest]") {
  const TestSite site(pages);
  CHECK(run_speur(site.path(), {"suggest", "a", "--index", "nergens"}).code == 66);
  CHECK(run_speur(site.path(), {"suggest"}).code == 64);
  CHECK(run_speur(site.path(), {"suggest", "a", "--limit", "0"}).code == 64);
  REQUIRE(run_indexer(site.path(), {"content"}).code == 0);
  CHECK(run_speur(site.path(), {"suggest", std::string(201, 'a')}).code == 65);
  CHECK(run_speur(site.path(), {"suggest", "--help"}).code == 0);
}

TEST_CASE("no suggestion holds a word that an author excluded", "[cli][suggest]") {
  const std::filesystem::path source = SPEUR_SOURCE_DIR;
  const TemporaryFolder folder;
  REQUIRE(run_indexer(folder.path(), {(source / "content").string(), "--index", "index"}).code ==
          0);
  std::ifstream file(source / "tests/data/content_excluded_words.tsv");
  std::size_t words = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#') || line.find('\t') == std::string::npos) continue;
    const std::string word = ascii_lower(line.substr(0, line.find('\t')));
    CAPTURE(word);
    const Outcome outcome =
        run_speur(folder.path(), {"suggest", word, "--limit", "100", "--index", "index", "--json"});
    const json::value answer = json::parse(outcome.out);
    for (const json::value& each : answer.at("suggestions").as_array()) {
      const std::string text = ascii_lower(std::string(each.at("text").as_string()));
      CAPTURE(text);
      CHECK(text.find(word) == std::string::npos);
    }
    ++words;
  }
  CHECK(words > 50);
}

}  // namespace speur
