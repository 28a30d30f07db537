#include "searcher/answer/snippet_maker.hpp"

#include "indexer/terms/analyzed_page.hpp"
#include "speur/analyzer.hpp"
#include "speur/page.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// A page as the index holds it, and what of it a query of single words shows.
class Shown {
 public:
  explicit Shown(const Page& page) {
    static Analyzer analyzer(AnalyzerRecipe::standard());
    const AnalyzedPage analyzed = analyze_page(page, analyzer);
    data_ = encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers);
    page_ = decode_page(data_);
    words_ = decode_words(page_);
  }

  [[nodiscard]] std::vector<HitSection> sections(const std::vector<std::string>& words) const {
    return best_sections(match_words(page_, words_, matcher(words)), {});
  }
  [[nodiscard]] std::string title(const std::vector<std::string>& words) const {
    return marked(mark_field(page_, words_, matcher(words), TextField::title, 0, page_.title_end));
  }
  /// `[` and `]` around what is marked.
  static std::string marked(const MarkedText& text) {
    std::string result;
    std::size_t copied = 0;
    for (const auto& [begin, end] : text.marks) {
      result += text.text.substr(copied, begin - copied) + '[' + text.text.substr(begin, end - begin) + ']';
      copied = end;
    }
    return result + text.text.substr(copied);
  }

 private:
  static WordMatcher matcher(const std::vector<std::string>& words) {
    WordMatcher matcher;
    for (std::size_t unit = 0; unit < words.size(); ++unit) {
      matcher.add({WordPattern::Kind::exact, words[unit], unit, {}});
    }
    return matcher;
  }

  std::string data_;
  StoredPage page_;
  StoredWords words_;
};

Page page_of(const std::vector<std::pair<std::string, std::string>>& sections) {
  Page page;
  page.id = "a.md";
  page.url = "a/";
  page.title = "Het loket";
  page.language = "nl";
  for (const auto& [heading, text] : sections) {
    const std::string anchor = heading.empty() ? "" : "kop-" + std::to_string(page.sections.size());
    page.sections.push_back({heading.empty() ? 0U : 2U, heading, anchor, text});
  }
  return page;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("a snippet is the sentence with the words, which are marked", "[snippet_maker]") {
  const Shown shown(page_of({{"", repeated("Hier staat iets anders. ", 20) +
                                      "De gemeente rekent leges voor een paspoort. " +
                                      repeated("En daarna komt nog meer. ", 20)}}));
  const std::vector<HitSection> sections = shown.sections({"gemeente", "leges"});
  REQUIRE(sections.size() == 1);
  const std::string snippet = Shown::marked(sections.front().snippet);
  CHECK(snippet.find("De [gemeente] rekent [leges] voor een paspoort.") != std::string::npos);
  CHECK(sections.front().snippet.text.size() <= snippet_bytes);
  CHECK(snippet.back() == '.');
  CHECK(sections.front().url == "a/");
}

TEST_CASE("a sentence that is too long is cut between words, and shows that", "[snippet_maker]") {
  const Shown shown(page_of({{"", repeated("woord na woord ", 40) + "leges " + repeated("en nog één ", 40)}}));
  const std::vector<HitSection> sections = shown.sections({"leges"});
  REQUIRE(sections.size() == 1);
  const std::string& text = sections.front().snippet.text;
  CHECK(text.starts_with("… "));
  CHECK(text.ends_with(" …"));
  CHECK(text.find("leges") != std::string::npos);
  CHECK(text.find('\xC3') != std::string::npos);
  CHECK(text.size() <= snippet_bytes + 10);
}

TEST_CASE("a sentence begins behind a full stop, a question mark or an exclamation mark", "[snippet_maker]") {
  for (const char mark : {'.', '?', '!'}) {
    CAPTURE(mark);
    const Shown shown(page_of({{"", repeated("Hier staat iets anders. ", 20) + "Let op" + mark +
                                        " De gemeente rekent leges. " + repeated("En nog meer. ", 40)}}));
    CHECK(Shown::marked(shown.sections({"gemeente"}).at(0).snippet).starts_with("De [gemeente]"));
  }
}

TEST_CASE("a word that is longer than a snippet is cut between two letters", "[snippet_maker]") {
  for (const std::string letter : {"é", "e\u0301", "👩\u200D👧"}) {
    for (const std::string before : {"", "a", "aa", "aaa", "aaaa"}) {  // the cut is at any byte of a letter
      const Shown shown(page_of({{"Leges", before + repeated(letter, 600)}}));
      std::string text = shown.sections({"leges"}).at(0).snippet.text;
      CHECK(text.find(letter + letter) != std::string::npos);
      for (std::size_t at = text.find(letter); at != std::string::npos; at = text.find(letter)) {
        text.erase(at, letter.size());
      }
      CHECK(text == before + " …");
    }
  }
}

TEST_CASE("six words and a full stop are a sentence", "[snippet_maker]") {
  const Shown shown(page_of({{"Een", "paspoort bij balie betaald zonder leges"},
                             {"Twee", "Voor dit paspoort betaalt u leges."}}));
  CHECK(shown.sections({"leges"}).at(0).heading.text == "Twee");
  const Shown brief(page_of({{"Een", "Dan zijn leges nodig."}, {"Twee", "Voor dit paspoort betaalt u leges."}}));
  CHECK(brief.sections({"leges"}).at(0).heading.text == "Twee");
}

TEST_CASE("a section that has a sentence, which the description says already, takes no other's place",
          "[snippet_maker]") {
  Page page = page_of({{"Leges een", "leges: 1"},
                       {"Leges twee", "leges: 2"},
                       {"Leges drie", "leges: 3"},
                       {"Betalen", "Voor dit paspoort betaalt u leges."}});
  page.description = "Voor dit paspoort betaalt u leges.";
  const std::vector<HitSection> sections = Shown(page).sections({"leges"});
  REQUIRE(sections.size() == 3);
  CHECK(sections.back().heading.text == "Leges drie");
}

TEST_CASE("sections come by what they hold of the query, at most three, and none twice", "[snippet_maker]") {
  const Shown shown(page_of({{"", "Dit gaat over het loket en niets anders hier."},
                             {"Een", "Leges zijn er."},
                             {"Twee", "De gemeente rekent leges."},
                             {"Drie", "De gemeente rekent leges."},
                             {"Vier", "De gemeente rekent altijd leges, zegt men."},
                             {"Vijf", "De leges van de gemeente zijn hoog."}}));
  const std::vector<HitSection> sections = shown.sections({"gemeente", "leges"});
  REQUIRE(sections.size() == max_hit_sections);
  for (const HitSection& section : sections) {
    CHECK(section.snippet.marks.size() == 2);
    CHECK(section.url.find("#kop-") != std::string::npos);
  }
  CHECK(sections[0].url != sections[1].url);
  CHECK(sections[1].url != sections[2].url);
}

TEST_CASE("a visitor sees no section twice", "[snippet_maker]") {
  const Shown shown(page_of({{"Kosten", "De gemeente rekent leges."},
                             {"Anders", "Geen leges voor wie jong is."},
                             {"Kosten", "De gemeente rekent leges."}}));
  const std::vector<HitSection> sections = shown.sections({"leges"});
  REQUIRE(sections.size() == 2);
  CHECK(sections[0].heading.text != sections[1].heading.text);
  // The same words below another heading say nothing new; a heading without words may.
  const Shown steps(page_of({{"Stap een", "Bewaar de leges."},
                             {"Stap twee", "Bewaar de leges."},
                             {"Leges", ""},
                             {"Stap drie", "Bewaar de leges."}}));
  std::vector<std::string> headings;
  for (const HitSection& section : steps.sections({"leges"})) headings.push_back(section.heading.text);
  std::ranges::sort(headings);
  CHECK(headings == std::vector<std::string>{"Leges", "Stap een"});
  CHECK(Shown(page_of({{"Leges", ""}, {"Geen leges", ""}})).sections({"leges"}).size() == 2);
}

TEST_CASE("a sentence that the title or the description says already is no snippet", "[snippet_maker]") {
  Page page = page_of({{"", "De gemeente rekent leges. Wie de leges van de gemeente niet betaalt krijgt niets."}});
  page.description = "De gemeente rekent leges.";
  const std::vector<HitSection> sections = Shown(page).sections({"gemeente", "leges"});
  REQUIRE(sections.size() == 1);
  CHECK(Shown::marked(sections.front().snippet) == "Wie de [leges] van de [gemeente] niet betaalt krijgt niets.");
}

TEST_CASE("a page on which nothing matches shows how it begins", "[snippet_maker]") {
  const Shown shown(page_of({{"", "Welkom bij het loket van de stad."}, {"Een", "Leges zijn er."}}));
  const std::vector<HitSection> sections = shown.sections({"onvindbaar"});
  REQUIRE(sections.size() == 1);
  CHECK(sections.front().snippet.text == "Welkom bij het loket van de stad.");
  CHECK(sections.front().snippet.marks.empty());
  CHECK(Shown(page_of({{"", ""}})).sections({"onvindbaar"}).empty());
}

TEST_CASE("blocks of a snippet stay apart, and a sentence goes before a table's row", "[snippet_maker]") {
  const Shown shown(page_of({{"Tabel", "leges\n40 euro\nleges voor spoed\n80 euro"},
                             {"Tekst", "Voor een paspoort betaalt iedere inwoner leges aan de balie."}}));
  const std::vector<HitSection> sections = shown.sections({"leges"});
  REQUIRE(sections.size() == 2);
  CHECK(sections[0].heading.text == "Tekst");
  CHECK(sections[1].snippet.text == "leges · 40 euro · leges voor spoed · 80 euro");
}

TEST_CASE("pieces that match as one word are marked as one, and a piece that matches alone is marked alone",
          "[snippet_maker]") {
  Page page = page_of({{"Uw e-mail", "Stuur een e-mail over de risico-analyse."}});
  page.title = "Risico-analyse en e-mail";
  const Shown shown(page);
  struct Row {
    std::vector<std::string> words;
    std::string_view title, heading, snippet;
  };
  for (const Row& row : std::vector<Row>{
           {{"email"}, "Risico-analyse en [e-mail]", "Uw [e-mail]", "Stuur een [e-mail] over de risico-analyse."},
           {{"risicoanalyse"}, "[Risico-analyse] en e-mail", "Uw e-mail", "Stuur een e-mail over de [risico-analyse]."},
           {{"risico"}, "[Risico]-analyse en e-mail", "Uw e-mail", "Stuur een e-mail over de [risico]-analyse."},
           {{"mail"}, "Risico-analyse en e-[mail]", "Uw e-[mail]", "Stuur een e-[mail] over de risico-analyse."}}) {
    CAPTURE(row.words);
    CHECK(shown.title(row.words) == row.title);
    const std::vector<HitSection> sections = shown.sections(row.words);
    REQUIRE(sections.size() == 1);
    CHECK(Shown::marked(sections.front().heading) == row.heading);
    CHECK(Shown::marked(sections.front().snippet) == row.snippet);
  }
}

TEST_CASE("words of the title are marked where they stand", "[snippet_maker]") {
  const Shown shown(page_of({{"", "Tekst."}}));
  CHECK(shown.title({"loket"}) == "Het [loket]");
  CHECK(shown.title({"het", "loket"}) == "[Het] [loket]");
  CHECK(shown.title({"tekst"}) == "Het loket");
  CHECK(shown.title({}) == "Het loket");
}

}  // namespace speur
