#include "indexer/site/speur_config.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

std::vector<std::filesystem::path> paths_of(const std::vector<ConfiguredPath>& configured) {
  std::vector<std::filesystem::path> paths;
  for (const ConfiguredPath& each : configured) paths.push_back(each.path);
  return paths;
}

TEST_CASE("speur.yaml says how facets are named, shown and typed", "[config]") {
  const TemporaryFolder site;
  const ConfigFile config = read_speur_config(site.write("speur.yaml", R"(site_name: Handboek
site_url: https://a.nl/
language: en
urls: flat
anchors: github
snippets: includes
append: [begrippen.md]
exclude: [intern/]
rename: {rol: rollen}
drop: [redactie]
facets:
  rollen:
    label: Rol
    order: [jurist, adviseur]
    values: {jurist: Jurist}
  versie: {type: keyword}
  los:
  intern: {type: none}
)"));
  CHECK(config.site_name == "Handboek");
  CHECK(config.site_url == "https://a.nl/");
  CHECK(config.language == "en");
  CHECK(config.directory_urls == false);
  CHECK(config.anchors == AnchorStyle::github);
  CHECK(paths_of(config.snippet_paths) == std::vector<std::filesystem::path>{site / "includes"});
  CHECK(paths_of(config.append) == std::vector<std::filesystem::path>{"begrippen.md"});
  CHECK(config.exclude == std::vector<std::string>{"intern/"});
  CHECK(config.facets.rename.at("rol") == "rollen");
  REQUIRE(config.facets.facets.size() == 5);
  CHECK(config.facets.find("redactie")->drop);
  CHECK(config.facets.find("intern")->drop);
  CHECK_FALSE(config.facets.find("los")->drop);
  CHECK(config.facets.find("versie")->type == FacetType::keyword);
  const FacetRule* rollen = config.facets.find("rollen");
  CHECK(rollen->label == "Rol");
  CHECK(rollen->order == std::vector<std::string>{"jurist", "adviseur"});
  CHECK(rollen->labels.at("jurist") == "Jurist");
  CHECK_FALSE(rollen->type.has_value());
}

TEST_CASE("an empty speur.yaml says nothing", "[config]") {
  const TemporaryFolder site;
  const ConfigFile config = read_speur_config(site.write("speur.yaml", "# nog leeg\n"));
  CHECK(config.facets.facets.empty());
  CHECK_FALSE(config.directory_urls.has_value());
}

TEST_CASE("a mistake in speur.yaml stops, with its line and what can stand there", "[config]") {
  const TemporaryFolder site;
  struct Row {
    std::string_view yaml, message;
  };
  for (const Row& row : std::to_array<Row>({
           {"- a\n", ":1: 'speur.yaml' is no map of keys and values"},
           {"site_name: x\nfacet: y\n",
            ":2: 'speur.yaml' has no key 'facet': it has site_name, site_url, language, urls, "
            "anchors, snippets, append, exclude, synonyms, rename, drop, facets"},
           {"facets:\n  rollen:\n    lable: Rol\n",
            ":3: 'rollen' has no key 'lable': it has label, type, order, values"},
           {"facets:\n  versie: {type: text}\n",
            ":2: 'type' is keyword or number or date or none, not \"text\""},
           {"urls: pretty\n", ":1: 'urls' is flat or directory, not \"pretty\""},
           {"language: Nederlands\n", ":1: 'language' is a code of two letters, as in nl"},
           {"site_name: [x]\n", ":1: 'site_name' is no text"},
           {"drop: {a: b}\n", ":1: 'drop' is no list of texts"},
           {"drop: a\ndrop: b\n", ":2: 'speur.yaml' has 'drop' twice"},
           {"a: b: c\n", ":1: a text that holds ': ' needs quotes (illegal map value)"},
           {"site_name: caf\xe9\n",
            ":1: byte 0xE9 at offset 14 is not UTF-8; --fallback-encoding windows-1252 reads such "
            "pages"},
       })) {
    CAPTURE(row.yaml);
    const std::filesystem::path file = site.write("speur.yaml", row.yaml);
    try {
      const ConfigFile config = read_speur_config(file);
      FAIL("no error, but " + config.site_name);
    } catch (const Error& e) {
      CHECK(e.code() == ExitCode::config);
      CHECK(e.what() == file.string() + std::string(row.message));
    }
  }
}

}  // namespace
}  // namespace speur
