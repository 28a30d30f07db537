#include "stemmers/words/number_terms.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace {

/// "06:06-12345678,0612345678", of the tokens that have joined terms.
std::string joined(std::string_view text) {
  static speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  std::string all;
  for (const speur::Token& token : analyzer.analyze(text)) {
    if (token.joined.empty()) continue;
    all += (all.empty() ? "" : " ") + token.form->exact + ":";
    for (const std::string& term : token.joined.terms()) {
      if (all.back() != ':') all += ',';
      all += term;
    }
  }
  return all;
}

}  // namespace

TEST_CASE("what is written in several ways has a term in common", "[numbers]") {
  struct Row {
    std::string_view text, joined;
  };
  for (const Row& row : std::to_array<Row>({
           // amounts
           {"€ 1.250,00 per jaar", "1.250,00:1250"},
           {"1.250", "1.250:1250"},
           {"1250,00", "1250,00:1250"},
           {"1.250.000,50", "1.250.000,50:1250000,50"},
           {"1250,-", ""},
           {"5.1", ""},
           {"1.25", ""},
           {"12.5000", ""},
           {"1234.567", ""},
           {"1.250,5", ""},
           // versions
           {"v2.10.1", "v2.10.1:2.10.1"},
           {"v2", ""},
           {"2.10.1", ""},
           // postcodes
           {"Kade 1, 1234 AB Waterweide", "1234:1234ab"},
           {"1234AB", ""},
           {"1234\u00a0AB", "1234:1234ab"},
           {"De 1234 beste", ""},
           {"1234 ab", ""},
           {"0234 AB", ""},
           {"1234 ABC", ""},
           {"1234  AB", ""},
           // telephone numbers
           {"06-12345678", "06:06-12345678,0612345678"},
           {"06 12345678.", "06:0612345678"},
           {"06 12 34 56 78", "06:0612345678"},
           {"+31 10 123 45 67", "31:0101234567"},
           {"+31612345678", "31612345678:0612345678"},
           {"0900 0123", "0900:09000123"},
           {"+31 (0)20 123 45 67", "31:0201234567 0:0201234567"},
           {"+31(0)20-1234567", "31:0201234567 0:0201234567 20:20-1234567"},
           {"0031 6 12345678", "0031:0612345678"},
           {"0031612345678", "0031612345678:0612345678"},
           {"(020) 123 45 67", "020:0201234567"},
           {"020/1234567", "020:020/1234567,0201234567"},
           {"020 - 123 45 67", "020:0201234567"},
           {"06.12.34.56.78", "06.12.34.56.78:0612345678"},
           {"0612345678", ""},
           {"31 (0)20 123 45 67", "0:0201234567"},
           // places in a law
           {"artikel 5 van de wet", "artikel:artikel:5"},
           {"Art. 5a, tweede lid", "art:artikel:5a tweede:lid:2"},
           {"art 5 lid 2 onder b", "art:artikel:5 lid:lid:2 onder:onder:b"},
           {"onderdeel b of sub c", "onderdeel:onder:b sub:onder:c"},
           {"artikel 6:162 BW", "artikel:artikel:6:162 6:6:162"},
           {"artikel 6: 162 mensen", "artikel:artikel:6"},
           {"artikelen 5", "artikelen:artikel:5"},
           {"Een lid. 2 leden", ""},
           {"lid 2024", ""},
           {"onder de 18", ""},
           {"een artikel. 5 dagen", ""},
           {"kunst (art) 5", ""},
           {"06 1234", ""},
           {"06 123456789", ""},
           {"31 10 123 45 67", ""},
           // dates
           {"17 mei 2024", "17:2024-05-17"},
           {"17/5/2024", "17:17/5/2024,2024-05-17"},
           {"01-02-2024", "01:01-02-2024,2024-02-01"},
           {"2024-05-17", "2024:2024-05-17"},
           {"45 mei 2024", ""},
           {"17 mei", ""},
           {"17-13-2024", "17:17-13-2024"},
       })) {
    CAPTURE(row.text);
    CHECK(joined(row.text) == row.joined);
  }
}

TEST_CASE("numbers anywhere in a text harm nothing", "[numbers]") {
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  const std::array<std::string, 19> pieces = {"06",  " ",  "12345678", "-", "+31", "1.250", ",00",
                                              "AB",  "\n", "1234",     "/", "mei", "2024",  "\xff",
                                              " (0)", "art", "lid",     "tweede", "onder"};
  std::mt19937 random(5);
  std::size_t found = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const std::size_t count = random() % 12;
    for (std::size_t j = 0; j < count; ++j) text += pieces[random() % pieces.size()];
    for (const speur::Token& token : analyzer.analyze(text)) {
      found += token.joined.terms().size();
      if (!token.joined.empty() && (token.joined.text_end() < token.end || token.joined.text_end() > text.size())) {
        FAIL("a joined term ends outside of " << text);
      }
    }
  }
  CHECK(found > 1000);
}
