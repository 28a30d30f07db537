#include "include/postings/postings.hpp"

#include "speur/leading_bytes.hpp"
#include "speur/stored_page.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace speur {
namespace {

std::string_view part(std::string_view bytes, std::uint64_t begin, std::uint64_t end) {
  if (begin > end || end > bytes.size()) throw std::out_of_range("a part of the posting lists");
  return bytes.substr(begin, end - begin);
}

}  // namespace

/// Reads the next name of a block into `term`, which has the one before it.
struct Postings::Name {
  std::uint64_t pages = 0, size = 0;  // of its list

  Name(std::string_view& names, std::string& term) {
    stored::Reader head(names);
    const std::size_t shared = head.byte();
    const std::size_t rest = head.byte();
    names = head.rest();
    if (shared > term.size() || rest > names.size()) {
      throw std::out_of_range("a name of the posting lists ends too early");
    }
    term.resize(shared);
    term.append(names.substr(0, rest));
    stored::Reader counts(names.substr(rest));
    pages = counts.number();
    size = counts.number();
    names = counts.rest();
  }
};

Postings::Postings(std::string_view payload, std::shared_ptr<const PieceSums> sums)
    : bytes_(payload), sums_(std::move(sums)) {
  const auto is_sound = [&] {
    if (bytes_.size() < sizeof tail_) return false;
    const std::size_t end = bytes_.size() - sizeof tail_;
    check(bytes_.substr(end));
    std::memcpy(&tail_, bytes_.data() + end, sizeof tail_);
    // From the end on, so that no sum is larger than the file.
    return tail_.live <= tail_.pages && tail_.blocks <= end && tail_.names <= tail_.blocks &&
           tail_.lists <= tail_.names && sizeof(std::uint64_t) <= tail_.names - tail_.lists &&
           (std::uint64_t{tail_.pages} + 1) * sizeof(std::uint32_t) <= tail_.lists &&
           (std::uint64_t{tail_.name_blocks} + 1) * sizeof(NameBlock) +
                   postings::guides_of(tail_.name_blocks) * sizeof(std::uint64_t) <=
               end - tail_.blocks;
  };
  if (!is_sound()) throw std::out_of_range("posting lists end too early");
}

void Postings::check_lengths(std::span<const std::uint32_t> pages) const {
  if (sums_ == nullptr) return;
  std::size_t checked = 0;  // bytes
  for (const std::uint32_t page : pages) {
    const std::size_t begin = std::size_t{page} * sizeof page;
    if (begin >= checked) checked = begin + sums_->check(bytes_.substr(begin, sizeof page));
  }
}

void Postings::check_lengths() const {
  check(bytes_.substr(0, (std::size_t{tail_.pages} + 1) * sizeof(std::uint32_t)));
}

std::uint64_t Postings::guide_key(std::size_t number) const {
  std::uint64_t key = 0;
  const std::size_t guides = tail_.blocks + (std::size_t{tail_.name_blocks} + 1) * sizeof(NameBlock);
  const std::string_view bytes = bytes_.substr(guides + number * sizeof key, sizeof key);
  check(bytes);
  std::memcpy(&key, bytes.data(), sizeof key);
  return key;
}

NameBlock Postings::block(std::size_t number) const {
  NameBlock block;
  const std::string_view bytes = bytes_.substr(tail_.blocks + number * sizeof block, sizeof block);
  check(bytes);
  std::memcpy(&block, bytes.data(), sizeof block);
  return block;
}

/// The first term of a block, which stands whole.
std::string_view Postings::first_term(const NameBlock& block) const {
  constexpr std::size_t head = 2;
  std::string_view first = part(part(bytes_, tail_.names, tail_.blocks), block.names, tail_.blocks - tail_.names);
  if (first.size() < head) throw std::out_of_range("a block of names");
  check(first.substr(0, head));
  first = first.substr(head, static_cast<unsigned char>(first[1]));
  check(first);
  return first;
}

/// The last block whose first term is not behind `term`; the first one if all are. Keys tell nearly always, so that no
/// name is read on the way, each of which would lie on another page of memory.
std::size_t Postings::block_of(std::string_view term) const {
  const std::uint64_t key = leading_bytes(term);
  const auto begins_behind = [&](std::size_t number, std::uint64_t key_of_first) {
    return key_of_first != key ? key_of_first > key : first_term(block(number)) > term;
  };
  // The last of [low, high) that does not begin behind the term; low if all do.
  const auto last_before = [](std::size_t low, std::size_t high, auto&& is_behind) {
    while (high - low > 1) {
      const std::size_t middle = low + (high - low) / 2;
      (is_behind(middle) ? high : low) = middle;
    }
    return low;
  };
  const std::size_t guide = last_before(0, postings::guides_of(tail_.name_blocks), [&](std::size_t number) {
    return begins_behind(number * blocks_a_guide, guide_key(number));
  });
  const std::size_t low = guide * blocks_a_guide;
  return last_before(low, std::min<std::size_t>(low + blocks_a_guide, tail_.name_blocks),
                     [&](std::size_t number) { return begins_behind(number, block(number).key); });
}

std::optional<PostingList> Postings::find(std::string_view term) const {
  for (TermWalk walk(*this, term); walk.next();) {
    if (walk.term() == term) return walk.list();
    break;
  }
  return std::nullopt;
}

void Postings::decode(const PostingList& list, std::vector<Posting>& postings) const {
  postings.clear();
  const std::size_t blocks = (list.pages + postings_a_block - 1) / postings_a_block;
  std::string_view data = list.bytes;
  std::string_view skips;
  if (blocks > 1) {
    skips = part(data, 0, blocks * sizeof(PostingSkip));
    check(skips);
    data.remove_prefix(skips.size());
  }
  std::array<std::uint32_t, postings_a_block> pages{}, wdfs{};
  std::uint32_t before = 0;
  std::uint64_t begin = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    std::uint64_t end = data.size();
    if (!skips.empty()) {
      PostingSkip skip;
      std::memcpy(&skip, skips.data() + block * sizeof skip, sizeof skip);
      end = skip.end;
    }
    const std::size_t count = std::min<std::size_t>(postings_a_block, list.pages - block * postings_a_block);
    const char* packed = nullptr;
    unsigned bits = 0;
    const std::string_view packed_block = part(data, begin, end);
    check(packed_block);
    postings::decode_pages(packed_block, count, before, tail_.pages, pages.data(), packed,
                           bits);
    postings::unpack(packed, bits, count, wdfs.data());
    for (std::size_t i = 0; i < count; ++i) postings.push_back({pages[i], wdfs[i]});
    before = pages[count - 1];
    begin = end;
  }
}

TermWalk::TermWalk(const Postings& postings, std::string_view start)
    : postings_(&postings), start_(start), block_(postings.block_of(start)) {}

bool TermWalk::next() {
  const PostingsTail& tail = postings_->tail_;
  for (;;) {
    while (names_.empty()) {
      if (block_ >= tail.name_blocks) return false;
      const NameBlock here = postings_->block(block_++);
      names_ = part(part(postings_->bytes_, tail.names, tail.blocks), here.names,
                    postings_->block(block_).names);
      postings_->check(names_);
      term_.clear();
      begin_ = here.lists;
      size_ = 0;
    }
    const Postings::Name name(names_, term_);
    begin_ += size_;
    size_ = name.size;
    pages_ = static_cast<std::uint32_t>(name.pages);
    if (term_.starts_with(start_)) return true;
    if (term_ > start_) {
      block_ = tail.name_blocks;
      names_ = {};
      return false;
    }
  }
}

PostingList TermWalk::list() const {
  const PostingsTail& tail = postings_->tail_;
  const std::string_view lists =
      part(postings_->bytes_, tail.lists, tail.names - sizeof(std::uint64_t));
  return {pages_, part(lists, begin_, begin_ + size_)};
}

}  // namespace speur
