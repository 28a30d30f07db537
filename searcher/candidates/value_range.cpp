#include "searcher/candidates/value_range.hpp"

#include "speur/day.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

/// As front matter may write numbers: 3, -1.5, +5, 1e3, 0x1F, 0o17.
std::optional<double> parse(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 10;
  const char* end = text.data() + text.size();
  if (base != 10) {
    long long whole = 0;
    const auto [stop, error] = std::from_chars(text.data() + 2, end, whole, base);
    return error == std::errc() && stop == end ? std::optional(static_cast<double>(whole))
                                               : std::nullopt;
  }
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const bool is_number = error == std::errc() && stop == end && std::isfinite(number);
  return is_number ? std::optional(number) : std::nullopt;
}

double to_number(const std::string& facet, const std::string& text) {
  if (const std::optional<double> number = parse(text)) return *number;
  throw Error(ExitCode::data, fmt::format("'{}' holds numbers; '{}' is none", facet, text));
}

/// "2024", "2024-05" or "2024-05-17" to its first or last day; dates compare as text, so the last
/// day of each month may be called the 31st.
std::string to_day(const std::string& facet, const std::string& text, bool last) {
  const std::optional<std::string> period = period_of_text(text);
  if (!period) {
    throw Error(ExitCode::data,
                fmt::format("'{}' holds dates; '{}' is none: write 2024, 2024-05 or 2024-05-17",
                            facet, text));
  }
  const std::string_view first_day = "-01-01", last_day = "-12-31";
  std::string day = *period;
  if (day.size() < 10) {
    // What of month and day is missing is that of the year's first or last day.
    const std::string_view rest = last ? last_day : first_day;
    day += day.size() == 4 ? rest : rest.substr(3);
  }
  return day;
}

}  // namespace

CandidateQuery range_query(const IndexReader& index, const IndexFacet& facet, const Range& range) {
  using Op = CandidateQuery;
  if (facet.type == FacetType::keyword) {
    throw Error(ExitCode::data, fmt::format("'{}' holds words, which have no range: use {}:value",
                                            facet.name, facet.name));
  }
  std::string low, high;
  const bool numbers = facet.type == FacetType::number;
  if (numbers) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    low = Xapian::sortable_serialise(range.from ? to_number(facet.name, *range.from) : -infinity);
    high = Xapian::sortable_serialise(range.to ? to_number(facet.name, *range.to) : infinity);
  } else {
    // An end may lie between days, as 2024-02-31 does; one day that is asked for may not.
    if (range.from && range.from == range.to && read_written_day(*range.from) && !day_of_text(*range.from)) {
      throw Error(ExitCode::data, fmt::format("'{}' holds dates; {} is no day that exists", facet.name, *range.from));
    }
    low = range.from ? to_day(facet.name, *range.from, false) : "0000-00-00";
    high = range.to ? to_day(facet.name, *range.to, true) : "9999-99-99";
  }
  if (!facet.many) {
    // Pages without the facet have an empty value, which is less than any.
    return Op::values({Xapian::Query::OP_VALUE_RANGE, sort_slot(facet.name), low, high});
  }
  // The slot holds the first of many values only; the terms hold them all.
  std::vector<Op> options;
  const std::string prefix = facet_term(facet.name, "");
  const Xapian::Database& database = index.database();
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string value = (*term).substr(prefix.size());
    std::string key = value;
    if (numbers) {
      const std::optional<double> number = parse(value);
      if (!number) continue;
      key = Xapian::sortable_serialise(*number);
    }
    if (low <= key && key <= high) options.push_back(Op::term(*term));
  }
  return Op::scale(Op::any(std::move(options)), 0);
}

}  // namespace speur
