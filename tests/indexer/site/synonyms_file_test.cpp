#include "indexer/site/synonyms_file.hpp"

#include "speur/error.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <catch2/catch.hpp>

#include <array>
#include <fstream>
#include <string>
#include <string_view>

namespace speur {
namespace {

/// The rules as "a|b=>c", a space between them; or what is wrong, from the file's name on.
std::string read(std::string_view text) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "synoniemen.txt";
  std::ofstream(file, std::ios::binary) << text;
  std::string all;
  try {
    for (const SynonymRule& rule : read_synonyms(file)) {
      all += fmt::format("{}{}=>{}", all.empty() ? "" : " ", fmt::join(rule.from, "|"),
                         fmt::join(rule.to, "|"));
    }
  } catch (const Error& e) {
    CHECK(e.code() == ExitCode::config);
    const std::string what = e.what();
    return what.substr(what.find("synoniemen.txt"));
  }
  return all;
}

}  // namespace

TEST_CASE("a synonyms file is read as Solr reads it", "[synonyms]") {
  struct Row {
    std::string_view text, rules;
  };
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {"# niets\n\n  # ook niets\n", ""},
           {"auto, wagen", "auto|wagen=>auto|wagen"},
           {"bouwvergunning => omgevingsvergunning\n", "bouwvergunning=>omgevingsvergunning"},
           {"a,b=>c , d", "a|b=>c|d"},
           {"\xEF\xBB\xBF"
            "kaart,\tpas\r\n",
            "kaart|pas=>kaart|pas"},
           {"eten\\, drinken, horeca", "eten, drinken|horeca=>eten, drinken|horeca"},
           {"hulp in huis, thuiszorg # geen uitleg",
            "hulp in huis|thuiszorg # geen uitleg=>hulp "
            "in huis|thuiszorg # geen uitleg"},
       })) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.rules);
  }
}

TEST_CASE("a mistake in a synonyms file is told with its line", "[synonyms]") {
  struct Row {
    std::string_view text, message;
  };
  for (const Row& row : std::to_array<Row>({
           {"# een\nauto",
            "synoniemen.txt:2: one name alone has no synonym: write \"a, b\" or \"a => b\""},
           {"a, b\na,,b",
            "synoniemen.txt:2: a name is missing: nothing stands between two commas or "
            "beside '=>'"},
           {"a =>",
            "synoniemen.txt:1: a name is missing: nothing stands between two commas or "
            "beside '=>'"},
           {"a => b => c", "synoniemen.txt:1: '=>' stands twice in one line"},
       })) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.message);
  }
  std::string many = "a";
  for (std::size_t i = 0; i < max_synonyms_a_line; ++i) many += fmt::format(",b{}", i);
  CHECK(read(many) == "synoniemen.txt:1: more than 32 names in one line");
  CHECK(read(std::string(max_synonyms_bytes + 1, 'a')).find("bytes") != std::string::npos);
  CHECK_THROWS_AS(read_synonyms("/er/is/hier/niets"), Error);
}

}  // namespace speur
