#include "searcher/candidates/facet_values.hpp"

#include "speur/ascii.hpp"
#include "stemmers/words/folded_text.hpp"

#include <utility>

namespace speur {

std::vector<std::string> meant_values(const IndexReader& index, const IndexFacet& facet, const std::string& value) {
  const bool is_as_stored = facet.type != FacetType::keyword || value.empty() || !is_ascii_letter(value.front()) ||
                            index.database().term_exists(facet_term(facet.name, value));
  if (is_as_stored) return {value};
  // A facet may have a value for each page: only those with the same first letter are looked at, and no more than people
  // choose from.
  constexpr int most_looked_at = 500;
  std::vector<std::string> found;
  const std::string folded = fold_text(value).text;
  const char lower = to_ascii_lower(value.front());
  for (const char first : {lower, static_cast<char>(lower - 'a' + 'A')}) {
    int looked_at = 0;
    for_each_value(index, facet, {&first, 1}, [&](std::string stored) {
      if (fold_text(stored).text == folded) found.push_back(std::move(stored));
      return ++looked_at < most_looked_at;
    });
  }
  if (found.empty()) found.push_back(value);
  return found;
}

}  // namespace speur
