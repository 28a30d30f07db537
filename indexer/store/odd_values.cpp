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

/// What most pages give a facet that is one of words for the others; keyword where there is no such type.
FacetType majority(const Counts& counts) {
  const auto prevails = [](std::size_t typed, std::size_t others) { return typed >= 4 && typed >= 2 * others; };
  if (prevails(counts.dates, counts.words + counts.numbers)) return FacetType::date;
  return prevails(counts.numbers, counts.words + counts.dates) ? FacetType::number : FacetType::keyword;
}

/// The pages with values of other types, ordered.
std::vector<std::string> pages_without(FacetType type, const std::string& facet, const Xapian::Database& database) {
  std::vector<std::string> pages;
  for (const char sign : {'k', type == FacetType::date ? 'n' : 'd'}) {
    const std::string term = facet_type_term(facet, sign);
    for (auto page = database.postlist_begin(term); page != database.postlist_end(term); ++page) {
      pages.push_back(database.get_document(*page).get_value(id_slot));
    }
  }
  std::ranges::sort(pages);
  pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
  return pages;
}

}  // namespace

std::vector<OddValue> odd_values(const std::filesystem::path& index, std::size_t most) {
  std::vector<OddValue> odd;
  guarded(index, [&] {
    const Xapian::Database database(index.string());
    for (const auto& [name, counts] : count_types(database)) {
      FacetType type = facet_type(counts.words, counts.numbers, counts.dates);
      const bool is_of_words = type == FacetType::keyword;
      if (is_of_words) type = majority(counts);
      if (type == FacetType::keyword) continue;
      for (std::string& page : pages_without(type, name, database)) {
        if (odd.size() == most) return;
        const std::size_t others = counts.words + (type == FacetType::date ? counts.numbers : counts.dates);
        odd.push_back({std::move(page), name, type, is_of_words ? others : 0});
        if (is_of_words) break;
      }
    }
  });
  return odd;
}

}  // namespace speur
