#include "searcher/index/facet_column.hpp"

#include "speur/schema.hpp"

#include <algorithm>
#include <bit>
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

CountedPages::CountedPages(const PageSet& pages, Xapian::docid last) {
  const std::size_t count = pages.count();
  are_others = count > last / 2;
  listed.reserve(are_others ? last + 1 - count : count);
  for (std::size_t i = 0; i <= last / 64; ++i) {
    std::uint64_t bits = are_others ? ~pages.word(i) : pages.word(i);
    if (i == last / 64) bits &= ~std::uint64_t{0} >> (63 - last % 64);
    for (; bits != 0; bits &= bits - 1) {
      listed.push_back(static_cast<Xapian::docid>(i * 64) +
                       static_cast<Xapian::docid>(std::countr_zero(bits)));
    }
  }
}

FacetColumn::FacetColumn(const IndexReader& index, const IndexFacet& facet)
    : last_(index.database().get_lastdocid()), unplaced_(facet.order.size()) {
  const Xapian::Database& database = index.database();
  const Xapian::valueno slot = facet_slot(facet.name);
  Numbers seen;
  begins_.reserve(std::size_t{last_} + 2);
  for (auto page = database.valuestream_begin(slot); page != database.valuestream_end(slot);
       ++page) {
    begins_.resize(page.get_docid() + 1, static_cast<std::uint32_t>(numbers_.size()));
    const std::string joined = *page;
    for (const std::string_view value : split_values(joined)) numbers_.push_back(seen.of(value));
  }
  begins_.resize(std::size_t{last_} + 2, static_cast<std::uint32_t>(numbers_.size()));

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
    values_.push_back(index.page_label(facet.name, value.text));
  }
  pages_.resize(values_.size());
  for (std::uint32_t& each : numbers_) {
    each = number[each];
    ++pages_[each];
  }
  make_single();
  numbers_.shrink_to_fit();
}

/// Most facets have one value a page: then it stands where the page's number says, with no look at
/// where its values begin. A page without a value has a number behind all others, which is counted like
/// them.
void FacetColumn::make_single() {
  for (std::size_t page = 0; page + 1 < begins_.size(); ++page) {
    if (begins_[page + 1] - begins_[page] > 1) return;
  }
  std::vector<std::uint32_t> by_page(begins_.size() - 1, static_cast<std::uint32_t>(values_.size()));
  for (std::size_t page = 0; page < by_page.size(); ++page) {
    if (begins_[page] < begins_[page + 1]) by_page[page] = numbers_[begins_[page]];
  }
  numbers_ = std::move(by_page);
  begins_ = {};
  is_single_ = true;
}

void FacetColumn::count(Xapian::docid page, std::span<std::uint32_t> counts) const {
  if (page <= last_) count_listed({&page, 1}, counts);
}

/// No page beyond last_.
void FacetColumn::count_listed(std::span<const Xapian::docid> pages,
                               std::span<std::uint32_t> counts) const {
  if (is_single_) {
    for (const Xapian::docid page : pages) ++counts[numbers_[page]];
    return;
  }
  for (const Xapian::docid page : pages) {
    for (std::uint32_t at = begins_[page]; at < begins_[page + 1]; ++at) ++counts[numbers_[at]];
  }
}

void FacetColumn::count(const CountedPages& pages, std::span<std::uint32_t> counts) const {
  if (!pages.are_others) return count_listed(pages.listed, counts);
  std::vector<std::uint32_t> others(counts.size());
  count_listed(pages.listed, others);
  for (std::size_t number = 0; number < pages_.size(); ++number) {
    counts[number] += pages_[number] - others[number];
  }
}

std::size_t FacetColumn::bytes() const noexcept {
  std::size_t bytes = (begins_.capacity() + numbers_.capacity() + pages_.capacity()) * sizeof(std::uint32_t);
  for (const LabelledValue& each : values_) {
    bytes += sizeof each + each.value.capacity() + each.label.capacity() + each.page.capacity();
  }
  return bytes;
}

}  // namespace speur
