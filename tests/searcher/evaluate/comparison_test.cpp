#include "searcher/evaluate/comparison.hpp"

#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {
namespace {

/// Compares runs, given as text, of which the first is the baseline.
Comparison compared(const TemporaryFolder& folder, std::string_view qrels,
                    const std::vector<std::string_view>& runs, const CompareSettings& settings) {
  std::vector<NamedRun> named;
  for (const std::string_view run : runs) {
    const std::string name = "run" + std::to_string(named.size());
    named.push_back({name, read_run(folder.write(name, run))});
  }
  return compare_runs(read_qrels(folder.write("q", qrels)), named, settings);
}

std::string shown(const std::vector<MovedPage>& pages) {
  std::string text;
  for (const MovedPage& page : pages) {
    text += page.id + ":" + std::to_string(page.baseline_rank) + ">" +
            std::to_string(page.run_rank) + " ";
  }
  return text;
}

constexpr std::string_view qrels = "t1 0 a 2\nt1 0 b 0\nt2 0 a 1\nt3 0 c 1\nt4 0 d 1\nt5 0 e 0\n";
constexpr std::string_view baseline =
    "t1 Q0 b 1 3 x\nt1 Q0 x 2 2 x\nt1 Q0 a 3 1 x\nt2 Q0 a 1 1 x\nt5 Q0 e 1 1 x\n";
constexpr std::string_view better =
    "t1 Q0 a 1 3 x\nt1 Q0 x 2 2 x\nt1 Q0 b 3 1 x\nt2 Q0 a 1 1 x\nt3 Q0 y 1 2 x\nt3 Q0 c 2 1 x\n";

TEST_CASE("topics that only one run answers count as 0 for the other", "[evaluation]") {
  const TemporaryFolder folder;
  CompareSettings settings{.measures = parse_measures("RR,P@1")};
  struct Row {
    EvaluateOptions options;
    std::vector<std::string> topics;
    double baseline, run;
    std::size_t left_out;
  };
  // RR of the baseline: t1 1/3, t2 1, t5 0; of the run: t1 1, t2 1, t3 1/2.
  for (const Row& row : std::vector<Row>{
           {{}, {"t1", "t2", "t3", "t5"}, (1 / 3.0 + 1) / 4, 2.5 / 4, 1},
           {{.complete = true}, {"t1", "t2", "t3", "t4", "t5"}, (1 / 3.0 + 1) / 5, 2.5 / 5, 0},
           {{.skip_without_relevant = true}, {"t1", "t2", "t3"}, (1 / 3.0 + 1) / 3, 2.5 / 3, 1},
       }) {
    settings.evaluation = row.options;
    const Comparison comparison = compared(folder, qrels, {baseline, better}, settings);
    CHECK(comparison.topics == row.topics);
    CHECK(comparison.left_out == row.left_out);
    REQUIRE(comparison.runs.size() == 1);
    const Difference& difference = comparison.runs[0].differences[0];
    CHECK(difference.baseline == Approx(row.baseline));
    CHECK(difference.run == Approx(row.run));
    CHECK(difference.wins == 2);
    CHECK(difference.losses == 0);
  }
}

TEST_CASE("the topics that moved most come with the pages that moved", "[evaluation]") {
  const TemporaryFolder folder;
  const CompareSettings settings{.measures = parse_measures("RR")};
  const Comparison comparison = compared(folder, qrels, {baseline, better, baseline}, settings);
  REQUIRE(comparison.runs.size() == 2);
  const std::vector<MovedTopic>& moved = comparison.runs[0].moved;
  REQUIRE(moved.size() == 2);
  CHECK(comparison.topics[moved[0].place] == "t1");  // +2/3
  CHECK(moved[0].difference() == Approx(2.0 / 3));
  CHECK(shown(moved[0].pages) == "a:3>1 b:1>3 ");    // x stayed where it was
  CHECK(comparison.topics[moved[1].place] == "t3");  // +1/2
  CHECK(shown(moved[1].pages) == "c:0>2 y:0>1 ");
  CHECK(moved[1].pages[1].grade == JudgedRanking::unjudged);
  CHECK(comparison.runs[1].moved.empty());
  CHECK(comparison.runs[1].differences[0].randomization.p == 1);
}

TEST_CASE("moved topics and pages are limited, pages far down only shown if relevant",
          "[evaluation]") {
  const TemporaryFolder folder;
  std::string before, after;
  for (int i = 0; i < 30; ++i) {
    before += "t Q0 d" + std::to_string(i) + " 1 " + std::to_string(100 - i) + " x\n";
    after += "t Q0 d" + std::to_string(29 - i) + " 1 " + std::to_string(100 - i) + " x\n";
  }
  CompareSettings settings{.measures = parse_measures("AP"), .moved_pages = 100};
  const std::string_view judged = "t 0 d12 1\nt 0 d0 0\nt 0 d1 1\n";
  const Comparison all = compared(folder, judged, {before, after}, settings);
  REQUIRE(all.runs[0].moved.size() == 1);
  // Ten that came into the first ten, ten that left them, and the relevant d12 from 13 to 18.
  CHECK(all.runs[0].moved[0].pages.size() == 21);
  CHECK(all.runs[0].moved[0].pages[0].id == "d1");
  settings.moved_pages = 3;
  CHECK(compared(folder, judged, {before, after}, settings).runs[0].moved[0].pages.size() == 3);
  settings.moved_topics = 0;
  CHECK(compared(folder, judged, {before, after}, settings).runs[0].moved.empty());
}

TEST_CASE("a comparison that makes no sense is refused", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view measures, qrels, error;
  };
  for (const Row& row : std::to_array<Row>({
           {"AP,num_ret", qrels,
            "64 measure \"num_ret\" counts; only scores of topics can be compared"},
           {"AP", "t9 0 a 1\n", "65 no topic of the runs is judged: are these their qrels?"},
       })) {
    CHECK(error_of(folder, [&] {
            (void)compared(folder, row.qrels, {baseline, better},
                           {.measures = parse_measures(row.measures)});
          }) == row.error);
  }
}

}  // namespace
}  // namespace speur
