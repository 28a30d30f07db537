#include "searcher/evaluate/line_reader.hpp"
#include "speur/ascii.hpp"
#include "speur/error.hpp"
#include "searcher/evaluate/measures.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace speur {
namespace {

enum class Depth : std::uint8_t { none, optional, required };

struct MeasureSpec {
  std::string_view name;       ///< ir_measures' name, in lower case
  std::string_view trec_name;  ///< trec_eval's, before any `_10`
  MeasureKind kind;
  Depth depth;
};

constexpr std::array measure_specs = {
    MeasureSpec{"ndcg", "ndcg_cut", MeasureKind::ndcg, Depth::optional},
    MeasureSpec{"ap", "map_cut", MeasureKind::average_precision, Depth::optional},
    MeasureSpec{"map", "map", MeasureKind::average_precision, Depth::optional},
    MeasureSpec{"rr", "recip_rank", MeasureKind::reciprocal_rank, Depth::optional},
    MeasureSpec{"mrr", "recip_rank", MeasureKind::reciprocal_rank, Depth::optional},
    MeasureSpec{"p", "p", MeasureKind::precision, Depth::required},
    MeasureSpec{"r", "recall", MeasureKind::recall, Depth::required},
    MeasureSpec{"recall", "recall", MeasureKind::recall, Depth::required},
    MeasureSpec{"setp", "set_p", MeasureKind::precision, Depth::none},
    MeasureSpec{"setr", "set_recall", MeasureKind::recall, Depth::none},
    MeasureSpec{"rprec", "rprec", MeasureKind::r_precision, Depth::none},
    MeasureSpec{"bpref", "bpref", MeasureKind::bpref, Depth::none},
    MeasureSpec{"success", "success", MeasureKind::success, Depth::required},
    MeasureSpec{"judged", "judged", MeasureKind::judged, Depth::optional},
    MeasureSpec{"err", "err", MeasureKind::err, Depth::optional},
    MeasureSpec{"rbp", "rbp", MeasureKind::rank_biased_precision, Depth::optional},
    MeasureSpec{"numq", "num_q", MeasureKind::num_q, Depth::none},
    MeasureSpec{"numret", "num_ret", MeasureKind::num_ret, Depth::none},
    MeasureSpec{"numrel", "num_rel", MeasureKind::num_rel, Depth::none},
    MeasureSpec{"numrelret", "num_rel_ret", MeasureKind::num_rel_ret, Depth::none},
};

constexpr std::string_view known_measures =
    "there are nDCG[@k], AP[@k], RR[@k], P@k, R@k, Rprec, Bpref, Success@k, Judged[@k], ERR[@k], "
    "RBP[@k], SetP, SetR, num_q, num_ret, num_rel and num_rel_ret";

[[noreturn]] void refuse(std::string_view text, std::string_view why) {
  throw Error(ExitCode::usage, "measure " + in_quotes(text) + ": " + std::string(why));
}

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

std::string without_blanks(std::string_view text) {
  std::string kept(text);
  std::erase_if(kept, [](char c) { return blanks.find(c) != std::string_view::npos; });
  return kept;
}

/// `name(parameters)@depth` or `name_depth` taken apart; what is not there is empty.
struct Parts {
  std::string_view name, parameters, depth;
};

Parts take_apart(std::string_view lower, std::string_view text) {
  Parts parts;
  const std::size_t at = lower.rfind('@');
  if (at != std::string_view::npos) {
    parts.depth = lower.substr(at + 1);
    if (parts.depth.empty()) refuse(text, "a number belongs after @");
    lower = lower.substr(0, at);
  }
  const std::size_t open = lower.find('(');
  if (open != std::string_view::npos) {
    if (!lower.ends_with(')')) refuse(text, "the parenthesis is not closed");
    parts.parameters = lower.substr(open + 1, lower.size() - open - 2);
    lower = lower.substr(0, open);
  }
  const std::size_t last = lower.rfind('_');
  if (parts.depth.empty() && last != std::string_view::npos &&
      parse_number<std::size_t>(lower.substr(last + 1))) {
    parts.depth = lower.substr(last + 1);
    lower = lower.substr(0, last);
  }
  parts.name = lower;
  return parts;
}

void set_parameter(Measure& measure, std::string_view parameter, std::string_view text) {
  const std::size_t equals = parameter.find('=');
  const std::string_view name = parameter.substr(0, equals);
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view() : parameter.substr(equals + 1);
  const bool has_level = measure.kind != MeasureKind::ndcg && measure.kind != MeasureKind::judged &&
                         measure.kind != MeasureKind::err && measure.kind != MeasureKind::num_q;
  if (name == "rel" && has_level) {
    const std::optional<int> level = parse_number<int>(value);
    if (!level || *level < 1) refuse(text, "rel is a grade, 1 or higher");
    measure.relevant = *level;
    // As in ir_measures, where the level makes the difference.
    if (measure.kind == MeasureKind::num_ret) measure.kind = MeasureKind::num_rel_ret;
  } else if (name == "p" && measure.kind == MeasureKind::rank_biased_precision) {
    const std::optional<double> persistence = parse_number<double>(value);
    if (!persistence || !(*persistence >= 0 && *persistence < 1)) {
      refuse(text, "p is a probability below 1");
    }
    measure.persistence = *persistence;
  } else if (name == "max" && measure.kind == MeasureKind::err) {
    const std::optional<int> grade = parse_number<int>(value);
    if (!grade || *grade < 1) refuse(text, "max is a grade, 1 or higher");
    measure.max_grade = *grade;
  } else {
    refuse(text, "has no parameter " + in_quotes(name));
  }
}

}  // namespace

Measure parse_measure(std::string_view text) {
  Measure measure;
  measure.name = without_blanks(text);
  const std::string lower = ascii_lower(measure.name);
  const Parts parts = take_apart(lower, text);
  const auto* const spec =
      std::find_if(measure_specs.begin(), measure_specs.end(), [&](const MeasureSpec& each) {
        return parts.name == each.name || parts.name == each.trec_name;
      });
  if (spec == measure_specs.end()) refuse(text, "unknown; " + std::string(known_measures));
  measure.kind = spec->kind;
  if (!parts.depth.empty()) {
    if (spec->depth == Depth::none) refuse(text, "takes no depth");
    const std::optional<std::size_t> depth = parse_number<std::size_t>(parts.depth);
    if (!depth || *depth == 0) refuse(text, "the depth is a whole number from 1");
    measure.depth = *depth;
  } else if (spec->depth == Depth::required) {
    refuse(text, "needs a depth, as in P@10");
  }
  for (std::string_view left = parts.parameters; !left.empty();) {
    const std::size_t comma = std::min(left.find(','), left.size());
    set_parameter(measure, left.substr(0, comma), text);
    left.remove_prefix(std::min(comma + 1, left.size()));
  }
  return measure;
}

std::vector<Measure> parse_measures(std::string_view list) {
  std::vector<Measure> measures;
  int open = 0;
  for (std::size_t begin = 0, i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] == '(') ++open;
    if (i < list.size() && list[i] == ')') --open;
    if (i < list.size() && (list[i] != ',' || open > 0)) continue;
    Measure measure = parse_measure(list.substr(begin, i - begin));
    begin = i + 1;
    const bool known = std::any_of(measures.begin(), measures.end(), [&](const Measure& earlier) {
      return same_measure(earlier, measure);
    });
    if (!known) measures.push_back(std::move(measure));
  }
  return measures;
}

bool same_measure(const Measure& a, const Measure& b) {
  return a.kind == b.kind && a.depth == b.depth && a.relevant == b.relevant &&
         a.persistence == b.persistence && a.max_grade == b.max_grade;
}

}  // namespace speur
