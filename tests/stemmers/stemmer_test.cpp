#include "stemmers/stemmer.hpp"

#include "speur/error.hpp"
#include "stemmers/dutch_spelling.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

using speur::stem_dutch;

TEST_CASE("the inflections of a word have one stem", "[stemmer]") {
  for (const std::string_view family : {
           "algoritme algoritmes algoritmen",
           "model modellen",
           "maatregel maatregelen maatregels",
           "gemeente gemeenten gemeentes",
           "kind kinderen",
           "lid leden",
           "raadslid raadsleden",
           "stad steden",
           "binnenstad binnensteden",
           "besluit besluiten besloten besloot",
           "onderzoek onderzoeken onderzoekt onderzocht onderzochte",
           "verantwoordelijk verantwoordelijke verantwoordelijkheid verantwoordelijkheden",
           "risico risico's risicos",
           "beoordeel beoordeelt beoordelen beoordeeld beoordeelde beoordeling beoordelingen",
           "zaak zaken",
           "rechtszaak rechtszaken",
           "brief brieven",
           "verdrag verdragen",
           "onderdeel onderdelen",
           "olie oliën",
           "idee ideeën ideetje",
           "individu individuen",
           "industrie industrieën",
           "geven geef geeft gaf gegeven",
           "aanvraag aanvragen aanvraagt aangevraagd aangevraagde aanvroeg",
           "uitsluiten uitgesloten uitsloot uitsluit",
           "toekennen toegekend toekent toekenning toegekende",
           "registreren registreert geregistreerd geregistreerde registreerde",
           "gedigitaliseerd digitaliseren",
           "groot grote groter grootste",
           "duur dure duurder",
           "politicus politici",
           "museum musea",
           "vakje vak",
           "bureau bureaus",
       }) {
    std::istringstream words{std::string(family)};
    std::string first;
    words >> first;
    for (std::string word; words >> word;) {
      CAPTURE(first, word);
      CHECK(stem_dutch(word) == stem_dutch(first));
    }
  }
}

TEST_CASE("words that other stemmers throw together stay apart", "[stemmer]") {
  struct Row {
    std::string_view one, other;
  };
  for (const Row& row : std::to_array<Row>({
           {"overheid", "over"},     {"minister", "mini"},     {"gebied", "bieden"},
           {"gerecht", "recht"},     {"stelsel", "stellen"},   {"gemeente", "menen"},
           {"gegevens", "geven"},    {"waarheid", "waar"},     {"eenheid", "een"},
           {"data", "datum"},        {"gebruiker", "gebruik"}, {"register", "registreren"},
           {"woning", "wonen"},      {"rekening", "rekenen"},  {"gevolg", "volgen"},
           {"verslag", "slaan"},     {"paard", "paren"},       {"veld", "vellen"},
           {"proces", "proc"},       {"adres", "adr"},         {"maan", "man"},
           {"taak", "tak"},          {"gebouw", "bouwen"},     {"dans", "dan"},
           {"kans", "kan"},          {"grens", "gren"},        {"plaats", "plaat"},
           {"toets", "toet"},        {"student", "studeren"},  {"wild", "willen"},
           {"geslacht", "slachten"}, {"geluid", "luiden"},     {"gewoon", "wonen"},
       })) {
    CAPTURE(row.one, row.other);
    CHECK(stem_dutch(row.one) != stem_dutch(row.other));
  }
}

TEST_CASE("pairs from real text are joined or kept apart at the rates we hold", "[stemmer]") {
  struct Table {
    std::string file;
    bool same;
    std::size_t least_pairs;
  };
  for (const Table& table :
       {Table{"stemmer_conflate.tsv", true, 400}, Table{"stemmer_keep_apart.tsv", false, 150}}) {
    std::ifstream file(std::string(SPEUR_SOURCE_DIR) + "/tests/data/" + table.file);
    REQUIRE(file);
    std::map<std::string, std::pair<std::size_t, std::size_t>> right_of;
    std::size_t pairs = 0;
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line.front() == '#') continue;
      std::istringstream columns(line);
      std::string one, other, half;
      columns >> one >> other >> half;
      REQUIRE((half == "dev" || half == "test"));
      const std::string a = stem_dutch(one), b = stem_dutch(other);
      auto& [right, all] = right_of[half];
      ++all;
      ++pairs;
      if ((a == b) == table.same) {
        ++right;
      } else if (half == "dev") {
        UNSCOPED_INFO(one << " gives " << a << ", " << other << " gives " << b);
      }
    }
    CHECK(pairs >= table.least_pairs);
    for (const auto& [half, counts] : right_of) {
      const double percent =
          100.0 * static_cast<double>(counts.first) / static_cast<double>(counts.second);
      UNSCOPED_INFO(table.file << ", " << half << ": " << counts.first << " of " << counts.second
                               << ", " << percent << " %");
      CHECK(percent >= 95.0);
    }
  }
}

TEST_CASE("a stem is spelled in one way, whichever ending was taken off", "[stemmer]") {
  struct Row {
    std::string_view stem;
    bool open;
    std::string_view spelled;
  };
  for (const Row& row : std::to_array<Row>({
           {"zak", true, "zaak"},
           {"zakk", true, "zak"},
           {"zaak", false, "zaak"},
           {"brev", true, "breef"},
           {"huiz", true, "huis"},
           {"maatregel", true, "maatregel"},
           {"onderdeel", false, "onderdel"},
           {"onderdel", true, "onderdel"},
           {"beoog", false, "beog"},
           {"nieuw", true, "nieuw"},
           {"vis", true, "vis"},
           {"x", true, "x"},
           {"", true, ""},
       })) {
    CAPTURE(row.stem, row.open);
    CHECK(speur::canonical_stem(row.stem, row.open) == row.spelled);
  }
}

TEST_CASE("what is no Dutch word comes through whole", "[stemmer]") {
  for (const std::string_view word : {"ελλάδα", "日本語", "de", "5.1", "c++", "a'dam", "covid19"}) {
    CAPTURE(word);
    CHECK(stem_dutch(word) == word);
  }
}

TEST_CASE("a stemmer is made by the name of its algorithm", "[stemmer]") {
  CHECK(speur::Stemmer("speur-nl-1").stem("olien", "oliën") == "olie");
  CHECK(speur::Stemmer("english").stem("indexes", "") == "index");
  CHECK(speur::Stemmer("none").stem("indexes", "") == "indexes");
  CHECK(Xapian::Stem(new speur::DutchStem)("gemeenten") == stem_dutch("gemeente"));
  // Kraaij-Pohlmann makes nothing of it.
  CHECK(speur::Stemmer("kraaij_pohlmann").stem("'s", "") == "'s");
  CHECK(speur::stemmer_of_language("en") == "english");
  CHECK(speur::stemmer_of_language("fy") == "none");
  try {
    speur::Stemmer("klingon");
    FAIL("no error");
  } catch (const speur::Error& e) {
    CHECK(e.code() == speur::ExitCode::config);
    CHECK(std::string(e.what()) == "no stemmer is called \"klingon\"");
  }
}
