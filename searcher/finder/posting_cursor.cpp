#include "searcher/finder/posting_cursor.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <stdexcept>
#include <utility>

namespace speur {

TermWeight::TermWeight(const Scheme& scheme, double term_pages, double factor) {
  double rarity = (scheme.pages - term_pages + 0.5) / (term_pages + 0.5);
  if (rarity < 2) rarity = rarity * 0.5 + 1;  // a term of most pages weighs little, and not less than 0
  constexpr double most = 1U << 30U;  // no page weighs more than this, and so all are signed numbers, too
  weight_ = static_cast<float>(
      std::min(most, unit * std::max(factor, 0.0) * (scheme.k1 + 1) * std::log(rarity)));
  base_ = static_cast<float>(scheme.k1 * (1 - scheme.b));
  slope_ = static_cast<float>(scheme.k1 * scheme.b);
  by_mean_ = static_cast<float>(scheme.mean_length > 0 ? 1 / scheme.mean_length : 0);
}

PostingCursor::PostingCursor(const Postings& postings, const PostingList& list, TermWeight weight,
                             std::vector<NewPosting> added)
    : postings_(&postings),
      weight_(weight),
      added_(std::move(added)),
      data_(list.bytes),
      pages_(list.pages),
      blocks_((pages_ + postings_a_block - 1) / postings_a_block) {
  // A list of so many pages asks for nearly all lengths: they are verified at once, not page by page.
  constexpr std::size_t dense = 16;
  checks_lengths_ = pages_ * dense < postings.last_page();
  if (!checks_lengths_) postings.check_lengths();
  if (blocks_ <= 1) return;
  const std::size_t bytes = blocks_ * sizeof(PostingSkip);
  if (bytes > data_.size()) throw std::out_of_range("a posting list ends too early");
  skips_ = data_.substr(0, bytes);
  postings.check(skips_);
  data_.remove_prefix(bytes);
}

void PostingCursor::restart() {
  block_ = count_ = place_ = next_added_ = 0;
}

PostingSkip PostingCursor::skip(std::size_t block) const {
  PostingSkip skip;
  std::memcpy(&skip, skips_.data() + block * sizeof skip, sizeof skip);
  return skip;
}

std::uint32_t PostingCursor::last_of(std::size_t block) const {
  return skips_.empty() ? postings_->last_page() : skip(block).last;
}

void PostingCursor::decode() {
  std::string_view block = data_;
  std::uint32_t before = 0;
  if (!skips_.empty()) {
    std::uint32_t begin = 0;
    const PostingSkip here = skip(block_);
    if (block_ > 0) {
      const PostingSkip last = skip(block_ - 1);
      begin = last.end;
      before = last.last;
    }
    if (begin > here.end || here.end > data_.size()) {
      throw std::out_of_range("a block of postings ends too early");
    }
    block = data_.substr(begin, here.end - begin);
  }
  count_ = std::min(postings_a_block, pages_ - block_ * postings_a_block);
  postings_->check(block);
  postings::decode_pages(block, count_, before, postings_->last_page(), page_numbers_.data(),
                         packed_wdfs_, wdf_bits_);
  place_ = 0;
  has_wdfs_ = has_weights_ = false;
}

void PostingCursor::unpack_wdfs() {
  if (has_wdfs_) return;
  postings::unpack(packed_wdfs_, wdf_bits_, count_, wdfs_.data());
  has_wdfs_ = true;
}

/// What all pages of the block weigh: several at once take less time than most of them one by one.
void PostingCursor::weigh() {
  if (has_weights_) return;
  unpack_wdfs();
  if (checks_lengths_) postings_->check_lengths(std::span(page_numbers_).first(count_));
  std::array<std::uint32_t, postings_a_block> lengths;
  for (std::size_t i = 0; i < count_; ++i) lengths[i] = postings_->length(page_numbers_[i]);
  for (std::size_t i = 0; i < count_; ++i) weights_[i] = weight_.of(wdfs_[i], lengths[i]);
  has_weights_ = true;
}

/// Goes to the first posting that is not before `page`; false where there is none in the file.
bool PostingCursor::find_block(std::uint32_t page) {
  for (;;) {
    if (count_ > 0) {
      while (place_ < count_ && page_numbers_[place_] < page) ++place_;
      if (place_ < count_) return true;
      ++block_;
      count_ = 0;
    }
    if (!skips_.empty()) {
      while (block_ < blocks_ && last_of(block_) < page) ++block_;
    }
    if (block_ >= blocks_) return false;
    decode();
  }
}

template <bool weighs>
void PostingCursor::visit(PageWindow& window) {
  while (block_ < blocks_ && find_block(window.begin)) {
    if (page_numbers_[place_] >= window.end) break;
    if constexpr (weighs) weigh();
    std::size_t place = place_;
    for (; place < count_ && page_numbers_[place] < window.end; ++place) {
      if constexpr (weighs) {
        window.add(page_numbers_[place], weights_[place]);
      } else {
        window.mark(page_numbers_[place]);
      }
    }
    place_ = place;
    if (place_ < count_) break;
    ++block_;
    count_ = 0;
    // The next block may begin behind the window: it is decoded when it is needed.
    if (!skips_.empty() && block_ < blocks_ && skip(block_ - 1).last + 1 >= window.end) break;
  }
  for (; next_added_ < added_.size() && added_[next_added_].page < window.end; ++next_added_) {
    const NewPosting& added = added_[next_added_];
    if (added.page >= window.begin) {
      window.add(added.page, weighs ? weight_.of(added.wdf, added.length) : 0);
    }
  }
}

void PostingCursor::add_to(PageWindow& window) { visit<true>(window); }
void PostingCursor::mark_in(PageWindow& window) { visit<false>(window); }

std::uint32_t PostingCursor::bound(std::uint32_t begin, std::uint32_t end) {
  if (blocks_ == 0) return 0;
  if (skips_.empty()) {
    if (block_ > 0) return 0;
    if (count_ == 0) decode();
    if (!most_) {
      weigh();
      most_ = 0;
      for (std::size_t i = 0; i < count_; ++i) most_ = std::max(*most_, weights_[i]);
    }
    return page_numbers_[count_ - 1] >= begin ? *most_ : 0;
  }
  std::uint32_t most = 0;
  for (std::size_t block = block_; block < blocks_; ++block) {
    const PostingSkip here = skip(block);
    if (here.last < begin) continue;
    // One more, since rounding may make the weight of the largest wdf the least bit smaller.
    most = std::max(most, weight_.of(here.most, here.shortest) + 1);
    if (here.last + 1 >= end) break;
  }
  return most;
}

std::uint32_t PostingCursor::weight_of(std::uint32_t page) {
  if (block_ >= blocks_ || !find_block(page) || page_numbers_[place_] != page) return 0;
  if (has_weights_) return weights_[place_];
  unpack_wdfs();
  if (checks_lengths_) postings_->check_lengths(std::span(page_numbers_).subspan(place_, 1));
  return weight_.of(wdfs_[place_], postings_->length(page));
}

}  // namespace speur
