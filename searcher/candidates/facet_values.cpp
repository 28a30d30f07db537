#include "searcher/candidates/facet_values.hpp"

#include "speur/ascii.hpp"
#include "speur/schema.hpp"
#include "stemmers/words/folded_text.hpp"

#include <utility>

namespace speur {

std::vector<std::string> meant_values(const IndexReader& index, const IndexFacet& facet, const std::string& value) {
  const Xapian::Database& database = index.database();
  const bool is_as_stored = facet.type != FacetType::keyword || value.empty() || !is_ascii_letter(value.front()) ||
                            database.term_exists(facet_term(facet.name, value));
  if (is_as_stored) return {value};
  // A facet may have a value for each page: only those with the same first letter are looked at, and no more than people
  // choose from.
  constexpr int most_looked_at = 500;
  std::vector<std::string> found;
  const std::string folded = fold_text(value).text;
  const std::size_t name_bytes = facet_term(facet.name, "").size();
  const char lower = to_ascii_lower(value.front());
  for (const char first : {lower, static_cast<char>(lower - 'a' + 'A')}) {
    const std::string prefix = facet_term(facet.name, std::string(1, first));
    const auto end = database.allterms_end(prefix);
    int looked_at = 0;
    for (auto term = database.allterms_begin(prefix); term != end && looked_at < most_looked_at; ++term, ++looked_at) {
      std::string stored = (*term).substr(name_bytes);
      if (fold_text(stored).text == folded) found.push_back(std::move(stored));
    }
  }
  if (found.empty()) found.push_back(value);
  return found;
}

}  // namespace speur
