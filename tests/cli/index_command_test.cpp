#include "cli/programs.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace speur {
namespace {

struct StageRow {
  std::string name;
  double run = 0, workers = 0, cpu = 0;
};

/// The rows below the heading of the table of times; the last one is the sum.
std::vector<StageRow> stage_rows(const std::string& out) {
  std::vector<StageRow> rows;
  bool is_below = false;
  for (const std::string& line : lines_of(out)) {
    StageRow row;
    std::istringstream in(line);
    in >> row.name >> row.run >> row.workers >> row.cpu;
    if (is_below) rows.push_back(row);
    is_below = is_below || row.name == "seconds";
  }
  return rows;
}

}  // namespace

TEST_CASE("the option --timings tells where the time of a run went", "[index_command]") {
  const TestSite site;
  site.write("a.md", "# Titel\n\nTekst.\n");
  const Outcome told = site.index({"--timings"});
  CHECK(told.code == 0);
  std::vector<StageRow> rows = stage_rows(told.out);
  REQUIRE(rows.size() > 2);
  const StageRow sum = rows.back();
  rows.pop_back();
  CHECK(sum.name == "sum");
  double run = 0;
  for (const StageRow& row : rows) run += row.run;
  CHECK(run == Approx(sum.run).margin(0.01 * static_cast<double>(rows.size())));

  const boost::json::value json = boost::json::parse(site.index({"--rebuild", "--timings", "--json"}).out);
  for (const std::string name : {"walk", "page", "commit"}) {
    CAPTURE(name);
    CHECK(std::ranges::count(rows, name, &StageRow::name) == 1);
    CHECK(std::ranges::count_if(json.at("stages").as_array(), [&](const boost::json::value& stage) {
            return stage.at("stage").as_string() == name && stage.at("run").to_number<double>() >= 0;
          }) == 1);
  }
  CHECK_FALSE(boost::json::parse(site.index({"--json"}).out).as_object().contains("stages"));
}

TEST_CASE("an error of speur-index is an object, too, where --json asks for one", "[index_command]") {
  const TestSite site;
  site.write("a.md", "# Titel\n\nTekst.\n");
  struct Row {
    Arguments arguments;
    int code;
  };
  for (const Row& row : std::vector<Row>{{{"nergens"}, 66}, {{"content", "--jobs", "0"}, 64}}) {
    Arguments with_json = row.arguments;
    with_json.emplace_back("--json");
    const Outcome told = run_indexer(site.path(), with_json);
    CHECK(told.code == row.code);
    const boost::json::value error = boost::json::parse(told.out).at("error");
    CHECK(error.at("code").as_int64() == row.code);
    CHECK(std::string(error.at("message").as_string()) + "\n" == told.err);
    CHECK(run_indexer(site.path(), row.arguments).out.empty());
  }
}

TEST_CASE("an option with a few values takes these, and names them for another one", "[index_command]") {
  const TestSite site({{"a.md", "# Titel\n\n## Eén woord\n\nTekst.\n"}, {"b.md", "# Caf\xE9\n\nHet caf\xE9 is open.\n"}});
  const Outcome refused = site.index({"--anchors", "hugo"});
  CHECK(refused.code == 64);
  CHECK(refused.err.find("takes python|github, not 'hugo'") != std::string::npos);
  const auto anchor = [&](const std::string& style) {
    CHECK(site.index({"--anchors", style, "--fallback-encoding", "windows-1252"}).code == 0);
    const boost::json::value answer = speur_json(site.path(), {"search", "woord"});
    return std::string(answer.at("hits").at(0).at("sections").at(0).at("url").as_string());
  };
  CHECK(anchor("python") == "a/#een-woord");
  CHECK(anchor("github") == "a/#eén-woord");
  CHECK(site.found("café") == "b.md");
  CHECK(site.index().code == 65);  // b.md is no UTF-8
  CHECK(site.found("café").empty());
}

}  // namespace speur
