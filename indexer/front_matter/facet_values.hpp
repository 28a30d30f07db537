#pragma once

#include "speur/error.hpp"
#include "speur/page.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What speur.yaml says of one facet.
struct FacetRule {
  std::string name;
  std::string label;                          ///< shown instead of the name; may be empty
  std::optional<FacetType> type;              ///< none: each value has the type that it looks like
  bool drop = false;                          ///< is no facet at all
  std::vector<std::string> order;             ///< of its values; those not named come after these
  std::map<std::string, std::string> labels;  ///< value → what is shown
};

struct FacetRules {
  std::map<std::string, std::string, std::less<>> rename;  ///< key of a front matter → key
  std::vector<FacetRule> facets;                           ///< in speur.yaml's order
  std::vector<std::string> blank_separated;  ///< keys whose text is a list of words, as in Jekyll

  [[nodiscard]] const FacetRule* find(std::string_view name) const;
};

inline constexpr std::size_t max_facet_name_bytes = 64;
inline constexpr std::size_t max_facet_value_bytes = 1000;
inline constexpr std::size_t max_page_facets = 256;
inline constexpr std::size_t max_page_facet_values = 4096;

/// A number of YAML 1.2's core schema, hexadecimal and octal included; infinity and NaN are none,
/// since they cannot be ordered or asked for.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// The `YYYY-MM-DD` of a date as ISO 8601 or the Dutch write it, with or without a time as YAML
/// writes it, if that day exists; the time zone is not applied, since the day that the author wrote is meant.
[[nodiscard]] std::optional<std::string> parse_date(std::string_view text);

/// Whether the text has the form of a date, but names a day that does not exist.
[[nodiscard]] bool is_no_day(std::string_view text);

/// `true` and `false` as YAML 1.2 spells them. `yes` and `ja` are words.
[[nodiscard]] std::optional<bool> parse_boolean(std::string_view text);

/// `text` as a value of the type it looks like; only a plain (unquoted) one can be a number or a
/// boolean, but a quoted date is a date. `text` is shown as it was written: 1.10 stays 1.10.
[[nodiscard]] FacetValue guess_value(std::string text, bool plain);

/// Collects a page's facets: cleans, types and bounds what it is given, and drops what is empty or
/// said twice.
class FacetCollector {
 public:
  /// `file`: the page, for problems.
  FacetCollector(const FacetRules& rules, const std::filesystem::path& file,
                 std::vector<Problem>& problems)
      : rules_(rules), file_(file), problems_(problems) {}

  void add(std::string_view name, std::string_view text, bool plain, std::size_t line);
  [[nodiscard]] std::vector<Facet> take();  ///< sorted by name

 private:
  void report(std::size_t line, std::string message);
  Facet* facet_for(std::string_view name, std::size_t line);

  const FacetRules& rules_;
  const std::filesystem::path& file_;
  std::vector<Problem>& problems_;
  std::vector<Facet> facets_;
  std::size_t values_ = 0;
};

}  // namespace speur
