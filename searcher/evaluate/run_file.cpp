#include "searcher/evaluate/document_name.hpp"
#include "searcher/evaluate/line_reader.hpp"
#include "searcher/evaluate/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <ostream>
#include <utility>

namespace speur {
namespace {

/// trec_eval reads a double and keeps a float; so do we, to round where it rounds.
float parse_score(std::string_view text, const LineReader& reader) {
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  double score = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, score);
  // Too close to zero is zero; from_chars does not tell it from too large.
  if (error == std::errc::result_out_of_range && stop == end) {
    score = std::strtod(std::string(digits).c_str(), nullptr);
  } else if (error != std::errc() || stop != end) {
    reader.fail("the score " + in_quotes(text) + " is no number");
  }
  if (!(std::abs(score) <= double{std::numeric_limits<float>::max()})) {
    reader.fail("the score " + in_quotes(text) + " is not a finite number of single precision");
  }
  return static_cast<float>(score);
}

/// The lines that rankings came from, for the message about a document that is there twice.
using Lines = std::vector<std::vector<std::uint32_t>>;

void refuse_duplicates(const Run& run, const Lines& lines, const std::filesystem::path& file) {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> last_topic(run.documents.size(), none);
  std::uint32_t first_line = none, first_topic = 0, first_document = 0;
  for (std::uint32_t topic = 0; topic < run.rankings.size(); ++topic) {
    for (std::size_t i = 0; i < run.rankings[topic].size(); ++i) {
      const std::uint32_t document = run.rankings[topic][i].document;
      const bool twice = std::exchange(last_topic[document], topic) == topic;
      if (twice && lines[topic][i] < first_line) {
        first_line = lines[topic][i];
        first_topic = topic;
        first_document = document;
      }
    }
  }
  if (first_line == none) return;
  throw Error(ExitCode::data, {file, first_line},
              "document " + in_quotes(run.documents.name(first_document)) +
                  " is retrieved twice for topic " + in_quotes(run.topics.name(first_topic)));
}

void rank(Run& run) {
  const auto before = [&run](const Retrieved& a, const Retrieved& b) {
    if (a.score != b.score) return a.score > b.score;
    return run.documents.name(a.document) > run.documents.name(b.document);
  };
  for (std::vector<Retrieved>& ranking : run.rankings) {
    if (!std::is_sorted(ranking.begin(), ranking.end(), before)) {
      std::sort(ranking.begin(), ranking.end(), before);
    }
  }
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

Run read_run(const std::filesystem::path& file) {
  LineReader reader(file);
  Run run;
  Lines lines;
  std::string topic_name, composed;
  std::uint32_t topic = 0;
  while (const std::optional<std::string_view> line = reader.next()) {
    std::array<std::string_view, 6> columns;
    const std::size_t count = split_columns(*line, columns);
    if (count != columns.size()) {
      reader.fail("a line of a run is topic, Q0, document, rank, score and tag: 6 columns, not " +
                  std::to_string(count));
    }
    if (columns[0] != topic_name) {
      topic_name = columns[0];
      topic = run.topics.add(topic_name);
      if (topic == run.rankings.size()) {
        run.rankings.emplace_back();
        lines.emplace_back();
      }
    }
    const std::uint32_t document = run.documents.add(document_name(columns[2], composed));
    run.rankings[topic].push_back({document, parse_score(columns[4], reader)});
    lines[topic].push_back(static_cast<std::uint32_t>(reader.where().line));
    if (columns[5] != run.tag) run.tag = columns[5];
  }
  refuse_duplicates(run, lines, file);
  rank(run);
  return run;
}

std::string run_id(std::string_view id) {
  std::string written;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto byte = static_cast<unsigned char>(id[i]);
    const bool like_escape =
        byte == '%' && i + 2 < id.size() && is_hex(id[i + 1]) && is_hex(id[i + 2]);
    if (byte <= 0x20 || byte == 0x7f || like_escape) {
      written += fmt::format("%{:02X}", byte);
    } else {
      written += id[i];
    }
  }
  return written;
}

void write_run_topic(std::ostream& out, std::string_view topic,
                     std::span<const ScoredDocument> ranking, std::string_view tag) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  fmt::memory_buffer text;
  float previous = infinity;
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    const float score =
        std::min(static_cast<float>(ranking[i].score), std::nextafter(previous, -infinity));
    fmt::format_to(fmt::appender(text), "{} Q0 {} {} {} {}\n", topic, run_id(ranking[i].id), i + 1,
                   score, tag);
    previous = score;
  }
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace speur
