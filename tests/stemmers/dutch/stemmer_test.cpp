#include "stemmers/dutch/stemmer.hpp"

#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "stemmers/dutch/dutch_spelling.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/words/normalizer.hpp"

#ifdef SPEUR_HUNSPELL_NL
#include "stemmers/compilers/hunspell_dictionary.hpp"
#include "support/skipped.hpp"
#endif

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using speur::stem_dutch;

namespace {

/// By rules alone, and with the lexicon where there is one.
std::vector<std::pair<std::string, speur::Stemmer>> dutch_stemmers() {
  std::vector<std::pair<std::string, speur::Stemmer>> stemmers;
  stemmers.emplace_back("by rules", speur::Stemmer("speur-nl-3"));
  if (auto lexicon = speur::Lexicon::installed()) {
    stemmers.emplace_back("with the lexicon", speur::Stemmer("speur-nl-3", std::move(lexicon)));
  }
  return stemmers;
}

std::string stem(const speur::Stemmer& stemmer, std::string_view word) {
  const speur::NormalWord normal = speur::normalize_word(word);
  return stemmer.stem(normal.exact, normal.accented);
}

bool is_letters(std::string_view word) {
  const std::string exact = speur::normalize_word(word).exact;
  return std::ranges::all_of(exact, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

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
      for (const auto& [how, stemmer] : dutch_stemmers()) {
        CAPTURE(first, word, how);
        CHECK(stem(stemmer, word) == stem(stemmer, first));
      }
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
    for (const auto& [how, stemmer] : dutch_stemmers()) {
      CAPTURE(row.one, row.other, how);
      CHECK(stem(stemmer, row.one) != stem(stemmer, row.other));
    }
  }
}

TEST_CASE("the lexicon knows lemmas that no rule finds", "[stemmer]") {
  const auto lexicon = speur::Lexicon::installed();
  if (!lexicon) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  const speur::Stemmer stemmer("speur-nl-3", lexicon);
  for (const std::string_view family : {
           "aanvinken aangevinkt aangevinkte aanvinkte",  // verbs in no list of ours
           "opschorten opgeschort opgeschorte opschortend",
           "nabootsen nagebootst nabootste",
           "afbakenen afgebakend afbakent",
           "bejegenen bejegend bejegende",
           "plaat plaatje plaatjes platen",  // diminutives
           "straat straten straatje",
           "camera cameraatje camera's",
           "gunstig gunstiger gunstigst gunstigere",  // degrees
           "vaak vaker vaakst",
           "set sets setje",  // loans with a plural in -s
           "plafond plafonds",
           "curriculum curricula",
           "categorie categorieën categorieen",  // typed without the diaeresis
           "deelstaat deelstaten",               // no form of a verb
           "fileermes fileermessen",             // the s is its own
           "lezeres lezeressen",
           "leidinggevende leidinggevenden",
       }) {
    std::istringstream words{std::string(family)};
    std::string first;
    words >> first;
    for (std::string word; words >> word;) {
      CAPTURE(first, word);
      CHECK(stem(stemmer, word) == stem(stemmer, first));
    }
  }
  struct Row {
    std::string_view one, other;
  };
  for (const Row& row : std::to_array<Row>({
           {"lezer", "lezeres"},
           {"abces", "abc"},
           {"geniet", "niet"},
           {"maart", "maar"},
           {"nieuws", "nieuw"},
           {"dichter", "dicht"},
           {"streek", "strijken"},
           {"vocht", "vechten"},
           {"vervroegd", "vragen"},
           {"ouderen", "ouders"},
       })) {
    CAPTURE(row.one, row.other);
    CHECK(stem(stemmer, row.one) != stem(stemmer, row.other));
  }
}

TEST_CASE("a participle of an English verb has the stem of its word", "[stemmer]") {
  const auto lexicon = speur::Lexicon::installed();
  if (!lexicon) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl and wdutch)");
    return;
  }
  speur::DutchStem stem(lexicon);
  for (const auto& [participle, word] : {std::pair("gemonitored", "monitoren"), std::pair("gedownloaded", "downloaden"),
                                         std::pair("getriggerde", "trigger"), std::pair("gelabeled", "labelen")}) {
    CAPTURE(participle);
    CHECK(stem(participle) == stem(word));
  }
  // Words of the dictionary, compounds, and words of which nothing is known stay as they are.
  for (const char* word : {"gezicht", "gewascode", "geheimzinnigheid", "gexyzed"}) {
    CAPTURE(word);
    CHECK(stem(word).starts_with("ge"));
  }
}

TEST_CASE("a compound of which only the last part has a lemma gets its stem", "[stemmer]") {
  const auto lexicon = speur::Lexicon::installed();
  if (!lexicon) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  const speur::Analyzer analyzer(speur::AnalyzerRecipe::standard(), "nl", {});
  for (const auto& [one, other] : std::to_array<std::pair<std::string, std::string>>(
           {{"geluidproductieplafond", "geluidproductieplafonds"},
            {"koppelingsmodus", "koppelingsmodi"},
            {"documentcategorie", "documentcategorieen"}})) {
    CAPTURE(one, other);
    REQUIRE_FALSE(lexicon->is_word(other));
    CHECK(analyzer.analyze_word(one).stem == analyzer.analyze_word(other).stem);
  }
  const speur::DutchStem rules;
  CHECK(rules.compound_stem("koppelingsmodi", 10).empty());
}

TEST_CASE("without its step the analyzer stems by rules", "[stemmer]") {
  auto recipe = speur::AnalyzerRecipe::standard();
  recipe.set("lemmas=none");
  CHECK_THAT(recipe.to_text(), Catch::Contains("\nlemmas=none\n"));
  const speur::Analyzer analyzer(recipe, "nl", {});
  CHECK(analyzer.analyze_word("aangevinkt").stem == stem_dutch("aangevinkt"));
  recipe.set("lemmas=standard");
  CHECK(recipe == speur::AnalyzerRecipe::standard());
  // Xapian's algorithms know no lemmas.
  recipe.set("stemmer=kraaij_pohlmann");
  CHECK(speur::Analyzer(recipe, "nl", {}).analyze_word("fietsen").stem ==
        Xapian::Stem("kraaij_pohlmann")("fietsen"));
}

TEST_CASE("what the lexicon joins are forms of a word, not words", "[stemmer]") {
#ifdef SPEUR_HUNSPELL_NL
  const auto lexicon = speur::Lexicon::installed();
  if (!lexicon) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  const std::filesystem::path folder = SPEUR_HUNSPELL_NL;
  const speur::Stemmer rules("speur-nl-3"), stemmer("speur-nl-3", lexicon);
  std::map<std::string, std::set<std::string>> by_rules, by_lemmas;
  speur::read_hunspell_dictionary(
      folder / "nl.aff", folder / "nl.dic", [&](const speur::DictionaryEntry& entry) {
        const bool is_noun =
            std::ranges::any_of(entry.flags, [](const std::string& f) { return f[0] == 'Z'; });
        const bool is_name = entry.word.front() >= 'A' && entry.word.front() <= 'Z';
        if (!is_noun || is_name || !is_letters(entry.word)) return;
        const std::string exact = speur::normalize_word(entry.word).exact;
        by_rules[stem(rules, entry.word)].insert(exact);
        by_lemmas[stem(stemmer, entry.word)].insert(exact);
      });
  // Pairs of nouns with one stem: kin for the most part (juriste, jurist; schatting, schat).
  const auto count_pairs = [](const std::map<std::string, std::set<std::string>>& words_of) {
    std::size_t pairs = 0;
    for (const auto& [stem, words] : words_of) pairs += words.size() * (words.size() - 1) / 2;
    return pairs;
  };
  CAPTURE(by_lemmas.size(), count_pairs(by_rules), count_pairs(by_lemmas));
  CHECK(by_lemmas.size() > 50'000);
  CHECK(count_pairs(by_lemmas) < count_pairs(by_rules));
  CHECK(count_pairs(by_lemmas) < 750);
#else
  speur::skip_without_package("hunspell-nl when Speur is built");
#endif
}

TEST_CASE("forms that a dictionary derives from an entry have its stem", "[stemmer]") {
#ifdef SPEUR_HUNSPELL_NL
  const auto lexicon = speur::Lexicon::installed();
  if (!lexicon) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  const std::filesystem::path folder = SPEUR_HUNSPELL_NL;
  struct Kind {
    std::string_view rules;  ///< of the dictionary: their first letters
    std::size_t least_forms;
    double least_by_rules, least;  ///< percent
    std::size_t forms = 0, by_rules = 0, same = 0;
  };
  // In the order of the list: nouns, their diminutives, adjectives, verbs.
  auto kinds = std::to_array<Kind>({{"Z", 50'000, 94, 98},
                                    {"Y", 15'000, 65, 99},
                                    {"A", 20'000, 70, 97},
                                    {"V", 35'000, 45, 97.5}});
  const speur::Stemmer rules("speur-nl-3"), stemmer("speur-nl-3", lexicon);
  speur::read_hunspell_dictionary(
      folder / "nl.aff", folder / "nl.dic", [&](const speur::DictionaryEntry& entry) {
        for (const speur::DictionaryForm& form : entry.forms) {
          const auto kind = std::ranges::find_if(
              kinds, [&](const Kind& k) { return form.rule.starts_with(k.rules); });
          // Other words are several tokens; "A0" is no form of the word.
          if (kind == kinds.end() || form.rule == "A0" || !is_letters(form.word)) continue;
          ++kind->forms;
          kind->by_rules += stem(rules, form.word) == stem(rules, entry.word) ? 1U : 0U;
          kind->same += stem(stemmer, form.word) == stem(stemmer, entry.word) ? 1U : 0U;
        }
      });
  for (const Kind& kind : kinds) {
    const auto percent = [&](std::size_t count) {
      return 100.0 * static_cast<double>(count) / static_cast<double>(kind.forms);
    };
    CAPTURE(kind.rules, kind.forms, percent(kind.by_rules), percent(kind.same));
    CHECK(kind.forms >= kind.least_forms);
    CHECK(percent(kind.by_rules) >= kind.least_by_rules);
    CHECK(percent(kind.same) >= kind.least);
  }
#else
  speur::skip_without_package("hunspell-nl when Speur is built");
#endif
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
    const auto stemmers = dutch_stemmers();
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line.front() == '#') continue;
      std::istringstream columns(line);
      std::string one, other, half;
      columns >> one >> other >> half;
      REQUIRE((half == "dev" || half == "test"));
      ++pairs;
      for (const auto& [how, stemmer] : stemmers) {
        const std::string a = stem(stemmer, one), b = stem(stemmer, other);
        auto& [right, all] = right_of[how + ", " + half];
        ++all;
        if ((a == b) == table.same) {
          ++right;
        } else if (half == "dev") {
          UNSCOPED_INFO(how << ": " << one << " gives " << a << ", " << other << " gives " << b);
        }
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
  CHECK(speur::Stemmer("speur-nl-3").stem("olien", "oliën") == "olie");
  CHECK(speur::Stemmer("english").stem("indexes", "") == "index");
  CHECK(speur::Stemmer("none").stem("indexes", "") == "indexes");
  CHECK(Xapian::Stem(new speur::DutchStem)("gemeenten") == stem_dutch("gemeente"));
  CHECK(Xapian::Stem(new speur::DutchStem)("oliën") == "olie");
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
