#include "searcher/evaluate/measures.hpp"

#include "searcher/evaluate/evaluation.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace speur {
namespace {

constexpr int u = JudgedRanking::unjudged;

double value(std::string_view measure, const JudgedRanking& ranking, int highest_grade = 3) {
  return measure_value(parse_measure(measure), ranking, highest_grade);
}

TEST_CASE("measures have the values worked out by hand", "[evaluation]") {
  // Judged: relevant 3 2 2 1 (R = 4), not relevant 0 0 (N = 2), and -1, which bpref takes for
  // unjudged. Retrieved: relevant at ranks 1, 3 and 6; unjudged at 2 and 5; one 2 is not found.
  const JudgedRanking ranking{{2, u, 3, 0, u, 1, -1}, {3, 2, 2, 1, 0, 0, -1}};
  struct Row {
    std::string_view measure;
    double value;
  };
  for (const Row& row : std::to_array<Row>({
           // DCG = 2/log2(2) + 3/log2(4) = 2 + 1.5 = 3.5
           // ideal = 3/log2(2) + 2/log2(3) + 2/log2(4) = 3 + 1.261860 + 1 = 5.261860
           {"nDCG@3", 0.665164},
           // DCG = 3.5 + 1/log2(7) = 3.856207; ideal = 5.261860 + 1/log2(5) = 5.692536
           {"nDCG", 0.677414},
           {"nDCG@100", 0.677414},
           {"nDCG@1", 2.0 / 3},
           {"AP", (1.0 / 1 + 2.0 / 3 + 3.0 / 6) / 4},
           {"AP@3", (1.0 / 1 + 2.0 / 3) / 4},
           {"AP(rel=2)", (1.0 / 1 + 2.0 / 3) / 3},  // R = 3: grades 3, 2, 2
           {"AP(rel=4)", 0},
           {"RR", 1},
           {"RR(rel=3)", 1.0 / 3},
           {"RR(rel=3)@2", 0},
           {"P@5", 2.0 / 5},
           {"P@10", 3.0 / 10},  // of 7 retrieved, but divided by 10
           {"P(rel=2)@5", 2.0 / 5},
           {"SetP", 3.0 / 7},
           {"R@5", 2.0 / 4},
           {"R@100", 3.0 / 4},
           {"SetR", 3.0 / 4},
           {"Rprec", 2.0 / 4},  // P@4
           // No judged non-relevant document above ranks 1 and 3, one above rank 6; min(N, R) = 2:
           // (1 + 1 + (1 - 1/2)) / 4
           {"bpref", 2.5 / 4},
           {"Success@1", 1},
           {"Success(rel=3)@2", 0},
           {"Judged@3", 2.0 / 3},
           {"Judged@10", 5.0 / 7},  // 7 retrieved; the -1 is judged
           // R = (2^g - 1) / 16: 3/16 for grade 2, 7/16 for 3, 1/16 for 1
           {"ERR@3", 3.0 / 16 + 1.0 / 3 * (13.0 / 16) * (7.0 / 16)},
           {"ERR", 3.0 / 16 + 1.0 / 3 * (13.0 / 16) * (7.0 / 16) +
                       1.0 / 6 * (13.0 / 16) * (9.0 / 16) * (1.0 / 16)},
           {"ERR(max=3)@3", 3.0 / 8 + 1.0 / 3 * (5.0 / 8) * (7.0 / 8)},
           {"ERR(max=1)@3", 1.0 / 2 + 1.0 / 3 * (1.0 / 2) * (1.0 / 2)},  // grades above count as 1
           // 0.2 · (0.8^0 + 0.8^2 + 0.8^5) = 0.2 · (1 + 0.64 + 0.32768)
           {"RBP", 0.393536},
           {"RBP(p=0.5)@3", 0.5 * (1 + 0.25)},
           {"RBP(p=0)", 1},
           {"num_q", 1},
           {"num_ret", 7},
           {"num_rel", 4},
           {"num_rel_ret", 3},
           {"NumRet(rel=2)", 2},
       })) {
    CAPTURE(row.measure);
    CHECK(value(row.measure, ranking) == Approx(row.value).margin(5e-7));
  }
}

TEST_CASE("bpref limits both counts by the number of relevant documents", "[evaluation]") {
  // R = 2, N = 5: min(N, R) = 2. The first relevant document has one judged non-relevant above it
  // (1 - 1/2), the second four, of which two count (1 - 2/2): 0.5 / 2.
  CHECK(value("bpref", {{0, 1, 0, u, 0, 0, 1}, {1, 1, 0, 0, 0, 0, 0}}) == Approx(0.25));
  // Without judged non-relevant documents each relevant one that is found counts whole.
  CHECK(value("bpref", {{u, 1, u}, {1, 1}}) == Approx(0.5));
  // A level above 1 makes lower grades non-relevant: R = 1, N = 1, which stands above it.
  CHECK(value("bpref(rel=2)", {{1, 2}, {2, 1}}) == Approx(0.0));
}

TEST_CASE("the scale of ERR grows with the judgements", "[evaluation]") {
  const JudgedRanking ranking{{5}, {5}};
  CHECK(value("ERR@1", ranking, 5) == Approx(31.0 / 32));
  CHECK(value("ERR@1", {{5000}, {5000}}, 5000) == Approx(1.0));
}

TEST_CASE("measures without anything to measure are 0", "[evaluation]") {
  for (const std::string_view measure :
       {"nDCG@10", "AP", "RR", "P@5", "R@5", "Rprec", "bpref", "Success@5", "Judged@5", "ERR@5",
        "RBP", "SetP", "SetR", "num_ret", "num_rel", "num_rel_ret"}) {
    CAPTURE(measure);
    CHECK(value(measure, {{}, {}}) == 0.0);
    if (measure != "Judged@5" && measure != "num_ret") {
      CHECK(value(measure, {{0, u, -2}, {0, -2}}) == 0.0);
    }
    if (measure != "num_rel") CHECK(value(measure, {{}, {2, 1}}) == 0.0);
  }
}

TEST_CASE("laws that hold for any ranking", "[evaluation]") {
  std::mt19937 random(42);
  for (int round = 0; round < 200; ++round) {
    JudgedRanking ranking;
    const std::size_t size = 1 + random() % 30;
    for (std::size_t i = 0; i < size; ++i) {
      const int grade = static_cast<int>(random() % 5) - 1;
      ranking.judged.push_back(grade);
      if (random() % 4 != 0) ranking.grades.push_back(grade);
      if (random() % 4 == 0) ranking.grades.push_back(u);
    }
    std::sort(ranking.judged.begin(), ranking.judged.end(), std::greater<>());
    std::shuffle(ranking.grades.begin(), ranking.grades.end(), random);
    CAPTURE(round, ranking.grades, ranking.judged);

    // The best ranking there can be: 1 where a measure's best is 1, and no less than any other.
    const JudgedRanking best{ranking.judged, ranking.judged};
    const bool has_relevant = ranking.judged.front() >= 1;
    for (const std::string_view measure : {"nDCG", "nDCG@5", "AP", "RR", "Rprec", "bpref"}) {
      CAPTURE(measure);
      CHECK(value(measure, best) == Approx(has_relevant ? 1.0 : 0.0));
    }
    for (const std::string_view measure :
         {"nDCG@5", "AP@5", "RR@5", "P@5", "R@5", "Success@5", "ERR@5", "RBP@5"}) {
      CAPTURE(measure);
      CHECK(value(measure, ranking) <= value(measure, best) + 1e-12);
      CHECK(value(measure, ranking) >= 0);
    }
    // What stands below the depth does not count; what is unjudged and last changes nothing.
    JudgedRanking cut = ranking, longer = ranking;
    if (cut.grades.size() > 5) cut.grades.resize(5);
    longer.grades.push_back(u);
    for (const std::string_view measure : {"nDCG@5", "AP@5", "RR@5", "P@5", "ERR@5", "RBP@5"}) {
      CAPTURE(measure);
      CHECK(value(measure, cut) == value(measure, ranking));
      CHECK(value(measure, longer) == value(measure, ranking));
    }
    for (const std::string_view measure : {"nDCG", "AP", "RR", "Rprec", "bpref", "ERR", "RBP"}) {
      CAPTURE(measure);
      CHECK(value(measure, longer) == value(measure, ranking));
    }
  }
}

TEST_CASE("the worst order of R relevant documents among n has the AP of its formula",
          "[evaluation]") {
  // Relevant at ranks n - R + 1 … n: AP = 1/R · Σ i / (n - R + i).
  for (std::size_t n = 1; n <= 12; ++n) {
    for (std::size_t relevant = 1; relevant <= n; ++relevant) {
      JudgedRanking ranking;
      ranking.grades.assign(n, 0);
      std::fill(ranking.grades.end() - static_cast<std::ptrdiff_t>(relevant), ranking.grades.end(),
                1);
      ranking.judged.assign(ranking.grades.rbegin(), ranking.grades.rend());
      double sum = 0;
      for (std::size_t i = 1; i <= relevant; ++i) {
        sum += static_cast<double>(i) / static_cast<double>(n - relevant + i);
      }
      CAPTURE(n, relevant);
      CHECK(value("AP", ranking) == Approx(sum / static_cast<double>(relevant)));
    }
  }
}

TEST_CASE("measure names are those of ir_measures and of trec_eval, in any case", "[evaluation]") {
  struct Row {
    std::string_view name, same_as;
  };
  for (const Row& row : std::to_array<Row>({
           {"NDCG@10", "nDCG@10"},
           {"ndcg_cut_10", "nDCG@10"},
           {"nDCG", "ndcg"},
           {"map", "AP"},
           {"MAP@100", "AP@100"},
           {"map_cut_100", "AP@100"},
           {"recip_rank", "MRR"},
           {"mrr@10", "RR@10"},
           {"P_5", "P@5"},
           {"recall_100", "R@100"},
           {"RPrec", "rprec"},
           {"BPREF", "bpref"},
           {"success_1", "Success@1"},
           {" P ( rel = 2 ) @ 5 ", "P(rel=2)@5"},
           {"rbp", "RBP(p=0.8)"},
           {"RBP(rel=1, p=0.8)", "RBP"},
           {"NumRet(rel=1)", "num_rel_ret"},
           {"NumQ", "num_q"},
       })) {
    CAPTURE(row.name);
    CHECK(same_measure(parse_measure(row.name), parse_measure(row.same_as)));
  }
  CHECK(parse_measure(" RBP(p=0.9, rel=2)@20").name == "RBP(p=0.9,rel=2)@20");
  CHECK_FALSE(same_measure(parse_measure("AP"), parse_measure("AP@10")));
  CHECK_FALSE(same_measure(parse_measure("RBP"), parse_measure("RBP(p=0.5)")));

  std::string names;
  for (const Measure& measure : parse_measures("nDCG@10,map,RBP(rel=2,p=0.5), AP,P@5")) {
    names += measure.name + " ";
  }
  CHECK(names == "nDCG@10 map RBP(rel=2,p=0.5) P@5 ");
}

TEST_CASE("a measure that does not exist is refused with those that do", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view name, error;
  };
  for (const Row& row : std::to_array<Row>({
           {"F1",
            "64 measure \"F1\": unknown; there are nDCG[@k], AP[@k], RR[@k], P@k, R@k, Rprec, "
            "Bpref, Success@k, Judged[@k], ERR[@k], RBP[@k], SetP, SetR, num_q, num_ret, num_rel "
            "and num_rel_ret"},
           {"P", "64 measure \"P\": needs a depth, as in P@10"},
           {"P@0", "64 measure \"P@0\": the depth is a whole number from 1"},
           {"P@-1", "64 measure \"P@-1\": the depth is a whole number from 1"},
           {"P@", "64 measure \"P@\": a number belongs after @"},
           {"Rprec@5", "64 measure \"Rprec@5\": takes no depth"},
           {"P(rel=0)@5", "64 measure \"P(rel=0)@5\": rel is a grade, 1 or higher"},
           {"nDCG(rel=2)@5", "64 measure \"nDCG(rel=2)@5\": has no parameter \"rel\""},
           {"AP(p=0.5)", "64 measure \"AP(p=0.5)\": has no parameter \"p\""},
           {"RBP(p=1)", "64 measure \"RBP(p=1)\": p is a probability below 1"},
           {"RBP(p=nan)", "64 measure \"RBP(p=nan)\": p is a probability below 1"},
           {"RBP(p=0.5", "64 measure \"RBP(p=0.5\": the parenthesis is not closed"},
           {"ERR(max=0)", "64 measure \"ERR(max=0)\": max is a grade, 1 or higher"},
       })) {
    CHECK(error_of(folder, [&] { (void)parse_measure(row.name); }) == row.error);
  }
  CHECK(error_of(folder, [&] { (void)parse_measures("AP,,RR"); }).starts_with("64 measure \"\""));
}

/// "topic:value …; mean" of one measure, four digits as trec_eval prints them.
std::string evaluated(const TemporaryFolder& folder, std::string_view qrels, std::string_view run,
                      std::string_view measure, const EvaluateOptions& options = {}) {
  const Evaluation result =
      evaluate(read_qrels(folder.write("q", qrels)), read_run(folder.write("r", run)),
               {parse_measure(measure)}, options);
  char number[32];
  std::string text;
  for (std::size_t i = 0; i < result.topics.size(); ++i) {
    std::snprintf(number, sizeof number, "%.4f", result.values[0][i]);
    text += result.topics[i] + ":" + number + " ";
  }
  std::snprintf(number, sizeof number, "%.4f", summarize(result.measures[0], result.values[0]));
  return text + number;
}

TEST_CASE("ties are ranked by document id descending, as trec_eval has it", "[evaluation]") {
  const TemporaryFolder folder;
  // Figures that trec_eval gives for these files: it puts b before a, but c before b.
  const std::string_view qrels = "1 Q0 a 0\n1 Q0 b 1\n1 Q0 c 0\n";
  CHECK(evaluated(folder, qrels, "1 0 b 1 1.0 r\n1 0 a 2 1.0 r\n", "nDCG") == "1:1.0000 1.0000");
  CHECK(evaluated(folder, qrels, "1 0 b 1 1.0 r\n1 0 c 2 1.0 r\n", "nDCG") == "1:0.6309 0.6309");
}

TEST_CASE("means are over the topics that trec_eval averages", "[evaluation]") {
  const TemporaryFolder folder;
  // t1 is answered; t2 has nothing relevant; t3 is not in the run; t4 is not judged.
  const std::string_view qrels = "t1 0 a 2\nt1 0 b 0\nt2 0 a 0\nt3 0 a 1\nt3 0 b 1\n";
  const std::string_view run = "t4 Q0 a 1 9 r\nt2 Q0 a 1 9 r\nt1 Q0 x 1 9 r\nt1 Q0 a 2 8 r\n";
  struct Row {
    std::string_view measure;
    EvaluateOptions options;
    std::string_view values;
  };
  for (const Row& row : std::to_array<Row>({
           {"RR", {}, "t1:0.5000 t2:0.0000 0.2500"},
           {"RR", {.skip_without_relevant = true}, "t1:0.5000 0.5000"},
           {"RR", {.complete = true}, "t1:0.5000 t2:0.0000 t3:0.0000 0.1667"},
           {"RR", {.complete = true, .skip_without_relevant = true}, "t1:0.5000 t3:0.0000 0.2500"},
           {"num_q", {}, "t1:1.0000 t2:1.0000 2.0000"},
           {"num_ret", {}, "t1:2.0000 t2:1.0000 3.0000"},
           {"num_rel", {}, "t1:1.0000 t2:0.0000 1.0000"},
           {"num_rel", {.complete = true}, "t1:1.0000 t2:0.0000 t3:2.0000 3.0000"},
           {"num_rel_ret", {}, "t1:1.0000 t2:0.0000 1.0000"},
           {"Judged@10", {}, "t1:0.5000 t2:1.0000 0.7500"},
       })) {
    CAPTURE(row.measure, row.options.complete, row.options.skip_without_relevant);
    CHECK(evaluated(folder, qrels, run, row.measure, row.options) == row.values);
  }
  const Evaluation result = evaluate(read_qrels(folder.write("q", qrels)),
                                     read_run(folder.write("r", run)), {}, {.complete = true});
  CHECK(result.missing == 1);
  CHECK(result.unjudged == 1);
  CHECK(result.without_relevant == 1);
  CHECK(result.answered == std::vector<std::uint8_t>{1, 1, 0});
}

TEST_CASE("figures that ir_measures publishes for its example come out", "[evaluation]") {
  const TemporaryFolder folder;
  const std::string_view qrels = "Q0 0 D0 0\nQ0 0 D1 1\nQ1 0 D0 0\nQ1 0 D3 2\n";
  const std::string_view run =
      "Q0 Q0 D0 1 1.2 r\nQ0 Q0 D1 2 1.0 r\nQ1 Q0 D0 1 2.4 r\nQ1 Q0 D3 2 3.6 r\n";
  CHECK(evaluated(folder, qrels, run, "AP") == "Q0:0.5000 Q1:1.0000 0.7500");
  CHECK(evaluated(folder, qrels, run, "nDCG") == "Q0:0.6309 Q1:1.0000 0.8155");
  CHECK(evaluated(folder, qrels, run, "P(rel=2)@10") == "Q0:0.0000 Q1:0.1000 0.0500");
}

TEST_CASE("a run without any judged topic is an error, not a mean of nothing", "[evaluation]") {
  const TemporaryFolder folder;
  CHECK(error_of(folder, [&] { (void)evaluated(folder, "a 0 d 1\n", "b Q0 d 1 1 r\n", "AP"); }) ==
        "65 no topic of the run is judged: are these its qrels?");
}

TEST_CASE("a run without any result is worth nothing", "[evaluation]") {
  const TemporaryFolder folder;
  CHECK(evaluated(folder, "a 0 d 1\nb 0 e 1\n", "", "AP") == "a:0.0000 b:0.0000 0.0000");
}

}  // namespace
}  // namespace speur
