#include "searcher/candidates/query_compiler.hpp"

#include "speur/error.hpp"
#include "support/compiled_query.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace speur {
namespace {

struct ThreePages {
  TemporaryFolder folder;
  QueryCompilation compilation{write_index(
      folder.path(),
      {simple_page("a.md", "Bezwaar", "Maak bezwaar bij de gemeente.", {keywords("soort", {"nota"})}),
       simple_page("b.md", "Stalling", "Een nieuwe stalling voor fietsen.",
                   {keywords("soort", {"besluit"}), date("datum", "2024-05-17")}),
       simple_page("c.md", "Gemeente", "De gemeente maakt een stalling.")})};

  CompiledQuery operator()(std::string_view text) { return compilation.compile(text); }
};

const QueryUnit& unit(const CompiledQuery& compiled, std::string_view text) {
  const auto found = std::ranges::find(compiled.ranked.units, text, &QueryUnit::text);
  REQUIRE(found != compiled.ranked.units.end());
  return *found;
}

}  // namespace

TEST_CASE("a query of filters alone ranks no page", "[query_compiler]") {
  ThreePages compile;
  CHECK(compile("").unranked);
  CHECK(compile("").query.kind() == CandidateQuery::Kind::everything);
  CHECK(compile("soort:nota").unranked);
  CHECK(compile.compilation.pages(compile("soort:nota").query) == std::vector<std::string>{"a.md"});
  CHECK(compile.compilation.pages(compile("datum:2024..").query) == std::vector<std::string>{"b.md"});
  CHECK_FALSE(compile("soort:nota bezwaar").unranked);
  CHECK_FALSE(compile("bezwaar").unranked);
}

TEST_CASE("each word is a unit, and tells whether a page may miss it", "[query_compiler]") {
  ThreePages compile;
  const CompiledQuery compiled = compile("bezwaar +gemeente -fietsen de");
  CHECK(unit(compiled, "bezwaar").wanted);
  CHECK_FALSE(unit(compiled, "gemeente").wanted);  // no page without it is found
  CHECK_FALSE(unit(compiled, "fietsen").wanted);
  CHECK(unit(compiled, "de").stop);
  CHECK_FALSE(unit(compiled, "bezwaar").stop);
  CHECK(compiled.query.kind() == CandidateQuery::Kind::except);
}

TEST_CASE("function words are marked only where nothing else is asked for", "[query_compiler]") {
  ThreePages compile;
  const StoredWord de{"de", {}, "de", {}, true};
  CHECK(compile("de gemeente").matcher.match(de, TextField::body) == 0);
  CHECK(compile("de").matcher.match(de, TextField::body) != 0);
}

TEST_CASE("a phrase is checked in the page's record, and so are words of a field", "[query_compiler]") {
  ThreePages compile;
  const CompiledQuery phrase = compile("\"nieuwe stalling\"");
  REQUIRE(phrase.ranked.phrases.size() == 1);
  CHECK(phrase.ranked.phrases.front().words.size() == 2);
  CHECK(phrase.ranked.phrases.front().slop == 0);
  REQUIRE(phrase.check.has_value());
  CHECK_FALSE(compile("nieuwe stalling").check.has_value());
  CHECK(compile("tekst:stalling").ranked.evidence.front().field == TextField::body);
  CHECK(compile("titel:stalling").ranked.evidence.front().field == TextField::title);
}

TEST_CASE("a question's frame is sought as function words", "[query_compiler]") {
  ThreePages compile;
  const CompiledQuery question = compile("hoe maak ik bezwaar");
  CHECK(question.ranked.question != QuestionKind::none);
  CHECK(unit(question, "hoe").stop);
  CHECK_FALSE(unit(question, "bezwaar").stop);
  CHECK(compile("bezwaar maken").ranked.question == QuestionKind::none);
}

TEST_CASE("what only the type of a facet refuses is an error or a note", "[query_compiler]") {
  ThreePages compile;
  try {
    static_cast<void>(compile("soort:a..b bezwaar"));
    FAIL("a range of words was taken");
  } catch (const Error& e) {
    CHECK(std::string(e.what()).find("'soort' holds words") != std::string::npos);
  }
  const CompiledQuery lenient = compile.compilation.compile("soort:a..b bezwaar", false);
  CHECK(lenient.notes.size() == 1);
  CHECK(evidence_of(lenient) == evidence_of(compile("bezwaar")));
}

TEST_CASE("a query is compiled as far as the time allows", "[query_compiler]") {
  ThreePages compile;
  CHECK_FALSE(compile("bezwaar gemeente").is_cut);
  const CompiledQuery late = compile.compilation.compile("bezwaar gemeente", true, Deadline(std::chrono::milliseconds(0)));
  CHECK(late.is_cut);
  CHECK(late.ranked.evidence.empty());
}

}  // namespace speur
