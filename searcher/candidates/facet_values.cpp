#include "searcher/candidates/facet_values.hpp"

#include "speur/ascii.hpp"
#include "stemmers/words/folded_text.hpp"

#include <cstddef>
#include <utility>

namespace speur {

std::string folded_value(std::string_view value) {
  return fold_text(value).text;
}

std::vector<std::string> equal_values(const IndexReader& index, const IndexFacet& facet, std::string_view value,
                                      std::size_t most_looked_at) {
  std::vector<std::string> found;
  if (value.empty() || !is_ascii_letter(value.front())) return found;
  const std::string folded = folded_value(value);
  const char lower = to_ascii_lower(value.front());
  for (const char first : {lower, static_cast<char>(lower - 'a' + 'A')}) {
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

}  // namespace speur
