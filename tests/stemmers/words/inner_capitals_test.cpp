#include "stemmers/words/inner_capitals.hpp"

#include "speur/analyzer.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

TEST_CASE("a name is divided at its capitals", "[names]") {
  struct Row {
    std::string_view name, divided;
  };
  for (const Row& row : std::to_array<Row>({{"getUserName", "get|User|Name"},
                                            {"relevanteAndereZaken", "relevante|Andere|Zaken"},
                                            {"BSNNummer", "BSN|Nummer"},
                                            {"HTTPServer", "HTTP|Server"},
                                            {"MijnOverheid", "Mijn|Overheid"},
                                            {"utf8Decode", "utf8|Decode"},
                                            // names of one word, and what would have a letter alone
                                            {"DigiD", ""},
                                            {"eHerkenning", ""},
                                            {"APIs", ""},
                                            {"DPIAs", ""},
                                            {"Gemeente", ""},
                                            {"GEMEENTE", ""},
                                            {"gemeente", ""},
                                            {"aBcDeFgH", ""},
                                            {"eenTweeDrieVierVijfZes", ""},
                                            {"coördinatieGroep", ""},
                                            {"", ""}})) {
    CAPTURE(row.name);
    std::string divided;
    const auto begins = speur::split_at_capitals(row.name, 5);
    for (std::size_t i = 0; i < begins.size(); ++i) {
      const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : row.name.size();
      divided.append(i == 0 ? "" : "|").append(row.name.substr(begins[i], end - begins[i]));
    }
    CHECK(divided == row.divided);
    if (!row.divided.empty()) CHECK(speur::has_inner_capital(row.name));
  }
}

TEST_CASE("the words of a name are its parts, in every language", "[names]") {
  for (const std::string_view language : {"nl", "en"}) {
    speur::Analyzer analyzer(speur::AnalyzerRecipe::standard(), language);
    const auto tokens = analyzer.analyze("getusername getUserName");
    REQUIRE(tokens.size() == 2);
    CHECK(tokens[0].form->parts.empty());
    REQUIRE(tokens[1].form->parts.size() == 3);
    CHECK(tokens[1].form->exact == "getusername");
    CHECK(tokens[1].form->parts[1].stem == analyzer.analyze_word("user").stem);
    CHECK(tokens[1].joined.terms().front() == "getuser");
    const std::string stem = analyzer.analyze_word("username").stem;
    const std::span<const std::string> terms = tokens[1].joined.terms();
    REQUIRE(tokens[1].joined.has("username"));
    const auto place = std::ranges::find(terms, "username") - terms.begin();
    const std::string& own = tokens[1].joined.stems()[static_cast<std::size_t>(place)];
    CHECK((own.empty() ? "username" : own) == stem);
    auto recipe = speur::AnalyzerRecipe::standard();
    recipe.set("names=none");
    CHECK(speur::Analyzer(recipe, language).analyze_word("getUserName").parts.empty());
  }
}
