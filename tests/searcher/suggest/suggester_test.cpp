#include "speur/suggester.hpp"

#include "indexer/index_run.hpp"
#include "indexer/suggestions/suggestions_file.hpp"
#include "searcher/suggest/suggestion_table.hpp"
#include "stemmers/words/folded_text.hpp"
#include "support/file_text.hpp"
#include "support/kept_text.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <stdexcept>

namespace fs = std::filesystem;

namespace speur {
namespace {

using Texts = std::vector<std::string>;

SuggestionEntry entry(std::string text, SuggestionKind kind, std::uint32_t usefulness) {
  SuggestionEntry made;
  made.folded = kept(fold_text(text).text);
  made.text = kept(std::move(text));
  made.kind = kind;
  made.usefulness = usefulness;
  made.pages = 1;
  return made;
}

std::string sample_payload() {
  using enum SuggestionKind;
  std::vector<SuggestionEntry> entries = {entry("Subsidie aanvragen", title, 3000),
                                          entry("Een subsidie terugbetalen", title, 3050),
                                          entry("Subsidieregeling sport", heading, 2000),
                                          entry("subsidie voor sport", phrase, 1500),
                                          entry("subsidies", word, 1200),
                                          entry("Coördinatie van zorg", title, 2900),
                                          entry("AI-verordening", title, 2950),
                                          entry("foto's", word, 1100),
                                          entry("Ĳsland", word, 1050),
                                          entry("Aanvragen", heading, 2001)};
  entries[0].id = "subsidies/aanvragen.md";
  entries[0].url = "subsidies/aanvragen/";
  entries[2].id = "sport/index.md";
  entries[2].url = "sport/";
  entries[2].anchor = "subsidieregeling";
  entries[5].id = "zorg.md";
  entries[5].url = "https://elders.example.nl/zorg";
  return encode_suggestions(std::move(entries));
}

/// What was typed in brackets.
std::string marked(const Suggestion& suggestion) {
  std::string text = suggestion.text.text;
  for (auto mark = suggestion.text.marks.rbegin(); mark != suggestion.text.marks.rend(); ++mark) {
    text.insert(mark->second, "]");
    text.insert(mark->first, "[");
  }
  return text;
}

Texts texts_of(const std::vector<Suggestion>& suggestions) {
  Texts texts;
  for (const Suggestion& suggestion : suggestions) texts.push_back(suggestion.text.text);
  return texts;
}

}  // namespace

TEST_CASE("what is typed is completed, the most useful first", "[suggester]") {
  const std::string payload = sample_payload();
  const SuggestionTable table(payload);
  struct Row {
    std::string_view typed;
    Texts found;
  };
  for (const Row& row : std::to_array<Row>({
           // The start of a title, a later word of one, a heading, a phrase, a word.
           {"subs",
            {"[Subs]idie aanvragen", "Een [subs]idie terugbetalen", "[Subs]idieregeling sport",
             "[subs]idie voor sport", "[subs]idies"}},
           // The whole word before one that goes on.
           {"SUBSIDIE",
            {"[Subsidie] aanvragen", "Een [subsidie] terugbetalen", "[Subsidie]regeling sport",
             "[subsidie] voor sport", "[subsidie]s"}},
           {"subsidie ",
            {"[Subsidie] aanvragen", "Een [subsidie] terugbetalen", "[subsidie] voor sport"}},
           {"coordin", {"[Coördin]atie van zorg"}},
           {"coör", {"[Coör]dinatie van zorg"}},
           {"ai ver", {"[AI-ver]ordening"}},
           {"ai-", {"[AI]-verordening"}},
           {"fotos", {"[foto's]"}},
           {"ijs", {"[Ĳs]land"}},
           {"aanvr", {"Subsidie [aanvr]agen", "[Aanvr]agen"}},
           // Words in another order come second.
           {"aanv subs", {"[Subs]idie [aanv]ragen"}},
           {"sport van een subs", {"[Subs]idieregeling [sport]", "[subs]idie voor [sport]"}},
           // One letter wrong: another, one too many, one too few, two that changed places.
           {"subzidie aan", {"[Subsidie aan]vragen"}},
           {"coordinnatie", {"[Coördinatie] van zorg"}},
           {"cordinatie", {"[Coördinatie] van zorg"}},
           {"ocordinatie", {"[Coördinatie] van zorg"}},
           {"oordi", {"[Coördi]natie van zorg"}},
           {"aiv", {}},
           {"aivero", {"[AI-vero]rdening"}},
           {"vreord", {"AI-[verord]ening"}},
           {"xoordi", {"[Coördi]natie van zorg"}},
           {"xoord", {"[Coörd]inatie van zorg"}},
           {"xoor", {}},  // too short for another first letter
           // Where a text goes on as typed, its last letter is right: no "subsidie" for "subsidier".
           {"subsidier", {"[Subsidier]egeling sport"}},
           {"q", {}},
           {"", {}},
           {" - ", {}},
       })) {
    CAPTURE(row.typed);
    Texts found;
    for (const SuggestionMatch& match : table.find(TypedText(row.typed), 10)) {
      found.push_back(marked(table.suggestion(match)));
    }
    CHECK(found == row.found);
  }
}

TEST_CASE("a suggestion tells the one page that it leads to", "[suggester]") {
  const std::string payload = sample_payload();
  const SuggestionTable table(payload);
  struct Row {
    std::string_view typed, kind, id, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"subsidie aan", "title", "subsidies/aanvragen.md", "subsidies/aanvragen/"},
           {"subsidier", "heading", "sport/index.md", "sport/#subsidieregeling"},
           {"subsidie voor", "phrase", "", ""},
           {"subsidies", "word", "", ""},
           {"coor", "title", "zorg.md", "https://elders.example.nl/zorg"},
       })) {
    CAPTURE(row.typed);
    const auto matches = table.find(TypedText(row.typed), 1);
    REQUIRE(matches.size() == 1);
    const Suggestion suggestion = table.suggestion(matches.front());
    CHECK(to_string(suggestion.kind) == row.kind);
    CHECK(suggestion.id == row.id);
    CHECK(suggestion.url == row.url);
  }
}

TEST_CASE("of many suggestions the last two places are for phrases and words", "[suggester]") {
  std::vector<SuggestionEntry> entries;
  for (unsigned i = 0; i < 100; ++i) {
    entries.push_back(entry("Wet " + std::to_string(i), SuggestionKind::title, 3000 - i));
  }
  for (const char* word : {"wethouder", "wetboek", "wetten"}) {
    entries.push_back(entry(word, SuggestionKind::word, 1000));
  }
  const std::string payload = encode_suggestions(std::move(entries));
  const SuggestionTable table(payload);
  const auto find = [&](std::size_t limit) {
    Texts texts;
    for (const SuggestionMatch& match : table.find(TypedText("wet"), limit)) {
      texts.push_back(table.suggestion(match).text.text);
    }
    return texts;
  };
  CHECK(find(6) == Texts{"Wet 0", "Wet 1", "Wet 2", "Wet 3", "wetboek", "wethouder"});
  CHECK(find(5) == Texts{"Wet 0", "Wet 1", "Wet 2", "wetboek", "wethouder"});
  CHECK(find(4) == Texts{"Wet 0", "Wet 1", "Wet 2", "Wet 3"});
  CHECK(find(2) == Texts{"Wet 0", "Wet 1"});
  CHECK(find(0).empty());
  CHECK(find(1000).size() == 103);
}

TEST_CASE("the best of a range are found as by looking at all", "[suggester]") {
  std::mt19937 random(7);
  std::vector<SuggestionEntry> entries;
  std::set<std::string_view> folded;
  for (unsigned i = 0; i < 5000; ++i) {
    std::string text;
    for (auto length = 1 + random() % 8; length > 0; --length) {
      text += "abc "[random() % 4];
    }
    SuggestionEntry made =
        entry(text, SuggestionKind::title, static_cast<unsigned>(random() % 1000));
    made.text = made.folded;
    if (made.folded.empty() || !folded.insert(made.folded).second) continue;
    entries.push_back(made);
  }
  const std::string payload = encode_suggestions(entries);
  const SuggestionTable table(payload);
  for (const std::string typed : {"a", "ab", "c", "abc", "b"}) {
    CAPTURE(typed);
    std::vector<double> expected;
    for (const SuggestionEntry& each : entries) {
      const std::string text = ' ' + std::string(each.folded) + ' ';
      if (text.find(' ' + typed) == std::string::npos) continue;
      double score = 0;
      for (std::size_t at = text.find(' ' + typed); at != std::string::npos;
           at = text.find(' ' + typed, at + 1)) {
        const bool whole_word = text[at + 1 + typed.size()] == ' ';
        const bool whole = at == 0 && text.size() == typed.size() + 2;
        score = std::max(score, each.usefulness + (at == 0 ? 700.0 : 0) + (whole_word ? 150 : 0) +
                                    (whole ? 2000 : 0));
      }
      expected.push_back(score);
    }
    std::ranges::sort(expected, std::greater());
    expected.resize(std::min<std::size_t>(expected.size(), 40));
    std::vector<double> found;
    for (const SuggestionMatch& match : table.find(TypedText(typed), 40)) {
      found.push_back(match.score);
    }
    CHECK(found == expected);
  }
}

TEST_CASE("damaged suggestions are an error or other suggestions, never a crash", "[suggester]") {
  const std::string payload = sample_payload();
  const auto use = [](const std::string& bytes) {
    const SuggestionTable table(bytes);
    for (const char* typed : {"s", "subsidie", "aanv subs", "subzidie", "c", "zorg coor"}) {
      for (const SuggestionMatch& match : table.find(TypedText(typed), 10)) {
        static_cast<void>(table.suggestion(match));
      }
    }
  };
  REQUIRE_NOTHROW(use(payload));
  for (std::size_t size = 0; size < payload.size(); ++size) {
    CHECK_THROWS_AS(use(payload.substr(0, size)), std::out_of_range);
  }
  std::mt19937 random(1);
  for (unsigned i = 0; i < 20'000; ++i) {
    std::string damaged = payload;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    }
    try {
      use(damaged);
    } catch (const std::out_of_range&) {
      continue;
    }
  }
}

TEST_CASE("a site suggests what its pages say", "[suggester]") {
  const TemporaryFolder folder;
  std::vector<Page> pages;
  for (int i = 1; i <= 4; ++i) {
    const std::string number = std::to_string(i);
    pages.push_back(simple_page("wet/" + number + ".md", "Woonwet – Artikel " + number,
                                "De vergunning voor bouwen telt. Een vergunning voor bouwen."));
  }
  pages.push_back(simple_page("afval.md", "Grofvuil", "De AVG en de AVG. Een coördinatie."));
  pages.back().sections.push_back({2, "Kosten per keer", "kosten", "coordinatie"});
  pages.push_back(simple_page("zorg/hulp.md", "GROFVUIL", "De AVG en de AVG. De coördinatie."));
  const Suggester suggester(write_index(folder.path(), pages));
  const auto first = [&](std::string_view typed) {
    const auto found = suggester.suggest(typed, 1);
    if (found.empty()) return std::string();
    return found[0].text.text + '|' + std::string(to_string(found[0].kind)) + '|' +
           std::to_string(found[0].pages) + '|' + found[0].url;
  };
  CHECK(first("woonw") == "Woonwet|title|4|");
  CHECK(first("woonwet 3") == "Woonwet – Artikel 3|title|1|wet/3/");
  CHECK(first("vergunning v") == "vergunning voor bouwen|phrase|4|");
  CHECK(first("grof") == "GROFVUIL|title|2|");
  CHECK(first("kos") == "Kosten per keer|heading|1|afval/#kosten");
  CHECK(first("avg") == "AVG|word|2|");
  CHECK(first("coord") == "coördinatie|word|2|");
  CHECK(texts_of(suggester.suggest("grofvuil")) == Texts{"GROFVUIL"});
  CHECK(suggester.suggest(std::string(Suggester::max_typed_bytes + 1, 'w')).empty());
}

TEST_CASE("letters may be wrong where fewer than three suggestions begin as typed", "[suggester]") {
  const auto find = [](const Texts& titles, std::string_view typed = "fietsen", std::size_t limit = 10) {
    std::vector<SuggestionEntry> entries;
    for (const std::string& title : titles) entries.push_back(entry(title, SuggestionKind::title, 1000));
    const std::string payload = encode_suggestions(std::move(entries));
    const SuggestionTable table(payload);
    Texts texts;
    for (const SuggestionMatch& match : table.find(TypedText(typed), limit)) {
      texts.push_back(marked(table.suggestion(match)));
    }
    return texts;
  };
  CHECK(find({"Fietsen a", "Fietsen b", "Fietzen c"}) == Texts{"[Fietsen] a", "[Fietsen] b", "[Fietzen] c"});
  CHECK(find({"Fietsen a", "Fietsen b", "Fietsen c", "Fietzen d"}) ==
        Texts{"[Fietsen] a", "[Fietsen] b", "[Fietsen] c"});
  // What is there as typed is shown so, although another word before it is like what is typed.
  CHECK(find({"Fietzen en fietsen"}) == Texts{"Fietzen en [fietsen]"});
  // A title that has the word twice takes one of the places.
  CHECK(find({"Meer fietsen en fietsers", "Nu fietspad"}, "fiets", 2) ==
        Texts{"Meer [fiets]en en fietsers", "Nu [fiets]pad"});
}

TEST_CASE("what is longer than any beginning of a title is not looked up", "[suggester]") {
  const TemporaryFolder folder;
  const std::string title = "fiets" + std::string(Suggester::max_typed_bytes, 'a');
  const Suggester suggester(write_index(folder / "index", {simple_page("a.md", title, "tekst")}));
  CHECK(suggester.suggest(title.substr(0, Suggester::max_typed_bytes)).size() == 1);
  CHECK(suggester.suggest(title.substr(0, Suggester::max_typed_bytes + 1)).empty());
}

TEST_CASE("several databases suggest as one", "[suggester]") {
  const TemporaryFolder folder;
  write_index(folder / "een", {simple_page("a.md", "Subsidie aanvragen", "tekst"),
                               simple_page("b.md", "Subsidie", "tekst")},
              WordsPlace::database);
  write_index(folder / "twee", {simple_page("c.md", "Subsidie aanvragen", "tekst"),
                                simple_page("d.md", "Substraat", "tekst")},
              WordsPlace::database);
  const Suggester suggester(folder.write("stub", "auto een\nauto twee\n"));
  const auto found = suggester.suggest("subs");
  CHECK(texts_of(found) == Texts{"Subsidie", "Substraat", "Subsidie aanvragen"});
  REQUIRE(found.size() == 3);
  CHECK(found[0].id == "b.md");
  CHECK(found[2].pages == 2);
  CHECK(found[2].id.empty());
}

TEST_CASE("where there are no suggestions is told", "[suggester]") {
  const TemporaryFolder folder;
  CHECK(error_of(folder, [&] {
          Suggester(folder / "geen");
        }).starts_with("66 geen: there is no index here"));
  const fs::path index = write_index(folder / "index", {simple_page("a.md", "Fiets", "tekst")});
  for (const fs::directory_entry& file : fs::directory_iterator(index / "generation-1")) {
    if (!file.path().filename().string().starts_with("suggestions-")) continue;
    fs::resize_file(file, 100);
    CHECK(error_of(folder, [&] {
            Suggester{index};
          }).starts_with("74 index/generation-1/suggestions-"));
    fs::remove(file);
    break;
  }
  CHECK(error_of(folder, [&] { Suggester{index}; }) != "");
}

TEST_CASE("suggestions of an index kept up to date are those of one made at once", "[suggester]") {
  const TemporaryFolder folder;
  const auto page = [&](int number, std::string_view what) {
    folder.write("content/" + std::to_string(number) + ".md",
                 "# Pagina " + std::to_string(number) + " over " + std::string(what) +
                     "\n\nEen nieuwe " + std::string(what) + " en een nieuwe " + std::string(what) +
                     ".\n\n## Kosten van " + std::string(what) + "\n");
  };
  const auto suggestions = [&](const fs::path& index) {
    std::map<std::string, std::string> files;
    const Xapian::Database database(index.string());
    const std::string name = database.get_metadata("speur.file.suggestions");
    for (const fs::directory_entry& file : fs::recursive_directory_iterator(index)) {
      if (file.path().filename() == name) files[name] = text_of(file.path());
    }
    return files;
  };
  const auto index_into = [&](const std::string& name) {
    IndexOptions options;
    options.content = folder / "content";
    options.index = folder / name;
    static_cast<void>(run_index(options, false, {}));
    return folder / name;
  };
  for (int i = 0; i < 20; ++i) page(i, i % 2 == 0 ? "fiets" : "auto");
  const auto before = suggestions(index_into("stap"));
  REQUIRE(before.size() == 1);
  for (int i = 19; i > 12; --i) page(i, "vergunning");
  fs::remove(folder / "content" / "3.md");
  const auto after = suggestions(index_into("stap"));
  CHECK(after != before);
  CHECK(after == suggestions(index_into("ineens")));
}

TEST_CASE("another name of a thing suggests what the site calls it", "[suggester]") {
  const TemporaryFolder folder;
  folder.write("content/hulp.md",
               "---\ntitle: Ondersteuning in het huishouden\nsynoniemen: [Thuishulp]\n---\n\nWij komen.\n");
  folder.write("content/thuis.md", "# Thuis wonen\n\nU blijft thuis.\n");
  IndexOptions options;
  options.content = folder / "content";
  options.index = folder / "index";
  static_cast<void>(run_index(options, false, {}));
  const Suggester suggester(options.index);
  const auto has = [&](std::string_view typed) {
    const Texts texts = texts_of(suggester.suggest(typed, 10));
    return std::ranges::find(texts, "Ondersteuning in het huishouden") != texts.end();
  };
  CHECK(has("thuishulp"));
  CHECK(has("Thuish"));
  CHECK_FALSE(has("th"));
  CHECK_FALSE(has("thuishulpen zoeken"));
  CHECK(texts_of(suggester.suggest("thuis", 10)).front() == "Thuis wonen");
  CHECK(texts_of(suggester.suggest("thuis", 1)) == Texts{"Thuis wonen"});
}

}  // namespace speur
