#include "indexer/store/odd_values.hpp"

#include "indexer/store/xapian_errors.hpp"
#include "speur/schema.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace speur {
namespace {

/// How many pages give a facet words, numbers and dates.
struct Counts {
  std::size_t words = 0, numbers = 0, dates = 0;
};

std::map<std::string, Counts> count_types(const Xapian::Database& database) {
  std::map<std::string, Counts> facets;
  const std::string prefix(facet_type_prefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string text = (*term).substr(prefix.size());
    const std::size_t sign = text.rfind('=');
    if (sign == std::string::npos || sign + 2 != text.size()) continue;
    Counts& counts = facets[text.substr(0, sign)];
    if (text.back() == 'k') counts.words = term.get_termfreq();
    if (text.back() == 'n') counts.numbers = term.get_termfreq();
    if (text.back() == 'd') counts.dates = term.get_termfreq();
  }
  return facets;
}

}  // namespace

std::vector<OddValue> odd_values(const std::filesystem::path& index, std::size_t most) {
  std::vector<OddValue> odd;
  guarded(index, [&] {
    const Xapian::Database database(index.string());
    for (const auto& [name, counts] : count_types(database)) {
      const FacetType type = facet_type(counts.words, counts.numbers, counts.dates);
      if (type == FacetType::keyword || counts.words == 0) continue;
      const std::string term = facet_type_term(name, 'k');
      std::vector<std::string> pages;
      for (auto page = database.postlist_begin(term); page != database.postlist_end(term); ++page) {
        pages.push_back(database.get_document(*page).get_value(id_slot));
      }
      std::ranges::sort(pages);
      for (std::string& page : pages) {
        if (odd.size() == most) return;
        odd.push_back({std::move(page), name, type});
      }
    }
  });
  return odd;
}

}  // namespace speur
