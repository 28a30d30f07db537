#include "searcher/evaluate/document_name.hpp"
#include "searcher/evaluate/line_reader.hpp"
#include "searcher/evaluate/evaluation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

namespace speur {
namespace {

int parse_grade(std::string_view text, const LineReader& reader) {
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  int grade = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), grade);
  // The lowest number of all is what rankings mark unjudged documents with.
  if (error != std::errc() || end != digits.data() + digits.size() ||
      grade == JudgedRanking::unjudged) {
    reader.fail("the grade " + in_quotes(text) + " is no integer");
  }
  return grade;
}

}  // namespace

Qrels read_qrels(const std::filesystem::path& file) {
  LineReader reader(file);
  Qrels qrels;
  std::unordered_set<std::uint64_t> pairs;
  std::string composed;
  while (const std::optional<std::string_view> line = reader.next()) {
    std::array<std::string_view, 4> columns;
    const std::size_t count = split_columns(*line, columns);
    if (count > columns.size()) {
      reader.fail("a judgement is topic, iteration, document and grade: 4 columns, not " + std::to_string(count) +
                  ". A blank in a document's id is written %20, as `speur run` does");
    }
    if (count != columns.size()) {
      reader.fail("a judgement is topic, iteration, document and grade: 4 columns, not " +
                  std::to_string(count));
    }
    const std::uint32_t topic = qrels.topics.add(columns[0]);
    const std::uint32_t document = qrels.documents.add(document_name(columns[2], composed));
    if (!pairs.insert((std::uint64_t{topic} << 32) | document).second) {
      reader.fail("document " + in_quotes(columns[2]) + " is judged twice for topic " +
                  in_quotes(columns[0]));
    }
    if (topic == qrels.judgements.size()) qrels.judgements.emplace_back();
    qrels.judgements[topic].push_back({document, parse_grade(columns[3], reader)});
  }
  if (qrels.judgements.empty()) throw Error(ExitCode::data, {file}, "holds no judgements");
  return qrels;
}

int Qrels::highest_grade() const {
  int highest = 0;
  for (const std::vector<Judgement>& topic : judgements) {
    for (const Judgement& judgement : topic) highest = std::max(highest, judgement.grade);
  }
  return highest;
}

}  // namespace speur
