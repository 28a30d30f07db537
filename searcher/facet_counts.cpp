#include "searcher/facet_counts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace speur {

FacetCounts FacetCounter::counts(const IndexReader& index,
                                 const std::vector<std::string>& selected) const {
  std::map<std::string, std::size_t, std::less<>> by_value;
  for (auto slot = spy_.values_begin(); slot != spy_.values_end(); ++slot) {
    const std::string joined = *slot;
    for (const std::string_view value : split_values(joined)) {
      auto entry = by_value.find(value);
      if (entry == by_value.end()) entry = by_value.emplace(value, 0).first;
      entry->second += slot.get_termfreq();
    }
  }
  for (const std::string& value : selected) by_value.try_emplace(value, 0);

  FacetCounts result{facet_->name, facet_->type, {}};
  for (const auto& [value, count] : by_value) {
    const bool is_selected = std::ranges::find(selected, value) != selected.end();
    result.values.push_back({index.label(facet_->name, value), count, is_selected});
  }
  const auto place = [&](const FacetCount& entry) {
    return std::ranges::find(facet_->order, entry.value.value) - facet_->order.begin();
  };
  std::ranges::stable_sort(result.values, [&](const FacetCount& a, const FacetCount& b) {
    return std::tuple(place(a), b.count, a.value.value) <
           std::tuple(place(b), a.count, b.value.value);
  });
  return result;
}

}  // namespace speur
