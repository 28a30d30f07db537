#include "cli/programs.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>

namespace fs = std::filesystem;
namespace json = boost::json;

namespace speur {
namespace {

/// A small site with what answers can show: facets, relations, sections, long and short texts.
std::map<std::string, std::string> bicycle_site() {
  return {
      {"index.md", "---\ntitle: Gemeente Proefdam\n---\nWelkom op de site van Proefdam.\n"},
      {"verkeer/index.md", "# Verkeer\n\nOver fietsen, auto’s en de trein.\n"},
      {"verkeer/stalling.md",
       "---\ntitle: Fietsenstalling bij het station\ntoelichting: Waar u uw fiets droog en veilig "
       "kwijt kunt, ook ’s avonds.\nrollen: [jurist, adviseur]\ndatum: 2024-05-17\nversie: 2\n"
       "---\nDe stalling is dag en nacht open.\n\n## Kosten\n\nDe eerste dag is een fiets "
       "stallen gratis. Daarna betaalt u per dag een klein bedrag, behalve met een abonnement van "
       "de gemeente dat u aan de balie kunt kopen.\n\n## Een fiets kwijt?\n\nMeld het bij de "
       "beheerder van de fietsenstalling.\n"},
      {"verkeer/auto.md",
       "---\nrollen: adviseur\ndatum: 2023-01-02\nversie: 10\n---\n# Een auto parkeren\n\nNaast de "
       "fiets is er plaats voor auto’s.\n"},
      {"rollen/jurist.md", "# De jurist\n\nToetst de regels voor de coördinatie.\n"}};
}

class BicycleSite : public TestSite {
 public:
  BicycleSite() : TestSite(bicycle_site()) { REQUIRE(index().code == 0); }
};

std::set<std::string> names(const json::value& object) {
  std::set<std::string> result;
  for (const auto& member : object.as_object()) result.emplace(member.key());
  return result;
}

/// Those of `wanted` that `object` lacks. More may come.
std::set<std::string> lacking(const json::value& object, std::set<std::string> wanted) {
  for (const std::string& name : names(object)) wanted.erase(name);
  return wanted;
}
const std::set<std::string> none;

bool has_escape(const std::string& text) {
  return text.find('\x1b') != std::string::npos;
}

/// Columns of a line without wide or combining characters.
std::size_t columns_of(const std::string& line) {
  std::size_t columns = 0;
  for (const char c : line) columns += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
  return columns;
}

/// A line of a terminal without its escape codes. Any that is cut, unknown, or still in force at
/// the line's end shows as "BROKEN".
std::string without_escapes(const std::string& line) {
  std::string text;
  bool styled = false, linked = false;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] != '\x1b') {
      text += line[at++];
      continue;
    }
    if (line.compare(at, 2, "\x1b[") == 0) {
      const std::size_t end = line.find_first_not_of("0123456789;", at + 2);
      if (end == std::string::npos || line[end] != 'm') return "BROKEN";
      styled = line.substr(at, end - at) != "\x1b[0";
      at = end + 1;
    } else if (line.compare(at, 5, "\x1b]8;;") == 0) {
      const std::size_t end = line.find("\x1b\\", at + 5);
      if (end == std::string::npos) return "BROKEN";
      linked = end != at + 5;
      at = end + 2;
    } else {
      return "BROKEN";
    }
  }
  return styled || linked ? "BROKEN" : text;
}

std::set<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

const std::vector<Arguments> answers = {
    {"search", "fiets stallen", "--facets", "all", "--hit-facets", "--explain"},
    {"show", "verkeer/stalling.md", "--terms"},
    {"status"},
    {"analyze", "’s avonds fietsenstallingen e-mail coördinatie"}};

}  // namespace

TEST_CASE("a query in any script is answered, as its words in ASCII are", "[cli]") {
  const BicycleSite site;
  const Outcome plain = site.speur({"search", "fiets"});
  CHECK(plain.code == 0);
  const std::string hits = plain.out.substr(plain.out.find('\n'));
  // The first needs ICU's tables of normalization, the others those of word boundaries, too.
  for (const char* query : {"\uFB01ets", "FIETS \u2014", "fiets \u81EA\u884C\u8ECA"}) {
    CAPTURE(query);
    const Outcome same = site.speur({"search", query});
    CHECK(same.code == 0);
    CHECK(same.err.empty());
    if (std::string_view(query).size() < 12) CHECK(same.out.substr(same.out.find('\n')) == hits);
  }
  CHECK(site.speur({"analyze", "\u81EA\u884C\u8ECA"}).code == 0);
}

TEST_CASE("in a pipe an answer is plain text, and colours come when they are asked for", "[cli]") {
  const BicycleSite site;
  for (const Arguments& arguments : answers) {
    CAPTURE(arguments);
    const Outcome plain = site.speur(arguments);
    CHECK(plain.code == 0);
    CHECK(plain.err.empty());
    CHECK_FALSE(plain.out.empty());
    CHECK_FALSE(has_escape(plain.out));

    Arguments colored = arguments;
    colored.insert(colored.end(), {"--color", "always"});
    const Outcome always = site.speur(colored);
    CHECK(has_escape(always.out));
    for (const std::string& line : lines_of(always.out)) CHECK(without_escapes(line) != "BROKEN");
    Command forced = searcher(site.path(), arguments);
    forced.environment["CLICOLOR_FORCE"] = "1";
    CHECK(has_escape(run(forced).out));
    forced.environment["NO_COLOR"] = "1";
    CHECK_FALSE(has_escape(run(forced).out));
    colored.back() = "never";
    CHECK_FALSE(has_escape(site.speur(colored).out));
    colored.push_back("--json");
    CHECK_FALSE(has_escape(site.speur(colored).out));
  }
  CHECK_FALSE(has_escape(site.index().out));
  CHECK_FALSE(has_escape(site.speur({"search", "zzz"}).out));
}

TEST_CASE("on a terminal an answer has colours and links where it can have them", "[cli]") {
  const BicycleSite site;
  const auto on_terminal = [&](std::map<std::string, std::string> environment) {
    Command command = searcher(site.path(), {"search", "fiets"});
    command.columns = 80;
    command.environment = std::move(environment);
    return run(command).out;
  };
  CHECK(has_escape(on_terminal({})));
  CHECK_FALSE(has_escape(on_terminal({{"NO_COLOR", "1"}})));
  CHECK(has_escape(on_terminal({{"NO_COLOR", ""}})));
  CHECK_FALSE(has_escape(on_terminal({{"TERM", "dumb"}})));
  // Without a site_url an address leads nowhere.
  CHECK(on_terminal({}).find("\x1b]8") == std::string::npos);
  site.write("../mkdocs.yml",
             "site_name: Proefdam\nsite_url: https://proefdam.example.nl/\n"
             "docs_dir: content\n");
  REQUIRE(site.index().code == 0);
  CHECK(on_terminal({}).find("\x1b]8;;https://proefdam.example.nl/verkeer/stalling/\x1b\\") !=
        std::string::npos);
  CHECK(on_terminal({{"TERM", "linux"}}).find("\x1b]8") == std::string::npos);
  CHECK(on_terminal({{"NO_COLOR", "1"}}).find("\x1b]8") == std::string::npos);
}

TEST_CASE("no line is wider than its terminal, and no word or escape code is broken", "[cli]") {
  const BicycleSite site;
  site.write("../mkdocs.yml",
             "site_name: Proefdam\nsite_url: https://proefdam.example.nl/\n"
             "docs_dir: content\n");
  REQUIRE(site.index().code == 0);
  for (const unsigned short columns : std::array<unsigned short, 3>{40, 80, 120}) {
    for (const Arguments& arguments : answers) {
      for (const bool links : {true, false}) {
        CAPTURE(columns, arguments, links);
        Command command = searcher(site.path(), arguments);
        command.columns = columns;
        if (!links) command.environment["TERM_PROGRAM"] = "Apple_Terminal";
        const Outcome outcome = run(command);
        CHECK(outcome.code == 0);
        std::set<std::string> known = words_of(site.speur(arguments).out);
        for (const std::string& line : lines_of(outcome.out)) {
          const std::string text = without_escapes(line);
          CAPTURE(line);
          CHECK(text != "BROKEN");
          CHECK(columns_of(text) <= columns);
          if (links) continue;  // then the place is a breadcrumb, which a pipe does not get
          for (std::string word : words_of(text)) {
            if (word.ends_with("…")) word.resize(word.size() - 3);  // what follows is left out
            const bool counted = word.starts_with("(") || word == "ms)" || word == "more" ||
                                 std::isdigit(static_cast<unsigned char>(word.front())) != 0;
            if (word.empty() || counted) continue;
            const bool whole =
                known.contains(word) || known.contains(word + ":") || known.contains("#" + word);
            // An address may be longer than a line.
            const bool piece = std::any_of(known.begin(), known.end(), [&](const auto& each) {
              return each.size() + 20 > columns && each.find(word) != std::string::npos;
            });
            CAPTURE(word);
            CHECK((whole || piece));
          }
        }
      }
    }
  }
}

TEST_CASE("a progress bar is drawn on a terminal only, and wiped", "[cli]") {
  TestSite site(bicycle_site());
  for (int i = 0; i < 400; ++i) {
    std::string text = "# Pagina\n\n";
    for (int word = 0; word < 300; ++word) text += "woord" + std::to_string(word * i) + " ";
    site.write("p" + std::to_string(i) + ".md", text);
  }
  Command command = indexer(site.path(), {"content"});
  command.columns = 80;
  command.error_is_terminal = true;
  const Outcome shown = run(command);
  CHECK(shown.code == 0);
  const std::size_t bar = shown.out.rfind("\r\x1b[K");
  CHECK(shown.out.find("/405 pages, ") != std::string::npos);
  REQUIRE(bar != std::string::npos);
  CHECK(shown.out.substr(bar + 4).starts_with("405 pages in .speur: "));
  command.arguments.emplace_back("--rebuild");
  command.environment["TERM"] = "dumb";
  CHECK_FALSE(has_escape(run(command).out));
  const Outcome piped = site.index();
  CHECK(piped.err.empty());
  CHECK_FALSE(has_escape(piped.out));
  const Outcome quiet = site.index({"-q"});
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
}

TEST_CASE("speur search --json has the members that people script by", "[cli]") {
  const BicycleSite site;
  const json::value answer = speur_json(site.path(), {"search", "fiets parkeerschijf", "--facets",
                                                      "rollen,datum", "--filter", "rollen=jurist"});
  CHECK(lacking(answer, {"query", "hits", "totalHits", "totalHitsExact", "timedOut",
                         "facetDistribution", "correction", "definition", "processingTimeMs"}) ==
        none);
  CHECK(answer.at("query").as_string() == "fiets parkeerschijf");
  CHECK(answer.at("totalHits").to_number<int>() == 1);
  CHECK(answer.at("totalHitsExact").as_bool());
  CHECK(answer.at("processingTimeMs").is_number());
  const bool correction = answer.at("correction").is_null() || answer.at("correction").is_string();
  CHECK(correction);
  // A facet's own filter is left out of its own counts.
  CHECK(answer.at("facetDistribution").at("rollen") ==
        json::parse(R"({"adviseur": 2, "jurist": 1})"));
  CHECK(answer.at("facetDistribution").at("datum") == json::parse(R"({"2024-05-17": 1})"));

  const json::value& hit = answer.at("hits").at(0);
  CHECK(lacking(hit, {"id", "url", "title", "description", "score", "facets", "sections",
                      "missing"}) == none);
  CHECK(hit.at("id").as_string() == "verkeer/stalling.md");
  CHECK(hit.at("url").as_string() == "verkeer/stalling/");
  CHECK(hit.at("title").as_string() == "Fietsenstalling bij het station");
  CHECK(hit.at("description").as_string().starts_with("Waar u uw fiets droog"));
  CHECK(hit.at("score").to_number<double>() > 0);
  CHECK(hit.at("facets") ==
        json::parse(
            R"({"datum": ["2024-05-17"], "rollen": ["jurist", "adviseur"], "versie": ["2"]})"));
  CHECK(hit.at("missing") == json::parse(R"(["parkeerschijf"])"));
  REQUIRE_FALSE(hit.at("sections").as_array().empty());
  CHECK(hit.at("sections").as_array().size() <= 3);
  for (const json::value& section : hit.at("sections").as_array()) {
    CHECK(lacking(section, {"heading", "url", "snippet"}) == none);
    CHECK(section.at("url").as_string().starts_with("verkeer/stalling/"));
  }
  CHECK(json::serialize(hit.at("sections")).find("<mark>fiets</mark>") != std::string::npos);
}

TEST_CASE("the other commands answer as JSON, too", "[cli]") {
  const BicycleSite site;
  const json::value analysis = speur_json(site.path(), {"analyze", "De", "fietsen"});
  REQUIRE(analysis.at("tokens").as_array().size() == 2);
  for (const json::value& token : analysis.at("tokens").as_array()) {
    CHECK(lacking(token, {"text", "position", "begin", "end", "terms"}) == none);
    for (const json::value& term : token.at("terms").as_array()) {
      CHECK(lacking(term, {"term", "kind"}) == none);
    }
  }
  const json::value& token = analysis.at("tokens").at(1);
  CHECK(token.at("text").as_string() == "fietsen");
  CHECK(token.at("position").to_number<int>() == 2);
  CHECK(token.at("begin").to_number<int>() == 3);
  CHECK(token.at("end").to_number<int>() == 10);
  CHECK(token.at("terms").at(0) == json::parse(R"({"term": "fietsen", "kind": "exact"})"));
  CHECK(analysis.at("tokens").at(0).at("terms").at(0).at("kind").as_string() == "stop");

  const json::value told = speur_json(site.path(), {"analyze", "--explain", "de", "fietsenstalling"});
  for (const json::value& each : told.at("tokens").as_array()) {
    CHECK(lacking(each.at("explanation"), {"divisions", "family", "similar"}) == none);
  }
  CHECK(told.at("tokens").at(0).at("explanation").at("divisions").as_array().empty());
  for (const json::value& way : told.at("tokens").at(1).at("explanation").at("divisions").as_array()) {
    CHECK(lacking(way, {"text", "cost", "isCheapEnough"}) == none);
  }

  const json::value page = speur_json(site.path(), {"show", "verkeer/stalling.md"});
  CHECK(lacking(page, {"id", "url", "title", "facets", "sections", "terms", "related"}) == none);
  CHECK(page.at("sections").at(1).at("anchor").as_string() == "kosten");
  CHECK(json::serialize(page.at("related")).find("rollen/jurist.md") != std::string::npos);

  const json::value status = speur_json(site.path(), {"status"});
  CHECK(lacking(status, {"pages", "facets", "recipe", "schemaVersion", "built", "healthy"}) ==
        none);
  CHECK(status.at("pages").to_number<int>() == 5);
  CHECK(status.at("healthy").as_bool());

  const json::value summary = json::parse(site.index({"--json"}).out);
  CHECK(lacking(summary, {"indexed", "unchanged", "deleted", "excluded", "reported", "problems"}) ==
        none);
  CHECK(summary.at("unchanged").to_number<int>() == 5);
}

TEST_CASE("limit and offset cut one ranking into pages", "[cli]") {
  const BicycleSite site;
  const auto ids = [&](const Arguments& options) {
    Arguments arguments = {"search", "fiets"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    std::vector<std::string> result;
    const json::value answer = speur_json(site.path(), arguments);
    CHECK(answer.at("totalHits").to_number<int>() == 3);
    for (const json::value& hit : answer.at("hits").as_array()) {
      result.emplace_back(hit.at("id").as_string());
    }
    return result;
  };
  const std::vector<std::string> all = ids({});
  REQUIRE(all.size() == 3);
  CHECK(all.front() == "verkeer/stalling.md");
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(ids({"--limit", "1", "--offset", std::to_string(i)}) == std::vector{all[i]});
  }
  CHECK(ids({"--offset", "3"}).empty());
  CHECK(ids({"--limit", "0"}).empty());
  CHECK(site.speur({"search", "fiets", "--offset", "1"}).out.find("\n2. ") != std::string::npos);
  CHECK(ids({"--sort", "datum:asc"}) ==
        std::vector<std::string>{"verkeer/auto.md", "verkeer/stalling.md", "verkeer/index.md"});
  CHECK(ids({"--sort", "versie:desc"}) ==
        std::vector<std::string>{"verkeer/auto.md", "verkeer/stalling.md", "verkeer/index.md"});
}

TEST_CASE("exit codes tell hits from none, and --strict names a column", "[cli]") {
  const BicycleSite site;
  struct Row {
    Arguments arguments;
    int code;
    std::string err;
  };
  for (const Row& row :
       std::vector<Row>{{{"search", "fiets"}, 0, ""},
                        {{"search", "xylofoon"}, 1, ""},
                        {{"search", "fiets", "--filter", "rollen=bakker"},
                         1,
                         "query: no page has 'bakker' as its 'rollen'; there are: adviseur, jurist\n"},
                        {{"search", "fiets -fiets"}, 1, ""},
                        {{"search", "fiets", "-auto"}, 0, ""},
                        {{"search", "zeef \"dicht"},
                         1,
                         "query, column 6: this quote has no partner and is ignored\n"},
                        {{"search", "coördinatie \"open", "--strict"},
                         65,
                         "query, column 13: this quote has no partner and is ignored\n"},
                        {{"show", "niets.md"}, 1, ".speur: there is no page \"niets.md\"\n"},
                        {{"show", "verkeer/auto.md"}, 0, ""},
                        {{"serch", "fiets"},
                         64,
                         "speur: there is no command 'serch'; did you mean search? (speur --help tells which there are)\n"},
                        {{},
                         64,
                         "speur: a command is missing; there are: search, suggest, show, analyze, status, serve, run, eval, "
                         "compare, help (speur --help tells more)\n"},
                        // What is said is what was written wrong, and not that it is missing.
                        {{"run", "--topic", "t.tsv"},
                         64,
                         "speur run: there is no option --topic; did you mean --topics? (speur run --help tells more)\n"},
                        // A query may hold the names of commands.
                        {{"search", "fiets", "serve"}, 0, ""},
                        {{"status"}, 0, ""}}) {
    CAPTURE(row.arguments);
    const Outcome outcome = site.speur(row.arguments);
    CHECK(outcome.code == row.code);
    CHECK(outcome.err == row.err);
  }
}

TEST_CASE("a reader that leaves early does no harm", "[cli]") {
  const BicycleSite site;
  for (int i = 0; i < 500; ++i) {
    site.write("p" + std::to_string(i) + ".md",
               "# Fiets " + std::to_string(i) + "\n\nEen fiets.\n");
  }
  REQUIRE(site.index().code == 0);
  for (const Arguments& arguments :
       std::vector<Arguments>{{"search", "fiets", "--limit", "1000"},
                              {"search", "fiets", "--limit", "1000", "--json"},
                              {"search", "fiets", "--limit", "1000", "--facets", "all"}}) {
    CAPTURE(arguments);
    Command command = searcher(site.path(), arguments);
    command.close_after_first_line = true;
    const Outcome outcome = run(command);
    CHECK(outcome.signal == 0);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
  }
}

TEST_CASE("the index is the one named, else SPEUR_INDEX, else .speur here or above", "[cli]") {
  const BicycleSite site;
  const fs::path deep = site.path() / "content" / "verkeer";
  CHECK(run_speur(deep, {"search", "fiets"}).code == 0);
  CHECK(run_speur(site.path(), {"search", "fiets"}).code == 0);

  const TestSite other;
  other.write("goed.md", "# Een vliegtuig\n");
  const Outcome nowhere = other.speur({"search", "fiets"});
  CHECK(nowhere.code == 66);
  CHECK(nowhere.err.find("speur-index CONTENT") != std::string::npos);
  REQUIRE(other.index().code == 0);

  Command command = searcher(deep, {"search", "vliegtuig"});
  CHECK(run(command).code == 1);
  command.environment["SPEUR_INDEX"] = (other.path() / ".speur").string();
  CHECK(run(command).code == 0);
  command.arguments.insert(command.arguments.end(), {"--index", (site.path() / ".speur").string()});
  CHECK(run(command).code == 1);

  Command index = indexer(site.path(), {"content"});
  index.environment["SPEUR_INDEX"] = (site.path() / "elders").string();
  CHECK(run(index).code == 0);
  CHECK(fs::exists(site.path() / "elders" / "XAPIANDB"));
}

TEST_CASE("the index is made where it is found: beside the pages, in the site, or here", "[cli]") {
  struct Row {
    std::string_view what;
    std::map<std::string, std::string> files;
    std::string_view working_folder, content;
    std::string_view index;  ///< from the folder of all
  };
  const std::string page = "# Een fiets\n";
  const std::string material = "site_name: Fietsen\n";
  for (const Row& row : std::vector<Row>{
           {"pages alone", {{"s/a.md", page}}, "s", ".", "s/.speur"},
           {"pages alone, from within", {{"s/b/a.md", page}}, "s/b", "..", "s/.speur"},
           {"a part of them", {{"s/b/a.md", page}}, "s", "b", "s/.speur"},
           {"pages alone, from beside", {{"s/a.md", page}, {"b/x", ""}}, "b", "../s", ".speur"},
           {"pages alone, from above", {{"s/a.md", page}}, ".", "s/", ".speur"},
           {"MkDocs", {{"s/docs/a.md", page}, {"s/mkdocs.yml", material}}, "s", ".", "s/.speur"},
           {"its pages", {{"s/docs/a.md", page}, {"s/mkdocs.yml", material}}, "s/docs", ".", "s/.speur"},
           {"from above", {{"s/docs/a.md", page}, {"s/mkdocs.yml", material}}, ".", "s", "s/.speur"},
           {"deep pages",
            {{"s/d/e/a.md", page}, {"s/mkdocs.yml", material + "docs_dir: d/e\n"}},
            "s",
            ".",
            "s/.speur"},
           {"Hugo", {{"s/content/a.md", page}, {"s/hugo.toml", "title = 'F'\n"}}, "s/content", ".", "s/.speur"},
           {"Hugo without configuration", {{"s/_index.md", page}}, "s", ".", "s/.speur"},
           {"Jekyll, all one folder", {{"s/a.md", "---\n---\n" + page}, {"s/_config.yml", "title: F\n"}}, "s", ".",
            "s/.speur"},
           {"Jekyll, from above", {{"s/a.md", "---\n---\n" + page}, {"s/_config.yml", "title: F\n"}}, ".", "s",
            ".speur"}}) {
    CAPTURE(row.what);
    const TemporaryFolder folder;
    for (const auto& [path, text] : row.files) folder.write(path, text);
    const fs::path here = folder / row.working_folder;
    const Outcome indexed = run_indexer(here, {std::string(row.content)});
    CHECK(indexed.code == 0);
    CHECK(indexed.err.empty());
    CHECK(fs::exists(folder / row.index / "XAPIANDB"));
    // The next run finds it there, and so does the other program, but from a folder that has no part in it.
    CHECK(run_indexer(here, {std::string(row.content)}).out.find(" 0 indexed, 1 unchanged") != std::string::npos);
    if (row.what != "from above") CHECK(run_speur(here, {"search", "fiets"}).code == 0);
  }
}

TEST_CASE("help mentions every option that is fixed, and --version the version", "[cli]") {
  const TestSite site;
  struct Row {
    std::string command;
    std::vector<std::string> mentions;
  };
  for (const Row& row : std::vector<Row>{
           {"search",
            {"QUERY", "--index", "--filter", "--facets", "--sort", "--limit", "--offset", "--json",
             "--explain", "--strict", "--set", "--color", "--pager"}},
           {"show", {"ID", "--index", "--json"}},
           {"analyze", {"TEXT", "--index", "--json", "--explain"}},
           {"status", {"--index", "--json"}},
           {"run", {"--topics", "--index", "--output", "--depth", "--set"}},
           {"eval",
            {"--qrels", "RUN", "--measures", "--per-topic", "--json", "--gate", "--topics",
             "--complete"}},
           {"compare", {"--qrels", "RUN", "--measures", "--json"}}}) {
    const Outcome help = site.speur({row.command, "--help"});
    CAPTURE(row.command);
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    for (const std::string& option : row.mentions) {
      CAPTURE(option);
      CHECK(help.out.find(option) != std::string::npos);
    }
  }
  const Outcome help = run_indexer(site.path(), {"--help"});
  CHECK(help.code == 0);
  for (const char* option : {"CONTENT", "--index", "--rebuild", "--config", "--json", "--snippets",
                             "--drafts", "--flat-urls", "--anchors", "--fallback-encoding"}) {
    CAPTURE(option);
    CHECK(help.out.find(option) != std::string::npos);
  }
  CHECK(site.speur({"--help"}).code == 0);
  CHECK(site.speur({"--version"}).out.starts_with("speur "));
  CHECK(run_indexer(site.path(), {"--version"}).out.starts_with("speur-index "));
}

TEST_CASE("a run answers topics, and its quality can be gated", "[cli]") {
  const BicycleSite site;
  std::ofstream(site.path() / "t.tsv") << "T1\tfietsenstalling\nT2\tauto parkeren\n";
  std::ofstream(site.path() / "q.txt")
      << "T1 0 verkeer/stalling.md 3\nT2 0 verkeer/auto.md 2\nT3 0 index.md 1\n";
  REQUIRE(site.speur({"run", "--topics", "t.tsv", "--output", "uit.run", "--depth", "3"}).code ==
          0);
  const Outcome good = site.speur({"eval", "--qrels", "q.txt", "uit.run", "--gate", "RR=0.9"});
  CHECK(good.code == 0);
  const Outcome below =
      site.speur({"eval", "--qrels", "q.txt", "--complete", "uit.run", "--gate", "RR=0.9"});
  CHECK(below.code == 1);
  CHECK(below.err.find("RR is 0.6667, below its gate of 0.9") != std::string::npos);
}

TEST_CASE("a run tells what its scores are made of", "[cli]") {
  const BicycleSite site;
  std::ofstream(site.path() / "t.tsv") << "T1\tfietsenstalling\n";
  REQUIRE(site.speur({"run", "--topics", "t.tsv", "--output", "uit.run", "--set", "bm25.b=0.25",
                      "--features", "uit.tsv"})
              .code == 0);
  std::ifstream file(site.path() / "uit.tsv");
  std::string head, line;
  REQUIRE(std::getline(file, head));
  CHECK(head.starts_with("#\t"));
  CHECK(head.find("\tbm25.b=0.25\t") != std::string::npos);
  REQUIRE(std::getline(file, line));
  CHECK(line.starts_with("T1\tverkeer/stalling.md\tscore="));
  for (const std::string name : {"words", "content", "count", "all", "boost", "proximity",
                                 "title_proximity", "title", "typed_title", "typed_heading", "name", "coverage"}) {
    CAPTURE(name);
    CHECK(line.find("\t" + name + "=") != std::string::npos);
  }
  const Outcome outcome =
      site.speur({"run", "--topics", "t.tsv", "--features", "nergens/uit.tsv"});
  CHECK(outcome.code == 74);
  CHECK(outcome.err.find("nergens/uit.tsv: cannot write") != std::string::npos);
}

TEST_CASE("an option takes one value, and leaves the words behind it to the query", "[cli]") {
  const BicycleSite site;
  const Outcome filtered = site.speur({"search", "--set", "bm25.b=0.4", "fiets"});
  CHECK(filtered.code == 0);
  CHECK(filtered.err.empty());
  CHECK(filtered.out.starts_with("3 pages for 'fiets'"));
}

TEST_CASE("words that begin with a dash may stand after two dashes", "[cli]") {
  const TestSite site({{"a.md", "# Fiets\n\nEen fiets.\n"}, {"b.md", "# Auto\n\nEen auto.\n"}});
  CHECK(site.index().code == 0);
  for (const Arguments& query : std::vector<Arguments>{{"-auto"}, {"--", "-auto"}}) {
    Arguments arguments = {"search", "--json"};
    arguments.insert(arguments.end(), query.begin(), query.end());
    const auto answer = boost::json::parse(site.speur(arguments).out);
    CHECK(answer.at("query").as_string() == "-auto");
    CHECK(answer.at("hits").at(0).at("id").as_string() == "a.md");
  }
}

}  // namespace speur
