#include "searcher/evaluate/evaluation.hpp"

#include "speur/error.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

namespace speur {
namespace {

/// Looks up the grades of a run's rankings, topic by topic.
class Judge {
 public:
  Judge(const Qrels& qrels, const Run& run)
      : qrels_(qrels), grades_(run.documents.size(), JudgedRanking::unjudged) {
    for (std::uint32_t i = 0; i < qrels.documents.size(); ++i) {
      in_run_.push_back(run.documents.find(qrels.documents.name(i)).value_or(not_in_run));
    }
  }

  /// `ranked` may be null: nothing retrieved.
  const JudgedRanking& judge(std::uint32_t topic, const std::vector<Retrieved>* ranked) {
    ranking_.grades.clear();
    ranking_.judged.clear();
    for (const Judgement& judgement : qrels_.judgements[topic]) {
      ranking_.judged.push_back(judgement.grade);
      set_grade(judgement, judgement.grade);
    }
    std::sort(ranking_.judged.begin(), ranking_.judged.end(), std::greater<>());
    if (ranked != nullptr) {
      for (const Retrieved& hit : *ranked) ranking_.grades.push_back(grades_[hit.document]);
    }
    for (const Judgement& judgement : qrels_.judgements[topic]) {
      set_grade(judgement, JudgedRanking::unjudged);
    }
    return ranking_;
  }

 private:
  static constexpr std::uint32_t not_in_run = std::numeric_limits<std::uint32_t>::max();

  void set_grade(const Judgement& judgement, int grade) {
    const std::uint32_t document = in_run_[judgement.document];
    if (document != not_in_run) grades_[document] = grade;
  }

  const Qrels& qrels_;
  std::vector<std::uint32_t> in_run_;  // document numbers: of the qrels to of the run
  std::vector<int> grades_;            // of the topic at hand, by the run's numbers
  JudgedRanking ranking_;
};

}  // namespace

Evaluation evaluate(const Qrels& qrels, const Run& run, const std::vector<Measure>& measures,
                    const EvaluateOptions& options) {
  Evaluation result;
  result.measures = measures;
  result.values.resize(measures.size());
  const int highest_grade = qrels.highest_grade();
  Judge judge(qrels, run);
  std::size_t judged_of_run = 0;
  // A run without any result has answered nothing of what was judged.
  result.complete = options.complete || run.topics.size() == 0;
  for (std::uint32_t topic = 0; topic < qrels.judgements.size(); ++topic) {
    const std::optional<std::uint32_t> in_run = run.topics.find(qrels.topics.name(topic));
    if (in_run) {
      ++judged_of_run;
    } else {
      ++result.missing;
      if (!result.complete) continue;
    }
    const JudgedRanking& ranking = judge.judge(topic, in_run ? &run.rankings[*in_run] : nullptr);
    const bool has_relevant = ranking.judged.front() >= 1;
    if (!has_relevant) ++result.without_relevant;
    if (!has_relevant && options.skip_without_relevant) continue;
    result.topics.emplace_back(qrels.topics.name(topic));
    result.answered.push_back(in_run ? 1 : 0);
    for (std::size_t m = 0; m < measures.size(); ++m) {
      result.values[m].push_back(measure_value(measures[m], ranking, highest_grade));
    }
  }
  result.unjudged = run.topics.size() - judged_of_run;
  if (judged_of_run == 0 && !result.complete) {
    throw Error(ExitCode::data, "no topic of the run is judged: are these its qrels?");
  }
  return result;
}

double summarize(const Measure& measure, std::span<const double> values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (measure.is_count() || values.empty()) return sum;
  return sum / static_cast<double>(values.size());
}

double summarize(const Measure& measure, std::span<const double> values,
                 std::span<const std::size_t> places) {
  std::vector<double> chosen;
  chosen.reserve(places.size());
  for (const std::size_t place : places) chosen.push_back(values[place]);
  return summarize(measure, chosen);
}

}  // namespace speur
