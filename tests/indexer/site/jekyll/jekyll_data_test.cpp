#include "indexer/site/jekyll/jekyll_data.hpp"

#include "indexer/site/rules/settings.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

namespace speur {
namespace {

TEST_CASE("Jekyll's data: by the names of files and folders", "[site]") {
  const TemporaryFolder folder;
  folder.write("_data/leden.yml", "- naam: Jan\n");
  folder.write("_data/mijn org.json", "{\"naam\": \"Dienst\"}");
  folder.write("_data/diep/x.1.csv", "a\n1\n");
  folder.write("_data/kapot.yml", "a: [");
  folder.write("_data/los.txt", "a");
  folder.write("_data/.weg.yml", "a: 1");
  const YamlNode data = read_jekyll_data(folder / "_data", folder.path());
  REQUIRE(data.find("leden") != nullptr);
  CHECK(text_of(data.find("leden")->items.at(0), "naam") == "Jan");
  REQUIRE(find_path(data, {"mijn_org", "naam"}) != nullptr);
  CHECK(find_path(data, {"diep", "x1"}) != nullptr);
  REQUIRE(data.find("kapot") != nullptr);
  CHECK(data.find("kapot")->foreign);
  CHECK(data.members.size() == 4);
  CHECK(read_jekyll_data(folder / "_niets", folder.path()).kind == YamlNode::Kind::null);
}

TEST_CASE("Jekyll's data: a folder of more than the pages will show is not known", "[site]") {
  const TemporaryFolder folder;
  folder.write("_data/groot.yml", "a: " + std::string(std::size_t{2} << 20, 'x') + "\n");
  folder.write("_data/klein.yml", "a: 1\n");
  CHECK(read_jekyll_data(folder / "_data", folder.path()).kind == YamlNode::Kind::null);
}

TEST_CASE("Jekyll's data: none from outside of the site", "[site]") {
  const TemporaryFolder folder;
  folder.write("buiten/b/leden.yml", "naam: Jan\n");
  folder.write("site/_config.yml", "");
  std::filesystem::create_directory_symlink("../buiten", folder / "site/a");
  for (const char* const data : {"site/../buiten/b", "site/a/b", "site/a"}) {
    CAPTURE(data);
    CHECK(read_jekyll_data(folder / data, folder / "site").kind == YamlNode::Kind::null);
  }
  CHECK(read_jekyll_data(folder / "buiten/b", folder / "buiten").kind == YamlNode::Kind::map);
}

TEST_CASE("Jekyll's data: tables", "[site]") {
  const YamlNode rows = read_rows("soort,prijs,uitleg\r\npaspoort,\"75,20\",\"een\ntwee \"\"drie\"\"\"\r\n\r\nbewijs,41\n", ',');
  REQUIRE(rows.items.size() == 2);
  CHECK(rows.items[0].find("prijs")->text == "75,20");
  CHECK(rows.items[0].find("uitleg")->text == "een\ntwee \"drie\"");
  CHECK(rows.items[1].find("soort")->text == "bewijs");
  CHECK_FALSE(rows.items[1].find("prijs")->plain);
  CHECK(rows.items[1].find("uitleg") == nullptr);
  CHECK(read_rows("", ',').items.empty());
  CHECK(read_rows("a\tb\n1\t2", '\t').items.at(0).find("b")->text == "2");
}

}  // namespace
}  // namespace speur
