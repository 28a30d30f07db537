#include "include/postings/index_postings.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace speur {

IndexPostings::IndexPostings(std::string_view base, std::string_view changes,
                             std::shared_ptr<const PieceSums> base_sums,
                             std::shared_ptr<const PieceSums> changes_sums)
    : base_(base, std::move(base_sums)) {
  if (changes.empty()) return;
  std::uint64_t bytes = 0;
  if (changes.size() < sizeof bytes) throw std::out_of_range("changed posting lists end too early");
  const std::size_t end = changes.size() - sizeof bytes;
  if (changes_sums != nullptr) (void)changes_sums->check(changes.substr(end));
  std::memcpy(&bytes, changes.data() + end, sizeof bytes);
  if (bytes > end) throw std::out_of_range("changed posting lists end too early");
  added_.emplace(changes.substr(0, bytes), changes_sums);
  gone_.emplace(changes.substr(bytes, end - bytes), changes_sums);
  if (gone_->last_page() > base_.last_page() || gone_->live_pages() > base_.live_pages() ||
      gone_->total_length() > base_.total_length() ||
      std::uint64_t{base_.last_page()} + added_->last_page() > UINT32_MAX) {
    throw std::out_of_range("changed posting lists are of another index");
  }
  for (const Postings* part : {&base_, &*added_, &*gone_}) part->check_lengths();
  live_ = PageSet(last_page());
  for (std::uint32_t page = 1; page <= base_.last_page(); ++page) {
    const bool has_gone = page <= gone_->last_page() && gone_->is_live(page);
    if (base_.is_live(page) && !has_gone) live_.add(page);
  }
  for (std::uint32_t page = 1; page <= added_->last_page(); ++page) {
    if (added_->is_live(page)) live_.add(base_.last_page() + page);
  }
}

std::uint32_t IndexPostings::last_page() const noexcept {
  return base_.last_page() + (added_ ? added_->last_page() : 0);
}

std::uint32_t IndexPostings::live_pages() const noexcept {
  if (!added_) return base_.live_pages();
  return base_.live_pages() + added_->live_pages() - gone_->live_pages();
}

double IndexPostings::mean_length() const noexcept {
  std::uint64_t length = base_.total_length();
  if (added_) length += added_->total_length() - gone_->total_length();
  const std::uint32_t pages = live_pages();
  return pages == 0 ? 0 : static_cast<double>(length) / pages;
}

std::uint32_t IndexPostings::pages_with(std::string_view term) const {
  const auto count = [&](const Postings& lists) {
    return lists.find(term).value_or(PostingList{}).pages;
  };
  if (!added_) return count(base_);
  const std::uint32_t before = count(base_), gone = count(*gone_);
  return (before > gone ? before - gone : 0) + count(*added_);
}

std::vector<std::uint32_t> IndexPostings::pages_of(std::string_view term) const {
  std::vector<Posting> postings;
  std::vector<std::uint32_t> pages;
  if (const std::optional<PostingList> list = base_.find(term)) {
    base_.decode(*list, postings);
    for (const Posting& posting : postings) {
      if (!added_ || live_.has(posting.page)) pages.push_back(posting.page);
    }
  }
  if (!added_) return pages;
  if (const std::optional<PostingList> list = added_->find(term)) {
    added_->decode(*list, postings);
    for (const Posting& posting : postings) pages.push_back(base_.last_page() + posting.page);
  }
  return pages;
}

void IndexPostings::for_each(
    std::string_view start,
    const std::function<bool(const std::string&, std::uint32_t)>& use) const {
  TermWalk base(base_, start);
  if (!added_) {
    while (base.next()) {
      if (!use(base.term(), base.list().pages)) return;
    }
    return;
  }
  TermWalk added(*added_, start), gone(*gone_, start);
  bool has_base = base.next(), has_added = added.next(), has_gone = gone.next();
  while (has_base || has_added) {
    const std::string term = !has_added || (has_base && base.term() < added.term())
                                 ? base.term() : added.term();
    std::uint32_t pages = 0;
    if (has_base && base.term() == term) {
      pages = base.list().pages;
      while (has_gone && gone.term() < term) has_gone = gone.next();
      if (has_gone && gone.term() == term) pages -= std::min(pages, gone.list().pages);
      has_base = base.next();
    }
    if (has_added && added.term() == term) {
      pages += added.list().pages;
      has_added = added.next();
    }
    if (pages > 0 && !use(term, pages)) return;
  }
}

}  // namespace speur
