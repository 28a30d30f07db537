#include "searcher/index/facet_column.hpp"

#include "speur/schema.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

/// Numbers in the order in which values are seen.
class Numbers {
 public:
  std::uint32_t of(std::string_view value) {
    const auto [known, is_new] = numbers_.try_emplace(std::string(value), numbers_.size());
    return static_cast<std::uint32_t>(known->second);
  }
  [[nodiscard]] std::vector<std::string> values() const {
    std::vector<std::string> values(numbers_.size());
    for (const auto& [value, number] : numbers_) values[number] = value;
    return values;
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
};

}  // namespace

FacetColumn::FacetColumn(const IndexReader& index, const IndexFacet& facet)
    : unplaced_(facet.order.size()) {
  const Xapian::Database& database = index.database();
  const Xapian::valueno slot = facet_slot(facet.name);
  Numbers seen;
  begins_.reserve(database.get_lastdocid() + 2);
  for (auto page = database.valuestream_begin(slot); page != database.valuestream_end(slot);
       ++page) {
    begins_.resize(page.get_docid() + 1, static_cast<std::uint32_t>(numbers_.size()));
    const std::string joined = *page;
    for (const std::string_view value : split_values(joined)) numbers_.push_back(seen.of(value));
  }
  begins_.resize(database.get_lastdocid() + 2, static_cast<std::uint32_t>(numbers_.size()));

  struct Value {
    std::size_t place;
    std::string text;
    std::uint32_t seen_as;
  };
  std::vector<Value> values;
  for (std::string& text : seen.values()) {
    const auto place = std::ranges::find(facet.order, text) - facet.order.begin();
    values.push_back({static_cast<std::size_t>(place), std::move(text),
                      static_cast<std::uint32_t>(values.size())});
  }
  std::ranges::sort(values, [](const Value& a, const Value& b) {
    return std::tie(a.place, a.text) < std::tie(b.place, b.text);
  });
  std::vector<std::uint32_t> number(values.size());
  for (Value& value : values) {
    number[value.seen_as] = static_cast<std::uint32_t>(values_.size());
    if (value.place < unplaced_) places_.push_back(value.place);
    values_.push_back(index.label(facet.name, value.text));
  }
  for (std::uint32_t& each : numbers_) each = number[each];
  make_single();
  numbers_.shrink_to_fit();
}

/// Most facets have one value a page: then it stands where the page's number says, with no look at
/// where its values begin.
void FacetColumn::make_single() {
  for (std::size_t page = 0; page + 1 < begins_.size(); ++page) {
    if (begins_[page + 1] - begins_[page] > 1) return;
  }
  std::vector<std::uint32_t> by_page(begins_.size() - 1, none);
  for (std::size_t page = 0; page < by_page.size(); ++page) {
    if (begins_[page] < begins_[page + 1]) by_page[page] = numbers_[begins_[page]];
  }
  numbers_ = std::move(by_page);
  begins_ = {};
  is_single_ = true;
}

std::size_t FacetColumn::bytes() const noexcept {
  std::size_t bytes = (begins_.capacity() + numbers_.capacity()) * sizeof(std::uint32_t);
  for (const LabelledValue& each : values_) {
    bytes += sizeof each + each.value.capacity() + each.label.capacity() + each.page.capacity();
  }
  return bytes;
}

}  // namespace speur
