#include "searcher/evaluate/comparison.hpp"

#include "speur/error.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace speur {
namespace {

/// How deep a measure without a depth of its own makes us look for pages that moved.
constexpr std::size_t usual_depth = 10;

double weight_of_rank(std::size_t rank) {
  return rank == 0 ? 0 : 1 / std::log2(static_cast<double>(rank) + 1);
}

/// How much of the topic's change the page explains, roughly: the discount that it gained or lost,
/// times its grade. Pages that are not relevant only made room or took it.
double importance(const MovedPage& page, int relevant) {
  const double moved = std::abs(weight_of_rank(page.run_rank) - weight_of_rank(page.baseline_rank));
  return moved * (page.grade >= relevant ? 1 + page.grade : 0.1);
}

const std::vector<Retrieved>* ranking_of(const Run& run, std::string_view topic) {
  const std::optional<std::uint32_t> number = run.topics.find(topic);
  return number ? &run.rankings[*number] : nullptr;
}

/// The pages of one topic, by id, with their ranks in two runs.
class PageMoves {
 public:
  PageMoves(const Qrels& qrels, std::string_view topic) {
    for (const Judgement& judgement : qrels.judgements[*qrels.topics.find(topic)]) {
      pages_[qrels.documents.name(judgement.document)].grade = judgement.grade;
    }
  }

  void add_ranks(const Run& run, std::string_view topic, std::size_t MovedPage::*rank) {
    const std::vector<Retrieved>* ranking = ranking_of(run, topic);
    if (ranking == nullptr) return;
    for (std::size_t i = 0; i < ranking->size(); ++i) {
      pages_[run.documents.name((*ranking)[i].document)].*rank = i + 1;
    }
  }

  /// Relevant pages whose rank changed, wherever they are, and others that came into the first
  /// `depth` or left them or moved within.
  [[nodiscard]] std::vector<MovedPage> take(const Measure& measure, std::size_t most) {
    const std::size_t depth = measure.depth == whole_ranking ? usual_depth : measure.depth;
    const auto is_near = [depth](std::size_t rank) { return rank != 0 && rank <= depth; };
    std::vector<MovedPage> moved;
    for (auto& [id, page] : pages_) {
      if (page.baseline_rank == page.run_rank) continue;
      if (page.grade < measure.relevant && !is_near(page.baseline_rank) &&
          !is_near(page.run_rank)) {
        continue;
      }
      page.id = id;
      moved.push_back(page);
    }
    std::stable_sort(moved.begin(), moved.end(), [&](const MovedPage& a, const MovedPage& b) {
      return importance(a, measure.relevant) > importance(b, measure.relevant);
    });
    if (moved.size() > most) moved.resize(most);
    return moved;
  }

 private:
  std::map<std::string_view, MovedPage> pages_;
};

std::vector<MovedTopic> moved_topics(const Comparison& comparison, const RunComparison& run,
                                     std::size_t most) {
  std::vector<MovedTopic> moved;
  for (std::size_t place = 0; place < comparison.topics.size(); ++place) {
    const MovedTopic topic{place, comparison.baseline_values[0][place], run.values[0][place], {}};
    if (std::abs(topic.difference()) > tie_margin) moved.push_back(topic);
  }
  std::stable_sort(moved.begin(), moved.end(), [](const MovedTopic& a, const MovedTopic& b) {
    return std::abs(a.difference()) > std::abs(b.difference());
  });
  if (moved.size() > most) moved.resize(most);
  return moved;
}

/// The values at these places, for each measure.
std::vector<std::vector<double>> chosen(const Evaluation& evaluation,
                                        const std::vector<std::size_t>& places) {
  std::vector<std::vector<double>> values(evaluation.values.size());
  for (std::size_t m = 0; m < values.size(); ++m) {
    for (const std::size_t place : places) values[m].push_back(evaluation.values[m][place]);
  }
  return values;
}

std::vector<Evaluation> evaluate_all(const Qrels& qrels, std::span<const NamedRun> runs,
                                     const CompareSettings& settings) {
  EvaluateOptions options = settings.evaluation;
  options.complete = true;  // the same topics for all
  std::vector<Evaluation> evaluations;
  for (const NamedRun& run : runs) {
    evaluations.push_back(evaluate(qrels, run.run, settings.measures, options));
  }
  return evaluations;
}

}  // namespace

Comparison compare_runs(const Qrels& qrels, std::span<const NamedRun> runs,
                        const CompareSettings& settings) {
  for (const Measure& measure : settings.measures) {
    if (measure.is_count()) {
      throw Error(ExitCode::usage,
                  "measure \"" + measure.name + "\" counts; only scores of topics can be compared");
    }
  }
  const std::vector<Evaluation> evaluations = evaluate_all(qrels, runs, settings);
  Comparison comparison;
  comparison.measures = settings.measures;
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < evaluations[0].topics.size(); ++place) {
    const bool answered =
        std::any_of(evaluations.begin(), evaluations.end(),
                    [=](const Evaluation& each) { return each.answered[place] != 0; });
    if (!answered && !settings.evaluation.complete) {
      ++comparison.left_out;
      continue;
    }
    places.push_back(place);
    comparison.topics.push_back(evaluations[0].topics[place]);
  }
  if (places.empty()) {
    throw Error(ExitCode::data, "no topic of the runs is judged: are these their qrels?");
  }
  comparison.baseline_name = runs[0].name;
  comparison.baseline_values = chosen(evaluations[0], places);
  for (std::size_t i = 1; i < runs.size(); ++i) {
    RunComparison run;
    run.name = runs[i].name;
    run.values = chosen(evaluations[i], places);
    for (std::size_t m = 0; m < settings.measures.size(); ++m) {
      run.differences.push_back(compare_values(comparison.baseline_values[m], run.values[m]));
    }
    run.moved = moved_topics(comparison, run, settings.moved_topics);
    for (MovedTopic& moved : run.moved) {
      const std::string& topic = comparison.topics[moved.place];
      PageMoves pages(qrels, topic);
      pages.add_ranks(runs[0].run, topic, &MovedPage::baseline_rank);
      pages.add_ranks(runs[i].run, topic, &MovedPage::run_rank);
      moved.pages = pages.take(settings.measures[0], settings.moved_pages);
    }
    comparison.runs.push_back(std::move(run));
  }
  return comparison;
}

}  // namespace speur
