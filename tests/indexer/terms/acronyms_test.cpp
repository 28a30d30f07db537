#include "indexer/terms/acronyms.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>

namespace speur {
namespace {

Analyzer& dutch() {
  static Analyzer analyzer(AnalyzerRecipe::standard());
  return analyzer;
}

/// "AVG: Algemene verordening gegevensbescherming" of each pair, with "; " between them.
std::string found_in(std::string_view text) {
  const std::vector<Token> tokens = dutch().analyze(text);
  std::string all;
  for (const FoundAcronym& each : find_acronyms(text, tokens)) {
    if (!all.empty()) all += "; ";
    all += each.brief.substr(0, each.brief_letters);
    all += ": ";
    all += each.full;
  }
  return all;
}

}  // namespace

TEST_CASE("acronyms are found beside the names that they stand for", "[acronyms]") {
  struct Row {
    std::string_view text, found;
  };
  for (const Row& row : std::to_array<Row>({
           {"De Algemene verordening gegevensbescherming (AVG) geldt.",
            "AVG: Algemene verordening gegevensbescherming"},
           {"De AVG (Algemene verordening gegevensbescherming) geldt.",
            "AVG: Algemene verordening gegevensbescherming"},
           {"de Algemene wet bestuursrecht (hierna: Awb)", "Awb: Algemene wet bestuursrecht"},
           {"de Wet open overheid (hierna ook de Woo)", "Woo: Wet open overheid"},
           {"het “Landelijk Meldpunt Zwerfafval” (LMZ)", "LMZ: Landelijk Meldpunt Zwerfafval"},
           {"een Vereniging van Eigenaren (VvE)", "VvE: Vereniging van Eigenaren"},
           {"de Vereniging van Nederlandse Gemeenten (VNG)",
            "VNG: Vereniging van Nederlandse Gemeenten"},
           {"de Raad voor de Kinderbescherming (RvdK)", "RvdK: Raad voor de Kinderbescherming"},
           {"het ministerie van Onderwijs, Cultuur en Wetenschap (OCW)",
            "OCW: Onderwijs, Cultuur en Wetenschap"},
           {"groente-, fruit- en tuinafval (gft)", "gft: groente-, fruit- en tuinafval"},
           {"college van burgemeester en wethouders (B&W)", "B&W: burgemeester en wethouders"},
           {"een data protection impact assessment (DPIA)",
            "DPIA: data protection impact assessment"},
           {"data protection impact assessments (DPIA's)",
            "DPIA: data protection impact assessments"},
           {"zelfstandige bestuursorganen (ZBO’s)", "ZBO: zelfstandige bestuursorganen"},
           {"het Hypertext Transfer Protocol (HTTP)", "HTTP: Hypertext Transfer Protocol"},
           {"het Rijksinstituut voor Volksgezondheid en Milieu (RIVM, in Bilthoven)",
            "RIVM: Rijksinstituut voor Volksgezondheid en Milieu"},
           {"coördinerend beleidsoverleg Ieder Één (CBIE)",
            "CBIE: coördinerend beleidsoverleg Ieder Één"},
       })) {
    CAPTURE(row.text);
    CHECK(found_in(row.text) == row.found);
  }
}

TEST_CASE("what stands in brackets is seldom an acronym", "[acronyms]") {
  for (const std::string_view text : {
           "de gemeente (of de provincie) beslist",
           "een besluit (zie artikel 3) van de raad",
           "de gemeente Utrecht (NL) is groot",
           "een aanvraag (en een bijlage)",
           "gemeente(n) en besluit(en)",
           "artikel 3 (iii) en (iv) van inspectie volksgezondheid (iv)",
           "de beste en enige oplossing (be)",
           "klik op de knop Opslaan klaar (OK)",
           "De wet is oud. Verder gaat het over baten (WOB)",
           "de Algemene wet (AVG)",
           "zij vragen iets (AVG)",
           "AVG (sinds 2018 van kracht)",
           "verordening (EU) 2016/679",
           "Algemene verordening\ngegevensbescherming (AVG)",
           "de BZK (BZK en anderen)",
           "(AVG) vooraan, en niets ervoor",
           "leeg () en open (AVG",
           "de getallen een twee drie (123)",
           "u kunt dan nog wel een of andere kaart kopen (uk)",
       }) {
    CAPTURE(text);
    CHECK(found_in(text).empty());
  }
}

TEST_CASE("an author's abbreviation is an acronym or a word that is explained", "[acronyms]") {
  struct Row {
    std::string_view brief, full;
    bool acronym;
  };
  for (const Row& row : std::to_array<Row>({
           {"AVG", "Algemene verordening gegevensbescherming.", true},
           {"pmd", "Plastic verpakkingen, metalen verpakkingen en drinkpakken", true},
           {"AIA", "AI-verordening", true},
           {"KCC", "Klantcontactcentrum", true},
           // Without the letters, but in capitals, half of them at least.
           {"GdPr", "Europese privacywet", true},
           {"GdPri", "Europese privacywet", false},
           {"ABCDEFGHIJ", "Europese privacywet", true},
           {"ABCDEFGHIJK", "Europese privacywet", false},  // too long for one
           {"BZK", "BZK/Algoritmeregister", false},
           {"bias", "Aanname of vooroordeel dat de uitkomst een kant op stuurt", false},
           {"AI-systeem", "Een op een machine gebaseerd systeem dat zelf beslissingen neemt",
            false},
           {"risico", "De combinatie van de kans op schade en de ernst ervan", false},
       })) {
    CAPTURE(row.brief);
    const std::string text = std::string(row.brief) + "\n" + std::string(row.full);
    const std::vector<Token> tokens = dutch().analyze(text);
    std::size_t split = 0;
    while (split < tokens.size() && tokens[split].begin < row.brief.size()) ++split;
    const std::span<const Token> all(tokens);
    CHECK(is_declared_acronym(row.brief, all.first(split), all.subspan(split)) == row.acronym);
  }
}

TEST_CASE("looking for acronyms takes time linear in any text", "[acronyms]") {
  const auto repeated = [](std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
  };
  const auto seconds = [](const std::string& text) {
    const std::vector<Token> tokens = dutch().analyze(text);
    const std::clock_t start = std::clock();
    (void)find_acronyms(text, tokens);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  for (const std::string_view piece :
       {"(", "()", "(aaaaaaaaaa)", "a (aa) ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (AAAAAAAAAA) ",
        "a a a a a a a a a a a a a a a a a a a (AAAAAAAAAA) "}) {
    CAPTURE(piece);
    // Of the processor; quadratic time would be many minutes.
    CHECK(seconds(repeated(piece, 2'000'000)) < 60);
  }
}

}  // namespace speur
