#include "stemmers/english/translations.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "stemmers/english/translation_lines.hpp"

namespace speur {
namespace {

std::string stemmed(const std::string& english) {
  const Xapian::Stem stem("english");
  std::istringstream words(english);
  std::string key;
  for (std::string word; words >> word;) key += (key.empty() ? "" : " ") + stem(word);
  return key;
}

std::string joined(const auto& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

TEST_CASE("an English word has its Dutch equivalents, best first", "[translations]") {
  struct Row {
    std::string english, dutch;
  };
  for (const Row& row : std::to_array<Row>({
           {"permit", "vergunning"},
           {"permits", "vergunning"},
           {"oversight", "toezicht"},
           {"stakeholders", "belanghebbende"},
           {"practice", "praktijk"},
           {"practices", "praktijk"},
           {"housing", "huisvesting wonen woning"},
           {"garbage", "afval vuilnis"},
           {"refugees", "vluchteling"},
           {"unknownish", ""},
           {"the", ""},
           {"", ""},
       })) {
    CAPTURE(row.english);
    CHECK(joined(dutch_for_english(stemmed(row.english), row.english)) == row.dutch);
  }
}

TEST_CASE("words that share a stem are told apart by the word", "[translations]") {
  struct Row {
    std::string english, dutch;
  };
  for (const Row& row : std::to_array<Row>({
           {"objection", "bezwaar"},
           {"objections", "bezwaar"},
           {"objective", "doelstelling doel objectief"},
           {"authority", "autoriteit instantie gezag bevoegdheid"},
           {"authorities", "overheid instanties autoriteiten"},
           {"author", "auteur schrijver"},
       })) {
    CAPTURE(row.english);
    CHECK(joined(dutch_for_english(stemmed(row.english), row.english)) == row.dutch);
  }
  CHECK(stemmed("objection") == stemmed("objective"));
  // Without the word, all of them speak.
  const auto both = dutch_for_english(stemmed("objection"));
  CHECK(std::find(both.begin(), both.end(), "bezwaar") != both.end());
  CHECK(std::find(both.begin(), both.end(), "doelstelling") != both.end());
}

TEST_CASE("terms of several words have a translation of their own", "[translations]") {
  struct Row {
    std::string english, dutch;
  };
  for (const Row& row : std::to_array<Row>({
           {"tax return", "belastingaangifte aangifte"},
           {"data breaches", "datalek"},
           {"general practitioners", "huisarts"},
           {"parking permit", "parkeervergunning"},
           {"rule of law", "rechtsstaat"},
           {"law of rule", ""},
       })) {
    CAPTURE(row.english);
    CHECK(joined(dutch_for_english(stemmed(row.english))) == row.dutch);
  }
}

TEST_CASE("irregular forms and American spelling find the word", "[translations]") {
  struct Row {
    std::string form, word;
  };
  for (const Row& row : std::to_array<Row>({
           {"women", "woman"},
           {"criteria", "criteria"},
           {"chosen", "choose"},
           {"written", "write"},
           {"crises", "crisis"},
           {"organization", "organisation"},
           {"public organization", "public organisation"},
           {"labor market", "labour market"},
           {"defense", "defence"},
           {"center", "centre"},
           {"driving license", "driving licence"},
           {"anonymization", "anonymisation"},
       })) {
    CAPTURE(row.form);
    CHECK(dutch_for_english(stemmed(row.form), row.form) ==
          dutch_for_english(stemmed(row.word), row.word));
  }
  CHECK(joined(dutch_for_english(stemmed("children"), "children")) == "kinderen");
  CHECK(joined(dutch_for_english(stemmed("forbidden"), "forbidden")) == "verboden");
}

TEST_CASE("a word that is Dutch as well does not make a query English", "[translations]") {
  for (const std::string word : {"wet", "kind", "software", "privacy", "in", "want", "me", "die"}) {
    CAPTURE(word);
    CHECK_FALSE(is_english_word(stemmed(word), word));
  }
  for (const std::string word : {"the", "how", "permit", "supervision", "children", "which"}) {
    CAPTURE(word);
    CHECK(is_english_word(stemmed(word), word));
  }
  for (const std::string word : {"vergunning", "overheid", "bezwaarschrift", ""}) {
    CAPTURE(word);
    CHECK_FALSE(is_english_word(stemmed(word), word));
  }
}

TEST_CASE("every line of the translations is found by its key", "[translations]") {
  std::istringstream lines{std::string(translation_lines)};
  std::string previous;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::size_t tab = line.find('\t');
    const std::string key = line.substr(0, tab);
    INFO(line);
    REQUIRE(previous < key);
    std::string words = line.substr(tab + 2);
    std::replace(words.begin(), words.end(), ',', ' ');
    REQUIRE(joined(dutch_for_english(key)) == words);
    REQUIRE(dutch_for_english(key).size() <= 4);
    REQUIRE(is_english_word(key) == (line[tab + 1] == 'e'));
    previous = key;
  }
  CHECK(count > 2400);
}

TEST_CASE("an English word of Latin or Greek origin has its Dutch spelling", "[cognates]") {
  struct Row {
    std::string_view english, dutch;
  };
  for (const Row& row : std::to_array<Row>({
           {"transparency", "transparantie"},
           {"discrimination", "discriminatie"},
           {"algorithm", "algoritme"},
           {"algorithms", "algoritme"},
           {"information", "informatie"},
           {"organisation", "organisatie"},
           {"organization", "organisatie"},
           {"digitalisation", "digitalisering"},
           {"registration", "registratie"},
           {"implementation", "implementatie"},
           {"commission", "commissie"},
           {"discussion", "discussie"},
           {"version", "versie"},
           {"function", "functie"},
           {"question", "kwestie"},
           {"suggestion", "suggestie"},
           {"subsidiarity", "subsidiariteit"},
           {"identity", "identiteit"},
           {"quality", "kwaliteit"},
           {"activities", "activiteit"},
           {"mechanism", "mechanisme"},
           {"racism", "racisme"},
           {"technology", "technologie"},
           {"methodology", "methodologie"},
           {"psychologist", "psycholoog"},
           {"biological", "biologisch"},
           {"biography", "biografie"},
           {"photograph", "fotograaf"},
           {"relevance", "relevantie"},
           {"residence", "residentie"},
           {"urgency", "urgentie"},
           {"frequency", "frequentie"},
           {"democracy", "democratie"},
           {"bureaucracy", "bureaucratie"},
           {"pharmacy", "farmacie"},
           {"strategy", "strategie"},
           {"energy", "energie"},
           {"therapy", "therapie"},
           {"philosophy", "filosofie"},
           {"industry", "industrie"},
           {"economy", "economie"},
           {"democratic", "democratisch"},
           {"automatically", "automatisch"},
           {"electronic", "elektronisch"},
           {"practical", "praktisch"},
           {"critical", "kritisch"},
           {"ethics", "ethiek"},
           {"statistics", "statistiek"},
           {"politics", "politiek"},
           {"technique", "techniek"},
           {"specific", "specifiek"},
           {"ethnic", "etnisch"},
           {"digital", "digitaal"},
           {"national", "nationaal"},
           {"traditional", "traditioneel"},
           {"financial", "financieel"},
           {"social", "sociaal"},
           {"individual", "individueel"},
           {"local", "lokaal"},
           {"active", "actief"},
           {"alternatives", "alternatief"},
           {"mobile", "mobiel"},
           {"primary", "primair"},
           {"secretary", "secretaris"},
           {"category", "categorie"},
           {"theory", "theorie"},
           {"laboratory", "laboratorium"},
           {"structure", "structuur"},
           {"certificate", "certificaat"},
           {"candidate", "kandidaat"},
           {"communicate", "communiceren"},
           {"classify", "classificeren"},
           {"institute", "instituut"},
           {"serious", "serieus"},
           {"flexible", "flexibel"},
           {"acceptable", "acceptabel"},
           {"article", "artikel"},
           {"dialogue", "dialoog"},
           {"problem", "probleem"},
           {"system", "systeem"},
           {"method", "methode"},
           {"period", "periode"},
           {"analysis", "analyse"},
           {"hypothesis", "hypothese"},
           {"phase", "fase"},
           {"alphabet", "alfabet"},
           {"transparent", "transparant"},
           {"department", "departement"},
           {"nuclear", "nucleair"},
           {"extreme", "extreem"},
           {"capitalism", "kapitalisme"},
           {"director", "directeur"},
           {"telephone", "telefoon"},
           {"authority", "autoriteit"},
           {"society", "societeit"},
           {"classic", "klassiek"},
       })) {
    CAPTURE(row.english);
    const auto candidates = dutch_cognates(row.english);
    CAPTURE(joined(candidates));
    CHECK(std::find(candidates.begin(), candidates.end(), row.dutch) != candidates.end());
    CHECK(candidates.size() <= 8);
  }
}

TEST_CASE("no cognate is a Dutch word of another meaning", "[cognates]") {
  struct Row {
    std::string_view english, wrong;
  };
  for (const Row& row : std::to_array<Row>({
           {"policy", "politie"},
           {"policies", "politie"},
           {"vacancy", "vakantie"},
           {"vacancies", "vakantie"},
           {"personal", "personeel"},
           {"general", "generaal"},
           {"instances", "instantie"},
           {"declaration", "declaratie"},
           {"obligation", "obligatie"},
           {"fabric", "fabriek"},
           {"basic", "basisch"},
           {"basically", "basisch"},
           {"actually", "actueel"},
           {"eventually", "eventueel"},
           {"memory", "memorie"},
           {"ordinary", "ordinair"},
           {"nation", "nering"},
           {"glance", "glans"},
           {"call", "kal"},
           {"can", "kan"},
           {"car", "kar"},
           {"meal", "meel"},
           {"deal", "deel"},
           {"real", "reeel"},
           {"any", "anie"},
       })) {
    CAPTURE(row.english);
    const auto candidates = dutch_cognates(row.english);
    CHECK(std::find(candidates.begin(), candidates.end(), row.wrong) == candidates.end());
  }
}

TEST_CASE("a word that no rule fits has no cognate", "[cognates]") {
  for (const std::string_view word : {"permit", "housing", "waste", "tree", "", "beëindiging",
                                      "policy", "covid-19", "s", "ies", "ally"}) {
    CAPTURE(word);
    CHECK(dutch_cognates(word).empty());
  }
}

}  // namespace
}  // namespace speur
