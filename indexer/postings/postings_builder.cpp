#include "indexer/postings/postings_builder.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace speur {

void PostingsBuilder::begin_page(std::uint32_t page) {
  if (page <= last_page()) throw std::logic_error("pages of posting lists come in their order");
  lengths_.resize(page);
  lengths_.push_back(live_page);
}

void PostingsBuilder::grow() {
  constexpr std::size_t least = 1024;
  table_.assign(std::max(least, table_.size() * 2), 0);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    std::size_t place = terms_[i].hash & mask;
    while (table_[place] != 0) place = (place + 1) & mask;
    table_[place] = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t PostingsBuilder::number_of(std::string_view term) {
  if (terms_.size() * 2 >= table_.size()) grow();
  const std::size_t hash = std::hash<std::string_view>()(term);
  const std::size_t mask = table_.size() - 1;
  std::size_t place = hash & mask;
  for (; table_[place] != 0; place = (place + 1) & mask) {
    const Term& known = terms_[table_[place] - 1];
    if (known.hash == hash && name(known) == term) return table_[place] - 1;
  }
  terms_.push_back({names_.size(), static_cast<std::uint32_t>(term.size()), 0, 0, hash});
  names_ += term;
  table_[place] = static_cast<std::uint32_t>(terms_.size());
  return table_[place] - 1;
}

void PostingsBuilder::add(std::string_view term, std::uint32_t wdf) {
  const std::uint32_t page = last_page();
  lengths_.back() = live_page | std::min(live_page - 1, (lengths_.back() & ~live_page) + wdf);
  const std::uint32_t number = number_of(term);
  Term& known = terms_[number];
  if (known.postings > 0 && items_[known.newest].posting.page == page) {
    items_[known.newest].posting.wdf += wdf;
    return;
  }
  known.newest = items_.size();
  ++known.postings;
  items_.push_back({number, {page, wdf}});
}

void PostingsBuilder::write(PostingsWriter::Sink sink, std::uint32_t last) const {
  std::vector<std::uint32_t> order(terms_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t term) { return name(terms_[term]); });
  // The lists one behind the other, as in a counting sort: items are by page already.
  std::vector<std::size_t> next(terms_.size());
  std::size_t begin = 0;
  for (const std::uint32_t term : order) {
    next[term] = begin;
    begin += terms_[term].postings;
  }
  std::vector<Posting> lists(items_.size());
  for (const Item& item : items_) lists[next[item.term]++] = item.posting;
  std::vector<std::uint32_t> lengths = lengths_;
  lengths.resize(std::max(lengths.size(), std::size_t{last} + 1));
  PostingsWriter writer(std::move(sink), lengths);
  std::span<const Posting> rest(lists);
  for (const std::uint32_t term : order) {
    writer.add(name(terms_[term]), rest.first(terms_[term].postings));
    rest = rest.subspan(terms_[term].postings);
  }
  writer.finish();
}

}  // namespace speur
