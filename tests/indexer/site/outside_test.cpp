#include "indexer/site/mkdocs/mkdocs_macros.hpp"
#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/settings.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// A site with a link to a folder beside it.
class LinkedSite {
 public:
  LinkedSite() {
    folder_.write("buiten/stad.yml", "jan: {name: Geheim}\nnaam: Geheim\n");
    folder_.write("site/eigen.yml", "jan: {name: Jan}\nnaam: Waterweide\n");
    fs::create_directory_symlink("../buiten", folder_ / "site/data");
  }
  [[nodiscard]] fs::path site() const { return folder_ / "site"; }
  [[nodiscard]] fs::path write(const std::string& name, const std::string& text) const {
    return folder_.write("site/" + name, text);
  }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("what lies at a path counts within the site alone", "[site]") {
  const LinkedSite linked;
  const fs::path site = linked.site();
  CHECK(type_within(site / "eigen.yml", site) == fs::file_type::regular);
  CHECK(type_within(site, site) == fs::file_type::directory);
  CHECK(type_within(site / "niets.yml", site) == fs::file_type::not_found);
  CHECK(type_within(site / "data", site) == fs::file_type::none);
  CHECK(type_within(site / "data/stad.yml", site) == fs::file_type::none);
  CHECK(type_within(site / "../buiten/stad.yml", site) == fs::file_type::none);
}

TEST_CASE("mkdocs-macros reads no file from outside of the site", "[site]") {
  const LinkedSite linked;
  std::vector<Problem> problems;
  const fs::path file = linked.write(
      "mkdocs.yml", "plugins: [{macros: {include_yaml: [a: data/stad.yml, b: ../buiten/stad.yml, c: eigen.yml]}}]\n");
  const auto macros = MkdocsMacros::read(read_settings(file, problems), file, problems);
  REQUIRE(macros);
  CHECK(macros->run("{{ a.naam }}{{ b.naam }}{{ c.naam }}", YamlNode(), {file, 1}, problems).find("Geheim") ==
        std::string::npos);
  CHECK(macros->run("{{ c.naam }}", YamlNode(), {file, 1}, problems) == "Waterweide");
}

TEST_CASE("labels of values come from no file outside of the site", "[site]") {
  const LinkedSite linked;
  for (const char* const name : {"eigen.yml", "data/stad.yml", "../buiten/stad.yml"}) {
    CAPTURE(name);
    ConfigFile config;
    config.file = linked.site() / "_config.yml";
    read_facet_labels(linked.site() / name, "", "name", {"authors"}, config);
    CHECK(config.facet_labels.contains("authors") == (std::string(name) == "eigen.yml"));
  }
}

}  // namespace
}  // namespace speur
