#pragma once

#include "searcher/evaluate/comparison.hpp"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>

namespace speur {

/// What a report says beside the figures.
struct ReportContext {
  std::filesystem::path qrels;
  std::span<const Topic> topics;  ///< may be empty: then there are no queries and no groups
};

/// `0.0312`, `<0.0001`; an en dash if there is none.
[[nodiscard]] std::string p_text(std::optional<double> p);

/// `+0.0312`, `-0.0100`, `0.0000`.
[[nodiscard]] std::string difference_text(double difference);

/// A rank, or an en dash for 0: not retrieved.
[[nodiscard]] std::string rank_text(std::size_t rank);

/// The grade, or `unjudged`.
[[nodiscard]] std::string grade_text(int grade);

void print_comparison(const Comparison& comparison, const ReportContext& context,
                      std::ostream& out);
void print_comparison_json(const Comparison& comparison, const ReportContext& context,
                           std::ostream& out);

/// One HTML page that needs nothing else: no script, no font, no picture from elsewhere. All that
/// comes from files is escaped.
void print_comparison_html(const Comparison& comparison, const ReportContext& context,
                           std::ostream& out);

}  // namespace speur
