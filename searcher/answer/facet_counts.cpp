#include "searcher/answer/facet_counts.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace speur {
namespace {

/// A value that is counted. Most are never shown, so that their labels are not copied here.
struct Placed {
  std::size_t place, count;
  std::size_t number;  ///< in the order of the values that are counted
  std::string_view value;
  const LabelledValue* label;  ///< nullptr: not known here
  bool selected;
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
                                 const std::vector<std::string>& selected,
                                 std::size_t most) const {
  std::vector<Placed> values;
  std::map<std::string, std::size_t, std::less<>> by_value;  // without a column
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
      values.push_back(
          {column_->place(number), count, number, label.value, &label, is_selected(label.value)});
    }
  } else {
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
      values.push_back({place(value), count, values.size(), value, nullptr, is_selected(value)});
    }
  }
  constexpr std::size_t uncounted = std::numeric_limits<std::size_t>::max();
  for (const std::string& value : selected) {
    if (std::ranges::find(values, value, &Placed::value) != values.end()) continue;
    values.push_back({place(value), 0, uncounted, value, nullptr, true});
  }

  const auto comes_before = [](const Placed& a, const Placed& b) {
    return std::tie(a.place, b.count, a.number, a.value) <
           std::tie(b.place, a.count, b.number, b.value);
  };
  FacetCounts result{facet_->name, facet_->type, {}, values.size()};
  if (values.size() > most) {
    const auto rest = values.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::nth_element(values, rest, comes_before);
    values.erase(std::remove_if(rest, values.end(), [](const Placed& each) { return !each.selected; }),
                 values.end());
  }
  std::ranges::sort(values, comes_before);
  for (const Placed& each : values) {
    LabelledValue label = each.label != nullptr
                              ? *each.label
                              : index.label(facet_->name, each.value);
    result.values.push_back({std::move(label), each.count, each.selected});
  }
  return result;
}

}  // namespace speur
