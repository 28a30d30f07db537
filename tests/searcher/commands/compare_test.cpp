#include "searcher/commands/compare.hpp"

#include "support/file_text.hpp"
#include "support/temporary_folder.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <catch2/catch.hpp>

#include <array>
#include <sstream>

namespace speur {
namespace {

struct CompareFixture {
  TemporaryFolder folder;
  CompareOptions options;
  std::ostringstream out, err;

  CompareFixture() {
    options.qrels = folder.write("q.txt", "t1 0 a<b>.md 1\nt2 0 b 2\nt3 0 c 1\n");
    options.runs = {
        folder.write("oud.run", "t1 Q0 x 1 2 x\nt1 Q0 a<b>.md 2 1 x\nt2 Q0 b 1 1 x\n"),
        folder.write("nieuw.run", "t1 Q0 a<b>.md 1 2 x\nt1 Q0 x 2 1 x\nt2 Q0 b 1 1 x\n")};
    options.topics = folder.write("t.tsv", "t1\tprijs < 5 & \"groot\"\t<kort>\nt2\tfiets\tlang\n");
    options.measures = "RR,P@1";
  }
};

TEST_CASE_METHOD(CompareFixture, "compare prints means, tests and what moved", "[evaluation]") {
  CHECK(run_compare(options, out, err) == ExitCode::done);
  const std::string text = out.str();
  CHECK(err.str() == "1 judged topic in none of the runs: left out (--complete counts as 0)\n");
  // RR: baseline (1/2 + 1) / 2, run (1 + 1) / 2; one of two topics differs, so p = 2/2.
  // t test: mean 0.25, error 0.25, t = 1, one degree of freedom: p = 1 - 2/π · atan 1 = 0.5.
  for (const std::string_view line :
       {"topics    2\n",
        "RR         0.7500  1.0000     +0.2500         1/1/0           1.0000    0.5000\n",
        "P@1        0.5000  1.0000     +0.5000         1/1/0           1.0000    0.5000\n",
        "<kort>            1    0.5000  1.0000     +0.5000\n",
        "t1  0.5000 → 1.0000  +0.5000  prijs < 5 & \"groot\"\n", "   2  →  1  grade 1   a<b>.md\n",
        "   1  →  2  unjudged  x\n"}) {
    CAPTURE(line);
    CHECK_THAT(text, Catch::Contains(std::string(line)));
  }
}

TEST_CASE_METHOD(CompareFixture, "compare prints JSON", "[evaluation]") {
  options.json = true;
  CHECK(run_compare(options, out, err) == ExitCode::done);
  const boost::json::value report = boost::json::parse(out.str());
  CHECK(report.at("topics").as_int64() == 2);
  const boost::json::value& run = report.at("runs").at(0);
  const boost::json::value& rr = run.at("measures").at("RR");
  CHECK(rr.at("difference").as_double() == Approx(0.25));
  CHECK(rr.at("wins").as_int64() == 1);
  CHECK(rr.at("randomization").at("p").as_double() == Approx(1.0));
  CHECK(rr.at("randomization").at("exact").as_bool());
  CHECK(rr.at("tTest").at("p").as_double() == Approx(0.5));
  CHECK(run.at("groups").at(0).at("group").as_string() == "<kort>");
  const boost::json::value& moved = run.at("moved").at(0);
  CHECK(moved.at("query").as_string() == "prijs < 5 & \"groot\"");
  CHECK(moved.at("pages").at(0).at("id").as_string() == "a<b>.md");
  CHECK(moved.at("pages").at(0).at("baselineRank").as_int64() == 2);
  CHECK(moved.at("pages").at(1).at("grade").is_null());
}

TEST_CASE_METHOD(CompareFixture, "the HTML report escapes everything and needs nothing else",
                 "[evaluation]") {
  options.html = folder.path() / "report.html";
  CHECK(run_compare(options, out, err) == ExitCode::done);
  const std::string html = text_of(options.html);
  for (const std::string_view part :
       {"<!DOCTYPE html>", "<caption>Means of RR by group</caption>", "a&lt;b&gt;.md",
        "prijs &lt; 5 &amp; &quot;groot&quot;", "&lt;kort&gt;", "prefers-color-scheme:dark",
        "aria-label=\"baseline 0.7500, run 1.0000\"", "default-src 'none'"}) {
    CAPTURE(part);
    CHECK_THAT(html, Catch::Contains(std::string(part)));
  }
  for (const std::string_view part : {"a<b>", "<kort>", "http:", "https:", "<script", "url("}) {
    CAPTURE(part);
    CHECK_THAT(html, !Catch::Contains(std::string(part)));
  }
}

TEST_CASE_METHOD(CompareFixture, "compare refuses what it cannot use", "[evaluation]") {
  const auto error = [&] {
    return error_of(folder, [&] { (void)run_compare(options, out, err); });
  };
  options.html = folder.path() / "niet" / "daar.html";
  CHECK(error() == "74 niet/daar.html: cannot be written");
  options.runs.resize(1);
  CHECK(error() == "64 compare needs a baseline and at least one run");
  options.runs = {folder.path() / "geen.run", folder.path() / "ook.run"};
  CHECK(error() == "66 geen.run: cannot be opened");
}

}  // namespace
}  // namespace speur
