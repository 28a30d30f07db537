#include "searcher/answer/facet_counts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

namespace speur {
/// Numbers into an array; Xapian's own copies each value and looks it up in a tree.
class FacetCounter::ColumnSpy : public Xapian::MatchSpy {
 public:
  explicit ColumnSpy(const FacetColumn& column)
      : column_(column), counts_(column.values().size() + 1) {}
  void operator()(const Xapian::Document& document, double) override {
    column_.count(document.get_docid(), counts_);
  }
  void add(const CountedPages& pages) { column_.count(pages, counts_); }
  /// Pages by the number of the value.
  [[nodiscard]] std::span<const std::uint32_t> counts() const {
    return std::span(counts_).first(counts_.size() - 1);
  }

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

void FacetCounter::count(std::span<FacetCounter* const> counters, const Xapian::Database& database,
                         const PageSet& pages) {
  std::optional<CountedPages> counted;
  for (FacetCounter* counter : counters) {
    if (!counter->column_spy_) {
      counter->count_stored(database, pages);
      continue;
    }
    if (!counted) counted.emplace(pages, database.get_lastdocid());
    counter->column_spy_->add(*counted);
  }
}

void FacetCounter::count_stored(const Xapian::Database& database, const PageSet& pages) {
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

FacetCounts FacetCounter::counts(const IndexReader& index, const std::vector<std::string>& selected,
                                 std::size_t most) const {
  return column_spy_ ? column_counts(index, selected, most) : spied_counts(index, selected, most);
}

namespace {

/// Keeps the first `most` in order, and those behind them that are selected.
template <typename Value, typename Before>
void keep_first(std::vector<Value>& values, std::size_t most, const Before& comes_before) {
  if (values.size() > most) {
    const auto rest = values.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::nth_element(values, rest, comes_before);
    const auto is_left_out = [](const Value& each) { return !each.selected; };
    values.erase(std::remove_if(rest, values.end(), is_left_out), values.end());
  }
  std::ranges::sort(values, comes_before);
}

}  // namespace

/// A count that at least `most` of the values have, or as many as there are: those with fewer pages are
/// not among the first. Dates have thousands of values, nearly all with a few pages.
std::uint32_t least_count(std::span<const std::uint32_t> counts, std::size_t most) {
  std::array<std::uint32_t, 256> values{};  // by count; the last one: with that or more
  constexpr std::uint32_t last = 255;
  for (const std::uint32_t count : counts) ++values[std::min(count, last)];
  std::uint32_t least = last;
  for (std::size_t with_more = values[last]; least > 1 && with_more < most; with_more += values[least]) --least;
  return least;
}

/// Each behind the values of its configured place, or of none.
void FacetCounter::add_uncounted(const IndexReader& index, std::vector<std::string> selected,
                                 FacetCounts& counts) const {
  const auto place = [&](std::string_view value) {
    return std::ranges::find(facet_->order, value) - facet_->order.begin();
  };
  std::ranges::sort(selected);
  for (const std::string& value : selected) {
    const auto same = [&](const FacetCount& each) { return each.value.value == value; };
    if (std::ranges::any_of(counts.values, same)) continue;
    const auto behind = std::ranges::find_if(counts.values, [&](const FacetCount& each) {
      return place(each.value.value) > place(value);
    });
    counts.values.insert(behind, {index.label(facet_->name, value), 0, true});
    ++counts.total;
  }
}

FacetCounts FacetCounter::column_counts(const IndexReader& index,
                                        const std::vector<std::string>& selected,
                                        std::size_t most) const {
  struct Value {
    std::uint32_t place, count, number;
    bool selected;
  };
  std::vector<Value> values;
  const std::vector<LabelledValue>& labels = column_->values();
  const std::span<const std::uint32_t> counts = column_spy_->counts();
  const std::uint32_t least = least_count(counts, most);
  std::size_t total = 0;
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    const std::uint32_t count = counts[number];
    if (count == 0) continue;
    ++total;
    const bool is_selected =
        !selected.empty() && std::ranges::find(selected, labels[number].value) != selected.end();
    if (count < least && !column_->is_placed(number) && !is_selected) continue;
    values.push_back(
        {static_cast<std::uint32_t>(column_->place(number)), count, number, is_selected});
  }
  FacetCounts result{facet_->name, facet_->type, {}, total};
  // Numbers are in the order of the values.
  keep_first(values, most, [](const Value& a, const Value& b) {
    return std::tie(a.place, b.count, a.number) < std::tie(b.place, a.count, b.number);
  });
  for (const Value& each : values) {
    result.values.push_back({labels[each.number], each.count, each.selected});
  }
  add_uncounted(index, selected, result);
  return result;
}

FacetCounts FacetCounter::spied_counts(const IndexReader& index,
                                       const std::vector<std::string>& selected,
                                       std::size_t most) const {
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
  struct Value {
    std::size_t place, count;
    std::string_view value;
    bool selected;
  };
  std::vector<Value> values;
  for (const auto& [value, count] : by_value) {
    const auto place = std::ranges::find(facet_->order, value) - facet_->order.begin();
    values.push_back({static_cast<std::size_t>(place), count, value,
                      std::ranges::find(selected, value) != selected.end()});
  }
  FacetCounts result{facet_->name, facet_->type, {}, values.size()};
  keep_first(values, most, [](const Value& a, const Value& b) {
    return std::tie(a.place, b.count, a.value) < std::tie(b.place, a.count, b.value);
  });
  for (const Value& each : values) {
    result.values.push_back({index.label(facet_->name, each.value), each.count, each.selected});
  }
  add_uncounted(index, selected, result);
  return result;
}

}  // namespace speur
