#include "searcher/answer/page_order.hpp"

#include "speur/schema.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t pages_between_checks = 1024;

}  // namespace

std::vector<OrderedPage> order_by_value(const Xapian::Database& database, const PageSet& pages,
                                        Xapian::valueno slot, bool descending, std::size_t count,
                                        const Deadline& deadline, bool& is_cut) {
  std::vector<OrderedPage> found;
  if (count == 0) return found;
  // A stream of values is read from its start, so that docids have to come in order.
  auto value = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  pages.for_each([&](Xapian::docid page) {
    if (value != end && value.get_docid() < page) value.skip_to(page);
    const bool has_value = value != end && value.get_docid() == page;
    found.push_back({page, has_value ? *value : std::string()});
    is_cut = is_cut || (found.size() % pages_between_checks == 0 && deadline.has_passed());
    return !is_cut;
  });
  const auto has_better_value = [&](const OrderedPage& a, const OrderedPage& b) {
    if (a.value.empty() || b.value.empty()) return !a.value.empty() && b.value.empty();
    return descending ? b.value < a.value : a.value < b.value;
  };
  // The wanted ones, and all that are equal to the last of them: ids say which of those are wanted.
  if (count < found.size()) {
    const auto last = found.begin() + static_cast<std::ptrdiff_t>(count) - 1;
    std::ranges::nth_element(found, last, has_better_value);
    const OrderedPage bound = *last;
    found.erase(std::partition(last, found.end(),
                               [&](const OrderedPage& page) {
                                 return !has_better_value(bound, page);
                               }),
                found.end());
  }
  std::ranges::sort(found, {}, &OrderedPage::docid);
  auto id = database.valuestream_begin(id_slot);
  for (OrderedPage& page : found) {
    id.skip_to(page.docid);
    page.id = *id;
  }
  std::ranges::sort(found, [&](const OrderedPage& a, const OrderedPage& b) {
    if (has_better_value(a, b)) return true;
    return !has_better_value(b, a) && a.id < b.id;
  });
  found.resize(std::min(found.size(), count));
  return found;
}

void order_by_id(const IndexReader& index, std::span<RankedMatch> equal) {
  std::vector<std::pair<std::string, RankedMatch>> pages;
  for (const RankedMatch& page : equal) pages.emplace_back(index.page_id(page.docid), page);
  std::ranges::sort(pages, {}, [](const auto& each) { return std::string_view(each.first); });
  std::ranges::transform(pages, equal.begin(), [](const auto& each) { return each.second; });
}

}  // namespace speur
