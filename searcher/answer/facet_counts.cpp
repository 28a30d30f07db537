#include "searcher/answer/facet_counts.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace speur {
namespace {

struct Placed {
  std::size_t place;
  FacetCount count;
};

}  // namespace

/// Numbers into an array; Xapian's own copies each value and looks it up in a tree.
class FacetCounter::ColumnSpy : public Xapian::MatchSpy {
 public:
  explicit ColumnSpy(const FacetColumn& column)
      : column_(column), counts_(column.values().size()) {}
  void operator()(const Xapian::Document& document, double) override {
    add(document.get_docid());
  }
  void add(Xapian::docid page) {
    for (const std::uint32_t number : column_.of(page)) ++counts_[number];
  }
  [[nodiscard]] std::size_t count(std::size_t number) const { return counts_[number]; }

 private:
  const FacetColumn& column_;
  std::vector<std::uint32_t> counts_;
};

FacetCounter::FacetCounter(const IndexFacet& facet, const FacetColumn* column)
    : facet_(&facet), column_(column), value_spy_(facet_slot(facet.name)) {
  if (column != nullptr) column_spy_ = std::make_unique<ColumnSpy>(*column);
}
FacetCounter::~FacetCounter() = default;

Xapian::MatchSpy& FacetCounter::spy() {
  if (column_spy_) return *column_spy_;
  return value_spy_;
}

void FacetCounter::count(const Xapian::Database& database, const PageSet& pages) {
  if (column_spy_) {
    pages.for_each([&](Xapian::docid page) {
      column_spy_->add(page);
      return true;
    });
    return;
  }
  const Xapian::valueno slot = facet_slot(facet_->name);
  auto value = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  pages.for_each([&](Xapian::docid page) {
    if (value == end) return false;
    if (value.get_docid() < page) value.skip_to(page);
    if (value != end && value.get_docid() == page) ++by_joined_[*value];
    return value != end;
  });
}

FacetCounts FacetCounter::counts(const IndexReader& index,
                                 const std::vector<std::string>& selected) const {
  std::vector<Placed> values;
  const auto is_selected = [&](std::string_view value) {
    return std::ranges::find(selected, value) != selected.end();
  };
  const auto place = [&](std::string_view value) {
    const auto found = std::ranges::find(facet_->order, value);
    return static_cast<std::size_t>(found - facet_->order.begin());
  };
  if (column_spy_) {
    for (std::uint32_t number = 0; number < column_->values().size(); ++number) {
      const std::size_t count = column_spy_->count(number);
      if (count == 0) continue;
      const LabelledValue& label = column_->values()[number];
      values.push_back({column_->place(number), {label, count, is_selected(label.value)}});
    }
  } else {
    std::map<std::string, std::size_t, std::less<>> by_value;
    const auto add = [&](const std::string& joined, std::size_t pages) {
      for (const std::string_view value : split_values(joined)) {
        auto entry = by_value.find(value);
        if (entry == by_value.end()) entry = by_value.emplace(value, 0).first;
        entry->second += pages;
      }
    };
    for (auto slot = value_spy_.values_begin(); slot != value_spy_.values_end(); ++slot) {
      add(*slot, slot.get_termfreq());
    }
    for (const auto& [joined, pages] : by_joined_) add(joined, pages);
    for (const auto& [value, count] : by_value) {
      values.push_back(
          {place(value), {index.label(facet_->name, value), count, is_selected(value)}});
    }
  }
  for (const std::string& value : selected) {
    const auto same = [&](const Placed& each) { return each.count.value.value == value; };
    if (std::ranges::any_of(values, same)) continue;
    values.push_back({place(value), {index.label(facet_->name, value), 0, true}});
  }
  std::ranges::sort(values, [](const Placed& a, const Placed& b) {
    return std::tie(a.place, b.count.count, a.count.value.value) <
           std::tie(b.place, a.count.count, b.count.value.value);
  });

  FacetCounts result{facet_->name, facet_->type, {}};
  for (Placed& each : values) result.values.push_back(std::move(each.count));
  return result;
}

}  // namespace speur
