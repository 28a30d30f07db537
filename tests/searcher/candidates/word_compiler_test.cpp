#include "searcher/candidates/word_compiler.hpp"

#include "searcher/candidates/evidence_builder.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "support/compiled_query.hpp"
#include "support/page_index.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace speur {
namespace {

/// The words of one page each.
std::vector<Page> pages_with(const std::vector<std::string>& texts) {
  std::vector<Page> pages;
  for (const std::string& text : texts) {
    pages.push_back(simple_page(std::to_string(pages.size()) + ".md", "Titel", text));
  }
  return pages;
}

struct TextIndex {
  explicit TextIndex(const std::vector<Page>& pages) : compilation(write_index(folder.path(), pages)) {}
  explicit TextIndex(const std::vector<std::string>& texts) : TextIndex(pages_with(texts)) {}

  TemporaryFolder folder;
  QueryCompilation compilation;
};

/// What compiles words by themselves.
struct WordBench {
  explicit WordBench(QueryCompilation& compilation)
      : builder(compilation.index, parameters),
        forms(compilation.tools(), builder),
        widener(compilation.tools(), builder, forms),
        words(compilation.tools(), builder, forms, widener) {}

  [[nodiscard]] QueryWord word(const std::string& text) { return {text, forms.tokens(text)}; }

  RankingParameters parameters{};
  EvidenceBuilder builder;
  WordForms forms;
  WordWidener widener;
  WordCompiler words;
};

const Evidence* find_form(const CompiledQuery& compiled, std::string_view form) {
  const auto found = std::ranges::find(compiled.ranked.evidence, form, &Evidence::form);
  return found == compiled.ranked.evidence.end() ? nullptr : &*found;
}

const Conjunction* find_conjunction(const CompiledQuery& compiled, std::string_view form) {
  const auto found = std::ranges::find(compiled.ranked.conjunctions, form, &Conjunction::form);
  return found == compiled.ranked.conjunctions.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("letters with full stops between them are an abbreviation", "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"Een."});
  WordBench bench(sample.compilation);
  for (const char* const text : {"m.b.t.", "A.P.V.", "a.s"}) {
    CAPTURE(text);
    CHECK(is_abbreviation(bench.word(text)));
  }
  for (const char* const text : {"mbt", "e-mail", "a-b", "aa.bb", "1.2", "é.a"}) {
    CAPTURE(text);
    CHECK_FALSE(is_abbreviation(bench.word(text)));
  }
}

TEST_CASE("a word with hyphens is its pieces, which know where they stand and what they are together",
          "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"Een."});
  WordBench bench(sample.compilation);
  QueryWord word = bench.word("AI-verordening");
  word.begin = 7;
  const std::vector<QueryWord> pieces = pieces_of(word);
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].text == "AI");
  CHECK(pieces[1].text == "verordening");
  CHECK(pieces[1].begin == 10U);
  CHECK(pieces[0].joined == pieces[1].joined);
  CHECK(std::ranges::find(pieces[0].joined, "aiverordening") != pieces[0].joined.end());
  CHECK(pieces[0].joined_pieces == 2);
}

TEST_CASE("an identifier is not taken apart, unless the site has none such", "[word_compiler]") {
  Page page = simple_page("a.md", "Maatregel", "Tekst over aia-10.");
  page.identifiers = {"aia-09"};
  TextIndex sample(std::vector<Page>{page});
  WordBench bench(sample.compilation);
  const auto apart = [&](const std::string& text) { return bench.words.can_be_apart(bench.word(text)); };
  CHECK_FALSE(apart("AIA-09"));
  CHECK_FALSE(apart("aia-10"));          // of the text
  CHECK_FALSE(apart("owp-07"));          // letters that are no word
  CHECK(apart("verordening-2024"));      // a word and a number
  CHECK(apart("e-mail"));
  CHECK_FALSE(apart("m.b.t."));
  CHECK_FALSE(apart("mail"));
}

TEST_CASE("a word is sought as typed, by its stem and as a part of compounds", "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"Nieuwe stallingen.", "Een stalling."});
  const CompiledQuery compiled = sample.compilation.compile("stallingen");
  const Evidence* const stem = find_form(compiled, "stem");
  REQUIRE(stem != nullptr);
  CHECK(stem->pages == 2);
  CHECK(stem->exact_weight == RankingParameters().form_exact);
  const auto has = [&](WordTest::Kind kind) {
    return std::ranges::any_of(stem->tests, [&](const WordTest& test) { return test.kind == kind; });
  };
  CHECK(has(WordTest::Kind::word));
  CHECK(has(WordTest::Kind::part));
}

TEST_CASE("what a visitor excludes is the word, and nothing that may be meant by it", "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"Een stalling van de gemeente.", "Een fiets.", "Een fiets te huur."});
  for (const char* const text : {"fiets -municipality", "fiets -stalingg"}) {
    CAPTURE(text);
    const CompiledQuery excluded = sample.compilation.compile(text);
    CHECK(std::ranges::all_of(excluded.ranked.evidence,
                              [](const Evidence& evidence) { return evidence.unit == 0; }));
    CHECK(excluded.expansions.empty());
    CHECK(excluded.corrections.empty());
  }
  CHECK_FALSE(sample.compilation.compile("fiets municipality").expansions.empty());
  CHECK_FALSE(sample.compilation.compile("fiets stalingg").corrections.empty());
}

TEST_CASE("a compound that the site lacks is sought by its parts, and one that it has, too", "[word_compiler]") {
  if (!Lexicon::installed()) {
    skip_without_package("a Dutch lexicon (hunspell-nl and wdutch)");
    return;
  }
  TextIndex lacks(std::vector<std::string>{"Een stalling voor een fiets.", "Een fiets."});
  const CompiledQuery compiled = lacks.compilation.compile("fietsenstalling");
  const Conjunction* const split = find_conjunction(compiled, "split");
  REQUIRE(split != nullptr);
  CHECK(split->members.size() == 2);
  CHECK(split->partial == RankingParameters().form_piece);
  CHECK(split->whole == Conjunction::no_word);

  TextIndex has(std::vector<std::string>{"Een stalling voor een fiets.", "Een fietsenstalling."});
  const CompiledQuery whole = has.compilation.compile("fietsenstalling");
  REQUIRE(find_conjunction(whole, "split") != nullptr);
  CHECK(find_conjunction(whole, "split")->partial == 0);
  CHECK(find_conjunction(whole, "split")->whole != Conjunction::no_word);
}

TEST_CASE("words that the site writes as one are sought so for each of them", "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"De woningbouw.", "Een woning.", "De bouw."});
  const CompiledQuery compiled = sample.compilation.compile("woning bouw");
  std::vector<std::size_t> units;
  for (const Evidence& evidence : compiled.ranked.evidence) {
    if (evidence.form == "pair") units.push_back(evidence.unit);
  }
  CHECK(units == std::vector<std::size_t>{0, 1});
  CHECK(find_form(sample.compilation.compile("woning de"), "pair") == nullptr);
}

TEST_CASE("an English query is sought in Dutch, and says so", "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"De gemeente en de vergunning.", "Een fiets."});
  const CompiledQuery compiled = sample.compilation.compile("municipality");
  REQUIRE(find_form(compiled, "translation") != nullptr);
  REQUIRE_FALSE(compiled.expansions.empty());
  CHECK(compiled.expansions.front() == QueryExpansion{"municipality", "gemeente", "translation"});
  // What the site does not have is not told.
  CHECK(sample.compilation.compile("elephant").expansions.empty());
  // Nor is a word that is the same in both languages.
  TextIndex same(std::vector<std::string>{"De privacy bij een ontwerp.", "Een profiel."});
  for (const QueryExpansion& told : same.compilation.compile("privacy by design").expansions) {
    CHECK(told.text != "privacy");
  }
}

TEST_CASE("a word that the site has not is corrected, at the place where it stands", "[word_compiler]") {
  TextIndex sample(std::vector<std::string>{"Maak bezwaar.", "Het bezwaar.", "Een bezwaar van de gemeente."});
  const CompiledQuery compiled = sample.compilation.compile("gemeente bezwar");
  REQUIRE(compiled.corrections.size() == 1);
  CHECK(compiled.corrections.front().text == "bezwaar");
  CHECK(compiled.corrections.front().begin == 9);
  CHECK(compiled.corrections.front().end == 15);
  CHECK(compiled.is_guess);
  CHECK(sample.compilation.compile("gemeente bezwaar").corrections.empty());
}

TEST_CASE("a word of words that pages only have in pieces is sought as it is", "[word_compiler]") {
  // "aisysteem" is a word of the site, but no page has its stem: each has it with a hyphen.
  TextIndex sample(std::vector<std::string>{"Een hoog-risico-AI-systeem.", "Het AI-systeem.", "Een AI-systeem.",
                                            "Het hoog-risico.", "Een hoog-risico."});
  const CompiledQuery compiled = sample.compilation.compile("hoogrisicoaisysteem");
  CHECK(std::ranges::none_of(compiled.ranked.conjunctions, [&](const Conjunction& each) {
    return each.whole != Conjunction::no_word && each.whole >= compiled.ranked.evidence.size();
  }));
  const CompiledQuery other = sample.compilation.compile("risicohoog hoogrisicoaisysteem");
  CHECK_FALSE(other.ranked.evidence.empty());
}

}  // namespace speur
