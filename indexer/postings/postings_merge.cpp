#include "indexer/postings/postings_merge.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// The walks over the parts' terms, the one with the first term in front: a binary heap whose front is
/// replaced far more often than it goes, which the standard library has no operation for.
class Walks {
 public:
  explicit Walks(std::span<const PostingsPart> parts) {
    walks_.reserve(parts.size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
      walks_.emplace_back(*parts[part].lists);
      if (walks_.back().next()) heap_.push_back(part);
    }
    for (std::size_t place = heap_.size() / 2; place > 0; --place) sift(place - 1);
  }
  [[nodiscard]] bool empty() const { return heap_.empty(); }
  [[nodiscard]] const TermWalk& walk() const { return walks_[part()]; }
  [[nodiscard]] std::size_t part() const { return heap_.front(); }
  void next() {
    if (!walks_[part()].next()) {
      heap_.front() = heap_.back();
      heap_.pop_back();
    }
    sift(0);
  }

 private:
  [[nodiscard]] bool is_before(std::size_t part, std::size_t other) const {
    const int order = walks_[part].term().compare(walks_[other].term());
    return order != 0 ? order < 0 : part < other;
  }
  void sift(std::size_t place) {
    for (;;) {
      std::size_t first = 2 * place + 1;
      if (first >= heap_.size()) return;
      if (first + 1 < heap_.size() && is_before(heap_[first + 1], heap_[first])) ++first;
      if (!is_before(heap_[first], heap_[place])) return;
      std::swap(heap_[place], heap_[first]);
      place = first;
    }
  }
  std::vector<TermWalk> walks_;    // one a part
  std::vector<std::size_t> heap_;  // of parts
};

bool stays(const PostingsPart& part, std::uint32_t page) {
  return part.keep == nullptr || part.keep->has(part.offset + page);
}

std::vector<std::uint32_t> lengths_of(std::span<const PostingsPart> parts) {
  std::size_t last = 0;
  for (const PostingsPart& part : parts) {
    last = std::max(last, std::size_t{part.offset} + part.lists->last_page());
  }
  std::vector<std::uint32_t> lengths(last + 1);
  for (const PostingsPart& part : parts) {
    for (std::uint32_t page = 1; page <= part.lists->last_page(); ++page) {
      if (!part.lists->is_live(page) || !stays(part, page)) continue;
      lengths[part.offset + page] = live_page | part.lists->length(page);
    }
  }
  return lengths;
}

}  // namespace

void merge_postings(std::span<const PostingsPart> parts, const PostingsWriter::Sink& sink) {
  const std::vector<std::uint32_t> lengths = lengths_of(parts);
  PostingsWriter writer(sink, lengths);
  std::vector<Posting> list, merged;
  std::string term;
  for (Walks walks(parts); !walks.empty();) {
    term = walks.walk().term();
    merged.clear();
    do {
      const PostingsPart& part = parts[walks.part()];
      part.lists->decode(walks.walk().list(), list);
      for (const Posting& posting : list) {
        if (stays(part, posting.page)) merged.push_back({part.offset + posting.page, posting.wdf});
      }
      walks.next();
    } while (!walks.empty() && walks.walk().term() == term);
    if (!std::ranges::is_sorted(merged, {}, &Posting::page)) {
      std::ranges::sort(merged, {}, &Posting::page);
    }
    if (!merged.empty()) writer.add(term, merged);
  }
  writer.finish();
}

}  // namespace speur
