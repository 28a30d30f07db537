#include "searcher/candidates/facet_values.hpp"

#include "speur/ascii.hpp"
#include "stemmers/words/folded_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace speur {
namespace {

/// The first letter of a value, small and as a capital; empty where that is no letter of ASCII.
std::string first_letters(std::string_view value) {
  if (value.empty() || !is_ascii_letter(value.front())) return {};
  const char lower = to_ascii_lower(value.front());
  return {lower, static_cast<char>(lower - 'a' + 'A')};
}

}  // namespace

std::string folded_value(std::string_view value) {
  return fold_text(value).text;
}

std::vector<std::string> equal_values(const IndexReader& index, const IndexFacet& facet, std::string_view value,
                                      std::size_t most_looked_at) {
  std::vector<std::string> found;
  const std::string folded = folded_value(value);
  for (const char first : first_letters(value)) {
    std::size_t looked_at = 0;
    for_each_value(index, facet, {&first, 1}, [&](std::string stored) {
      if (folded_value(stored) == folded) found.push_back(std::move(stored));
      return ++looked_at < most_looked_at;
    });
  }
  return found;
}

std::vector<std::string> meant_values(const IndexReader& index, const IndexFacet& facet, const std::string& value) {
  constexpr std::size_t most_looked_at = 500;  // more than people choose from
  if (facet.type != FacetType::keyword || index.database().term_exists(facet_term(facet.name, value))) return {value};
  std::vector<std::string> found = equal_values(index, facet, value, most_looked_at);
  if (found.empty()) found.push_back(value);
  return found;
}

std::string unknown_value_text(const IndexReader& index, const IndexFacet& facet, std::string_view value) {
  constexpr std::size_t most = 10;
  std::vector<std::string> named;
  const auto add = [&](std::string_view beginning) {
    for_each_value(index, facet, beginning, [&](std::string stored) {
      named.push_back(std::move(stored));
      return named.size() <= most;
    });
  };
  for (const char first : first_letters(value)) add({&first, 1});
  if (named.empty()) add("");
  const bool has_more = named.size() > most;
  if (has_more) named.resize(most);
  return fmt::format("no page has '{}' as its '{}'; there are: {}{}", value, facet.name, fmt::join(named, ", "),
                     has_more ? ", …" : "");
}

}  // namespace speur
