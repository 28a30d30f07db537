#include "speur/searcher.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// A site with one page of these sections (heading, text) among others, and what a query shows of it.
class OnePage {
 public:
  OnePage(const std::string& title, const std::vector<std::pair<std::string, std::string>>& sections)
      : searcher_(write_index(folder_.path(), pages(title, sections))) {}

  /// `heading: snippet` of each section.
  [[nodiscard]] std::vector<std::string> show(const std::string& query) {
    const SearchResult result = searcher_.search({.query = query});
    REQUIRE(!result.hits.empty());
    CHECK(result.hits.front().id == "a.md");
    std::vector<std::string> shown;
    for (const HitSection& section : result.hits.front().sections) {
      shown.push_back(section.heading.text + ": " + section.snippet.text);
    }
    return shown;
  }

 private:
  static std::vector<Page> pages(const std::string& title,
                                 const std::vector<std::pair<std::string, std::string>>& sections) {
    std::vector<Page> pages;
    pages.push_back(simple_page("a.md", title, ""));
    pages.back().sections.clear();
    for (const auto& [heading, text] : sections) {
      pages.back().sections.push_back({2, heading, "kop-" + std::to_string(pages.back().sections.size()), text});
    }
    for (int i = 0; i < 20; ++i) {
      pages.push_back(simple_page("x" + std::to_string(i) + ".md", "Loket", "Het loket is open."));
    }
    return pages;
  }

  TemporaryFolder folder_;
  Searcher searcher_;
};

}  // namespace

TEST_CASE("another inflection of a word is shown before its parts", "[searcher]") {
  for (const std::string word : {"rekenregel", "reken-regel"}) {
    OnePage page("Opleiding", {{"Inhoud", "De regels en het rekenen met regels komen aan bod bij de regels."},
                               {"Begrippen", "Eerst het rekenen, dan de regels, dan het rekenen met regels."},
                               {"Lessen", "De regels voor het rekenen staan in het boek over de regels."},
                               {"Opdrachten", "Opdracht 30: een " + word}});
    CHECK(page.show("rekenregels").front() == "Opdrachten: Opdracht 30: een " + word);
  }
}

TEST_CASE("a heading that only repeats the title gives way to how the page begins", "[searcher]") {
  OnePage page("Scopes als sleutel", {{"Scopes als sleutel", ""}, {"Begrip", "Een label met een betekenis."}});
  CHECK(page.show("sleutel") == std::vector<std::string>{"Begrip: Een label met een betekenis."});
}

}  // namespace speur
