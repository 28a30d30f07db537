#include "searcher/evaluate/comparison_report.hpp"

#include "searcher/print/text_table.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cmath>
#include <ostream>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

std::unordered_map<std::string_view, const Topic*> topics_by_id(std::span<const Topic> topics) {
  std::unordered_map<std::string_view, const Topic*> by_id;
  for (const Topic& topic : topics) by_id.emplace(topic.id, &topic);
  return by_id;
}

std::optional<double> t_test_p(const Difference& difference) {
  if (!difference.t_test) return std::nullopt;
  return difference.t_test->p;
}

void print_measures(const Comparison& comparison, const RunComparison& run, std::ostream& out) {
  TextTable table("lrrrrrr");
  table.add(
      {"measure", "baseline", "run", "difference", "win/tie/loss", "p randomization", "p t test"});
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    const Difference& d = run.differences[m];
    table.add({printable(comparison.measures[m].name), fmt::format("{:.4f}", d.baseline),
               fmt::format("{:.4f}", d.run), difference_text(d.difference()),
               fmt::format("{}/{}/{}", d.wins, d.ties, d.losses), p_text(d.randomization.p),
               p_text(t_test_p(d))});
  }
  table.print(out);
}

void print_groups(const Comparison& comparison, const RunComparison& run,
                  std::span<const Topic> topics, std::ostream& out) {
  const Measure& measure = comparison.measures[0];
  TextTable table("lrrrr");
  table.add({printable(measure.name) + " by group", "topics", "baseline", "run", "difference"});
  for (const TopicGroup& group : group_topics(comparison.topics, topics)) {
    const double before = summarize(measure, comparison.baseline_values[0], group.places);
    const double after = summarize(measure, run.values[0], group.places);
    table.add({group.name.empty() ? "(no group)" : printable(group.name),
               std::to_string(group.places.size()), fmt::format("{:.4f}", before),
               fmt::format("{:.4f}", after), difference_text(after - before)});
  }
  out << '\n';
  table.print(out);
}

void print_moved(const Comparison& comparison, const RunComparison& run,
                 std::span<const Topic> topics, std::ostream& out) {
  if (run.moved.empty()) return;
  const auto by_id = topics_by_id(topics);
  out << "\nTopics that moved most by " << printable(comparison.measures[0].name)
      << " (pages: rank in baseline → in run, grade)\n";
  for (const MovedTopic& moved : run.moved) {
    const std::string& id = comparison.topics[moved.place];
    const auto topic = by_id.find(id);
    out << fmt::format("{}  {:.4f} → {:.4f}  {}", printable(id), moved.baseline, moved.run,
                       difference_text(moved.difference()));
    if (topic != by_id.end()) out << "  " << printable(topic->second->query);
    out << '\n';
    TextTable pages("lrlrll");
    for (const MovedPage& page : moved.pages) {
      pages.add({" ", rank_text(page.baseline_rank), "→", rank_text(page.run_rank),
                 grade_text(page.grade), printable(page.id)});
    }
    pages.print(out);
  }
}

boost::json::value number_or_null(double number) {
  if (!std::isfinite(number)) return nullptr;
  return number;
}

boost::json::value rank_json(std::size_t rank) {
  if (rank == 0) return nullptr;
  return rank;
}

boost::json::object difference_json(const Difference& d) {
  boost::json::object object;
  object["baseline"] = d.baseline;
  object["run"] = d.run;
  object["difference"] = d.difference();
  object["wins"] = d.wins;
  object["ties"] = d.ties;
  object["losses"] = d.losses;
  object["randomization"] = {{"p", d.randomization.p},
                             {"exact", d.randomization.exact},
                             {"assignments", d.randomization.assignments}};
  if (d.t_test) {
    object["tTest"] = {{"t", number_or_null(d.t_test->t)}, {"p", d.t_test->p}};
  } else {
    object["tTest"] = nullptr;
  }
  return object;
}

boost::json::array groups_json(const Comparison& comparison, const RunComparison& run,
                               std::span<const Topic> topics) {
  boost::json::array groups;
  for (const TopicGroup& group : group_topics(comparison.topics, topics)) {
    boost::json::object measures;
    for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
      const Measure& measure = comparison.measures[m];
      const double before = summarize(measure, comparison.baseline_values[m], group.places);
      const double after = summarize(measure, run.values[m], group.places);
      measures[measure.name] = {
          {"baseline", before}, {"run", after}, {"difference", after - before}};
    }
    groups.push_back({{"group", group.name},
                      {"topics", group.places.size()},
                      {"measures", std::move(measures)}});
  }
  return groups;
}

boost::json::array moved_json(const Comparison& comparison, const RunComparison& run,
                              std::span<const Topic> topics) {
  const auto by_id = topics_by_id(topics);
  boost::json::array all;
  for (const MovedTopic& moved : run.moved) {
    boost::json::object object;
    object["topic"] = comparison.topics[moved.place];
    const auto topic = by_id.find(comparison.topics[moved.place]);
    if (topic != by_id.end()) {
      object["query"] = topic->second->query;
      object["group"] = topic->second->group;
    }
    object["baseline"] = moved.baseline;
    object["run"] = moved.run;
    object["difference"] = moved.difference();
    boost::json::array pages;
    for (const MovedPage& page : moved.pages) {
      boost::json::value grade = nullptr;
      if (page.grade != JudgedRanking::unjudged) grade = page.grade;
      pages.push_back({{"id", page.id},
                       {"grade", std::move(grade)},
                       {"baselineRank", rank_json(page.baseline_rank)},
                       {"runRank", rank_json(page.run_rank)}});
    }
    object["pages"] = std::move(pages);
    all.push_back(std::move(object));
  }
  return all;
}

}  // namespace

std::string p_text(std::optional<double> p) {
  if (!p) return "–";
  return *p < 0.0001 ? "<0.0001" : fmt::format("{:.4f}", *p);
}

std::string difference_text(double difference) {
  const double rounded = std::round(difference * 1e4) / 1e4;
  return rounded == 0 ? "0.0000" : fmt::format("{:+.4f}", rounded);
}

std::string rank_text(std::size_t rank) {
  return rank == 0 ? "–" : std::to_string(rank);
}

std::string grade_text(int grade) {
  return grade == JudgedRanking::unjudged ? "unjudged" : "grade " + std::to_string(grade);
}

void print_comparison(const Comparison& comparison, const ReportContext& context,
                      std::ostream& out) {
  for (const RunComparison& run : comparison.runs) {
    if (&run != comparison.runs.data()) out << '\n';
    out << "baseline  " << printable(comparison.baseline_name) << "\nrun       "
        << printable(run.name) << "\ntopics    " << comparison.topics.size() << "\n\n";
    print_measures(comparison, run, out);
    if (!context.topics.empty()) print_groups(comparison, run, context.topics, out);
    print_moved(comparison, run, context.topics, out);
  }
}

void print_comparison_json(const Comparison& comparison, const ReportContext& context,
                           std::ostream& out) {
  boost::json::object object;
  object["qrels"] = context.qrels.string();
  object["baseline"] = comparison.baseline_name;
  object["topics"] = comparison.topics.size();
  object["leftOut"] = comparison.left_out;
  boost::json::array runs;
  for (const RunComparison& run : comparison.runs) {
    boost::json::object measures;
    for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
      measures[comparison.measures[m].name] = difference_json(run.differences[m]);
    }
    boost::json::object run_object;
    run_object["run"] = run.name;
    run_object["measures"] = std::move(measures);
    if (!context.topics.empty()) {
      run_object["groups"] = groups_json(comparison, run, context.topics);
    }
    run_object["moved"] = moved_json(comparison, run, context.topics);
    runs.push_back(std::move(run_object));
  }
  object["runs"] = std::move(runs);
  out << boost::json::serialize(object) << '\n';
}

}  // namespace speur
