#include "searcher/evaluate/measures.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace speur {
namespace {

std::span<const int> top(std::span<const int> grades, std::size_t depth) {
  return depth == whole_ranking ? grades : grades.first(std::min(depth, grades.size()));
}

std::size_t count_relevant(std::span<const int> grades, int relevant) {
  return static_cast<std::size_t>(
      std::count_if(grades.begin(), grades.end(), [=](int grade) { return grade >= relevant; }));
}

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double dcg(std::span<const int> grades) {
  double sum = 0;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (grades[i] > 0) sum += grades[i] / std::log2(static_cast<double>(i + 2));
  }
  return sum;
}

}  // namespace

double ndcg(const JudgedRanking& ranking, std::size_t depth) {
  const double ideal = dcg(top(ranking.judged, depth));
  return ideal == 0 ? 0 : dcg(top(ranking.grades, depth)) / ideal;
}

double average_precision(const JudgedRanking& ranking, std::size_t depth, int relevant) {
  const std::size_t all = count_relevant(ranking.judged, relevant);
  if (all == 0) return 0;
  double sum = 0;
  std::size_t found = 0, rank = 0;
  for (const int grade : top(ranking.grades, depth)) {
    ++rank;
    if (grade >= relevant) sum += ratio(++found, rank);
  }
  return sum / static_cast<double>(all);
}

double reciprocal_rank(const JudgedRanking& ranking, std::size_t depth, int relevant) {
  const std::span<const int> grades = top(ranking.grades, depth);
  const auto first =
      std::find_if(grades.begin(), grades.end(), [=](int grade) { return grade >= relevant; });
  return first == grades.end() ? 0 : 1.0 / static_cast<double>(first - grades.begin() + 1);
}

double precision(const JudgedRanking& ranking, std::size_t depth, int relevant) {
  return ratio(count_relevant(top(ranking.grades, depth), relevant),
               depth == whole_ranking ? ranking.grades.size() : depth);
}

double recall(const JudgedRanking& ranking, std::size_t depth, int relevant) {
  return ratio(count_relevant(top(ranking.grades, depth), relevant),
               count_relevant(ranking.judged, relevant));
}

double r_precision(const JudgedRanking& ranking, int relevant) {
  const std::size_t all = count_relevant(ranking.judged, relevant);
  return all == 0 ? 0 : precision(ranking, all, relevant);
}

double bpref(const JudgedRanking& ranking, int relevant) {
  const std::size_t all_relevant = count_relevant(ranking.judged, relevant);
  const std::size_t all_other = count_relevant(ranking.judged, 0) - all_relevant;
  if (all_relevant == 0) return 0;
  double sum = 0;
  std::size_t other = 0;
  for (const int grade : ranking.grades) {
    if (grade < 0) continue;
    if (grade < relevant) {
      ++other;
    } else {
      sum += 1 - ratio(std::min(other, all_relevant), std::min(all_other, all_relevant));
    }
  }
  return sum / static_cast<double>(all_relevant);
}

double success(const JudgedRanking& ranking, std::size_t depth, int relevant) {
  return count_relevant(top(ranking.grades, depth), relevant) > 0 ? 1 : 0;
}

double judged(const JudgedRanking& ranking, std::size_t depth) {
  const std::span<const int> grades = top(ranking.grades, depth);
  return ratio(count_relevant(grades, JudgedRanking::unjudged + 1), grades.size());
}

double err(const JudgedRanking& ranking, std::size_t depth, int max_grade) {
  double sum = 0, reads_on = 1, rank = 0;
  for (const int grade : top(ranking.grades, depth)) {
    ++rank;
    if (grade <= 0) continue;
    // (2^grade - 1) / 2^max_grade without numbers that overflow.
    const double stops = std::exp2(std::min(grade, max_grade) - max_grade) - std::exp2(-max_grade);
    sum += reads_on * stops / rank;
    reads_on *= 1 - stops;
  }
  return sum;
}

double rank_biased_precision(const JudgedRanking& ranking, std::size_t depth, double persistence,
                             int relevant) {
  double sum = 0, reads = 1;
  for (const int grade : top(ranking.grades, depth)) {
    if (grade >= relevant) sum += reads;
    reads *= persistence;
  }
  return (1 - persistence) * sum;
}

double measure_value(const Measure& measure, const JudgedRanking& ranking, int highest_grade) {
  constexpr int gdeval_max_grade = 4;
  switch (measure.kind) {
    case MeasureKind::ndcg:
      return ndcg(ranking, measure.depth);
    case MeasureKind::average_precision:
      return average_precision(ranking, measure.depth, measure.relevant);
    case MeasureKind::reciprocal_rank:
      return reciprocal_rank(ranking, measure.depth, measure.relevant);
    case MeasureKind::precision:
      return precision(ranking, measure.depth, measure.relevant);
    case MeasureKind::recall:
      return recall(ranking, measure.depth, measure.relevant);
    case MeasureKind::r_precision:
      return r_precision(ranking, measure.relevant);
    case MeasureKind::bpref:
      return bpref(ranking, measure.relevant);
    case MeasureKind::success:
      return success(ranking, measure.depth, measure.relevant);
    case MeasureKind::judged:
      return judged(ranking, measure.depth);
    case MeasureKind::err:
      return err(
          ranking, measure.depth,
          measure.max_grade > 0 ? measure.max_grade : std::max(gdeval_max_grade, highest_grade));
    case MeasureKind::rank_biased_precision:
      return rank_biased_precision(ranking, measure.depth, measure.persistence, measure.relevant);
    case MeasureKind::num_q:
      return 1;
    case MeasureKind::num_ret:
      return static_cast<double>(ranking.grades.size());
    case MeasureKind::num_rel:
      return static_cast<double>(count_relevant(ranking.judged, measure.relevant));
    case MeasureKind::num_rel_ret:
      return static_cast<double>(count_relevant(ranking.grades, measure.relevant));
  }
  return 0;
}

}  // namespace speur
