#include "searcher/commands/eval.hpp"

#include "support/temporary_folder.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <catch2/catch.hpp>

#include <array>
#include <sstream>

namespace speur {
namespace {

/// Two topics: t1 has RR 1/2 and t2 has RR 1; t3 is not answered.
struct EvalFixture {
  TemporaryFolder folder;
  EvalOptions options;
  std::ostringstream out, err;

  EvalFixture() {
    options.qrels = folder.write("q.txt", "t1 0 a 1\nt2 0 b 2\nt3 0 c 1\n");
    options.runs = {folder.write("een.run", "t1 Q0 x 1 2 tag\nt1 Q0 a 2 1 tag\nt2 Q0 b 1 1 tag\n")};
    options.measures = "RR,num_ret";
  }

  ExitCode run() {
    out.str("");
    err.str("");
    return run_eval(options, out, err);
  }
  /// `text` without the folder's path.
  [[nodiscard]] std::string plain(std::string text) const {
    const std::string prefix = folder.path().string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }
  [[nodiscard]] const boost::json::value json() const { return boost::json::parse(out.str()); }
};

TEST_CASE_METHOD(EvalFixture, "eval prints a table, by group and by topic", "[evaluation]") {
  options.topics = folder.write("t.tsv", "t1\tfiets\tkort\nt2\tfoto’s\tlang\nt3\tx\tkort\n");
  options.per_topic = true;
  CHECK(run() == ExitCode::done);
  // The path's width decides on the blanks: compare words.
  std::istringstream words(plain(out.str()));
  std::string text, word;
  while (words >> word) text += word + " ";
  CHECK(text ==
        "run topics RR num_ret "
        "een.run 2 0.7500 3 "
        "kort 1 0.5000 2 "
        "lang 1 1.0000 1 "
        "t1 0.5000 2 fiets "
        "t2 1.0000 1 foto’s ");
  CHECK(plain(err.str()) ==
        "een.run: 1 topic judged but not in the run: left out (--complete counts as 0)\n");
}

TEST_CASE_METHOD(EvalFixture, "eval prints JSON with whole precision", "[evaluation]") {
  options.json = true;
  options.per_topic = true;
  options.evaluation.complete = true;
  options.gates = {"RR=0.5"};
  CHECK(run() == ExitCode::done);
  const boost::json::value report = json();
  const boost::json::value& result = report.at("runs").at(0);
  CHECK(result.at("tag").as_string() == "tag");
  CHECK(result.at("topics").as_int64() == 3);
  CHECK(result.at("missing").as_int64() == 1);
  CHECK(result.at("measures").at("RR").as_double() == Approx(0.5));
  CHECK(result.at("measures").at("num_ret").as_int64() == 3);
  CHECK(result.at("perTopic").at("t1").at("RR").as_double() == 0.5);
  CHECK(result.at("perTopic").at("t3").at("RR").as_double() == 0.0);
  CHECK(report.at("gates").at(0).at("passed").as_bool());
}

TEST_CASE_METHOD(EvalFixture, "a gate ends with 1 and says by how much", "[evaluation]") {
  options.evaluation.complete = true;  // RR is 0.5, AP as well
  struct Row {
    std::vector<std::string> gates;
    ExitCode code;
    std::string_view lines;
  };
  for (const Row& row : std::vector<Row>{
           {{"RR=0.5"}, ExitCode::done, ""},
           {{"RR=0.49"}, ExitCode::done, ""},
           {{"RR=0.5001"}, ExitCode::no_hits, "een.run: RR is 0.5000, below its gate of 0.5001\n"},
           {{"RR=0.1", "AP=0.6"},
            ExitCode::no_hits,
            "een.run: AP is 0.5000, below its gate of 0.6\n"},
           {{"mrr=0.9", "num_ret=4"},
            ExitCode::no_hits,
            "een.run: mrr is 0.5000, below its gate of 0.9\n"
            "een.run: num_ret is 3, below its gate of 4\n"},
           // (1 - 0.5) · 0.5 for t1, 0.5 for t2, 0: mean 0.25
           {{"RBP(p=0.5)=0.25"}, ExitCode::done, ""},
       }) {
    CAPTURE(row.gates);
    options.gates = row.gates;
    CHECK(run() == row.code);
    const std::string lines = plain(err.str());
    CHECK(lines ==
          "een.run: 1 topic judged but not in the run: counted as 0\n" + std::string(row.lines));
  }
}

TEST_CASE_METHOD(EvalFixture, "a figure passes the gate that it prints", "[evaluation]") {
  // RR is (1/2 + 1/3) / 2 = 0.416667, printed 0.4167, which is more.
  options.qrels = folder.write("q.txt", "t1 0 a 1\nt2 0 b 2\n");
  options.runs = {folder.write("een.run",
                               "t1 Q0 x 1 2 tag\nt1 Q0 a 2 1 tag\n"
                               "t2 Q0 x 1 3 tag\nt2 Q0 y 1 2 tag\nt2 Q0 b 1 1 tag\n")};
  options.gates = {"RR=0.4167"};
  CHECK(run() == ExitCode::done);
  options.gates = {"RR=0.4168"};
  CHECK(run() == ExitCode::no_hits);
}

TEST_CASE_METHOD(EvalFixture, "eval refuses what it cannot use", "[evaluation]") {
  struct Row {
    std::string_view gate, measures, error;
  };
  for (const Row& row : std::to_array<Row>({
           {"RR", "RR", "64 gate \"RR\": write measure=figure, as nDCG@10=0.62"},
           {"RR=", "RR", "64 gate \"RR=\": write measure=figure, as nDCG@10=0.62"},
           {"RR=veel", "RR", "64 gate \"RR=veel\": write measure=figure, as nDCG@10=0.62"},
           {"RBP(p=0.8)", "RR", "64 gate \"RBP(p=0.8)\": write measure=figure, as nDCG@10=0.62"},
           {"RR=0.5", "nDCG(", "64 measure \"nDCG(\": the parenthesis is not closed"},
       })) {
    options.gates = {std::string(row.gate)};
    options.measures = row.measures;
    CHECK(error_of(folder, [&] { (void)run(); }) == row.error);
    CHECK(out.str().empty());
  }
  options.gates = {};
  options.measures = "RR";
  options.runs = {folder.write("ander.run", "t9 Q0 a 1 1 x\n")};
  CHECK(error_of(folder, [&] { (void)run(); }) ==
        "65 ander.run: no topic of the run is judged: are these its qrels?");
}

}  // namespace
}  // namespace speur
