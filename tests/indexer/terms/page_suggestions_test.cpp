#include "indexer/terms/page_suggestions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <sstream>

namespace speur {
namespace {

std::vector<std::string> suggestions_of(const Page& page) {
  Analyzer analyzer(AnalyzerRecipe::standard());
  std::istringstream lines(page_suggestions(page, analyze_page(page, analyzer)));
  std::vector<std::string> terms;
  for (std::string line; std::getline(lines, line); terms.push_back(line)) {
    std::ranges::replace(line, '\x1f', '#');
  }
  return terms;
}

using Terms = std::vector<std::string>;

Terms of_kind(const Terms& terms, char kind) {
  Terms result;
  for (const std::string& term : terms) {
    if (term.front() == kind) result.push_back(term.substr(1));
  }
  return result;
}

Terms phrases_of(std::string_view text) {
  Page page;
  page.title = "Proef";
  page.sections.push_back({0, "", "", std::string(text)});
  return of_kind(suggestions_of(page), 'p');
}

}  // namespace

TEST_CASE("a page suggests the phrases that it repeats", "[page_suggestions]") {
  struct Row {
    std::string_view text;
    Terms phrases;
  };
  for (const Row& row : std::to_array<Row>({
           {"een nieuwe fiets", {}},
           {"Met subsidie aanvragen bent u klaar. Wie wil subsidie aanvragen?",
            {"subsidie aanvragen"}},
           // Function words stand inside, not at an end.
           {"de bescherming van natuur en de bescherming van natuur", {"bescherming van natuur"}},
           {"in de stad en in de stad", {}},
           // The whole, and a part of it only where that mostly stands alone.
           {"algemene wet bestuursrecht\nalgemene wet bestuursrecht",
            {"algemene wet bestuursrecht"}},
           {"hoog risico systeem, hoog risico systeem; hoog risico. hoog risico. hoog risico. "
            "hoog risico",
            {"hoog risico", "hoog risico systeem"}},
           // Nothing over punctuation or from one block to the next.
           {"gemeente, bestuur en gemeente, bestuur", {}},
           {"gemeente\nbestuur\ngemeente\nbestuur", {}},
           {"lid 2 en lid 2", {}},
           {"AI-verordening en AI-verordening", {"AI-verordening"}},
           // As written inside a sentence.
           {"Menselijke controle. Het is menselijke controle.", {"menselijke controle"}},
           {"Raad van State. De Raad van State.", {"Raad van State"}},
       })) {
    CAPTURE(row.text);
    CHECK(phrases_of(row.text) == row.phrases);
  }
}

TEST_CASE("a page suggests its headings with the anchors that are not their slugs",
          "[page_suggestions]") {
  Page page;
  page.title = "Grofvuil";
  page.other_title = "Grof vuil";
  page.sections = {
      {1, "Grof vuil", "grof-vuil", "tekst"},       {3, "Kosten per keer", "kosten-per-keer", ""},
      {2, "Afspraak maken", "afspraak", ""},        {2, "Artikel 5", "artikel-5", ""},
      {2, "Stap 2: bellen", "stap-2-bellen", ""},   {2, "2024", "2024", ""},
      {2, "Afspraak maken", "afspraak-maken_1", ""}};
  const Terms terms = suggestions_of(page);
  CHECK(of_kind(terms, 't') == Terms{"Grof vuil"});
  CHECK(of_kind(terms, 'h') ==
        Terms{"Afspraak maken#afspraak", "Stap 2: bellen", "Kosten per keer"});
}

TEST_CASE("a page tells which words it writes with a capital", "[page_suggestions]") {
  Page page;
  page.title = "Proef";
  page.sections.push_back(
      {0, "", "",
       "Volgens de AVG en de AVG mag het. Burgers zijn mensen. Burgers zijn het. In "
       "Utrecht. Voor Utrecht."});
  CHECK(of_kind(suggestions_of(page), 'w') == Terms{"AVG", "Utrecht"});
}

TEST_CASE("a long page does not suggest without bounds", "[page_suggestions]") {
  Page page;
  page.title = "Proef";
  std::string text;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      const std::string phrase = std::string("fiets") + a + b + " stalling" + a + b;
      text += phrase + ". " + phrase + ".\n";
      page.sections.push_back({2, "Kop over " + phrase, "kop", ""});
    }
  }
  page.sections.push_back({2, "Tekst", "tekst", text});
  CHECK(suggestions_of(page).size() <= 24 + 16 + 8);
}

}  // namespace speur
