#pragma once

#include "searcher/evaluate/measures.hpp"
#include "searcher/evaluate/name_table.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Batch evaluation: topics, judgements (qrels) and runs in the formats of TREC, and what a run is
/// worth by the measures of measures.hpp. Readers are strict: what they do not understand is an
/// Error(data) with file and line, because a line that is skipped is a figure that is wrong.
/// All text is UTF-8; a BOM, CR LF and empty lines do no harm. A file that cannot be opened is an
/// Error(no_input). Ids hold no white space: it separates columns.
namespace speur {

/// An evaluation query.
struct Topic {
  std::string id;     ///< as in qrels and runs
  std::string query;  ///< in the query language; never empty, one line
  std::string group;  ///< means are also given by group; empty: none
};

/// Topics in the order of the file; no id twice. The first character decides on the format:
/// `<` TREC (`<top> <num> Number: 301 <title> … </top>`, other elements are skipped; no group),
/// `{` JSON Lines (`{"id": …, "query": …, "group": …}`; `_id` and `text` as in BEIR do as well),
/// anything else TSV without a header: `id TAB query [TAB group]`.
[[nodiscard]] std::vector<Topic> read_topics(const std::filesystem::path& file);

struct Judgement {
  std::uint32_t document = 0;  ///< number in Qrels::documents
  int grade = 0;               ///< higher is better; 1 and up is relevant, see JudgedRanking
};

/// The judgements: which document answers which topic how well.
struct Qrels {
  NameTable topics;
  NameTable documents;
  std::vector<std::vector<Judgement>> judgements;  ///< by topic number, in the order of the file

  /// The highest grade of all topics; 0 if there is none above.
  [[nodiscard]] int highest_grade() const;
};

/// TREC qrels: `topic iteration document grade`, the iteration ignored. A (topic, document) pair
/// that stands there twice is an error, whatever its grades.
[[nodiscard]] Qrels read_qrels(const std::filesystem::path& file);

struct Retrieved {
  std::uint32_t document = 0;  ///< number in Run::documents
  float score = 0;             ///< single precision, as trec_eval 9.0.8 compares it
};

/// Ranked answers to topics. The order is trec_eval's: by score descending, then by document id
/// descending (bytes); the rank column is ignored. Scores that differ only beyond single precision
/// are equal.
struct Run {
  std::string tag;  ///< the last column, of the last line
  NameTable topics;
  NameTable documents;
  std::vector<std::vector<Retrieved>> rankings;  ///< by topic number, best first
};

/// TREC run: `topic Q0 document rank score tag`, Q0 and rank ignored; a topic's lines may stand
/// apart. A score is a finite decimal number. A document twice under a topic is an error.
[[nodiscard]] Run read_run(const std::filesystem::path& file);

struct ScoredDocument {
  std::string_view id;
  double score = 0;
};

/// Writes one topic's lines of a run. `ranking` is best first. The reader goes by score alone, so
/// a score that is not below its predecessor's in single precision is lowered to the next number
/// that is: what is read is the ranking that was written, ties included.
void write_run_topic(std::ostream& out, std::string_view topic,
                     std::span<const ScoredDocument> ranking, std::string_view tag);

/// An id as runs and qrels write it: white space and control characters as `%20` and so on; also
/// a `%` before two hexadecimal digits, so that no two ids become one. Others stay as they are.
[[nodiscard]] std::string run_id(std::string_view id);

struct EvaluateOptions {
  /// trec_eval -c: topics that are judged but not in the run count as 0. Without it, they and the
  /// topics without judgements are left out.
  bool complete = false;
  /// Leaves out topics none of whose judgements is relevant (grade 1 or more). trec_eval 9 counts
  /// them, with 0.
  bool skip_without_relevant = false;
};

/// What a run is worth, topic by topic.
struct Evaluation {
  std::vector<Measure> measures;
  std::vector<std::string> topics;          ///< those that count, in the order of the qrels
  std::vector<std::vector<double>> values;  ///< values[measure][topic]
  std::vector<std::uint8_t> answered;       ///< by topic: 1 if the run has it
  bool complete = false;                    ///< judged topics that the run does not have count as 0
  std::size_t missing = 0;                  ///< judged topics that the run does not have
  std::size_t unjudged = 0;                 ///< topics of the run that are not judged
  std::size_t without_relevant = 0;  ///< judged topics (of the run, or all if complete) without
                                     ///< a relevant document, counted or not
};

/// A run without any result is worth 0. Error(data) if no topic of another one is judged and `complete` is off: there is
/// nothing to average.
[[nodiscard]] Evaluation evaluate(const Qrels& qrels, const Run& run,
                                  const std::vector<Measure>& measures,
                                  const EvaluateOptions& options);

/// The value over topics: the sum for counts (num_ret …), else the arithmetic mean; 0 of none.
[[nodiscard]] double summarize(const Measure& measure, std::span<const double> values);

/// As summarize(), of the topics at these places of `values` only.
[[nodiscard]] double summarize(const Measure& measure, std::span<const double> values,
                               std::span<const std::size_t> places);

/// Topics of one group: places in a list of topic ids.
struct TopicGroup {
  std::string name;  ///< empty: topics without a group, or not in the topic file
  std::vector<std::size_t> places;
};

/// Divides `ids` by the groups of `topics`, in the order in which the groups first appear there;
/// topics without one last. Groups without any of the ids are left out.
[[nodiscard]] std::vector<TopicGroup> group_topics(std::span<const std::string> ids,
                                                   std::span<const Topic> topics);

}  // namespace speur
