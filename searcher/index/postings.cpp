#include "searcher/index/postings.hpp"

#include "speur/stored_page.hpp"

#include <cstring>
#include <stdexcept>

namespace speur {
namespace {

std::string_view part(std::string_view bytes, std::uint64_t begin, std::uint64_t end) {
  if (begin > end || end > bytes.size()) throw std::out_of_range("a part of the posting lists");
  return bytes.substr(begin, end - begin);
}

}  // namespace

/// Goes through the names of a block.
struct Postings::Name {
  std::string term{};
  std::uint64_t pages = 0, begin = 0, size = 0;  // of its list

  explicit Name(std::uint64_t lists) : begin(lists) {}

  void read(std::string_view& names) {
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
    begin += size;
    pages = counts.number();
    size = counts.number();
    names = counts.rest();
  }
};

Postings::Postings(std::string_view payload) : bytes_(payload) {
  const auto is_sound = [&] {
    if (bytes_.size() < sizeof tail_) return false;
    const std::size_t end = bytes_.size() - sizeof tail_;
    std::memcpy(&tail_, bytes_.data() + end, sizeof tail_);
    return (std::uint64_t{tail_.pages} + 1) * sizeof(std::uint32_t) <= tail_.lists &&
           tail_.lists + sizeof(std::uint64_t) <= tail_.names && tail_.names <= tail_.blocks &&
           tail_.blocks <= end &&
           (std::uint64_t{tail_.name_blocks} + 1) * sizeof(NameBlock) <= end - tail_.blocks;
  };
  if (!is_sound()) throw std::out_of_range("posting lists end too early");
}

NameBlock Postings::block(std::size_t number) const {
  NameBlock block;
  std::memcpy(&block, bytes_.data() + tail_.blocks + number * sizeof block, sizeof block);
  return block;
}

/// The last block whose first term is not behind `term`; the first one if all are.
std::size_t Postings::block_of(std::string_view term) const {
  const std::string_view names = part(bytes_, tail_.names, tail_.blocks);
  std::size_t low = 0, high = tail_.name_blocks;
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    std::string_view first = part(names, block(middle).names, names.size());
    constexpr std::size_t head = 2;
    if (first.size() < head) throw std::out_of_range("a block of names");
    first = first.substr(head, static_cast<unsigned char>(first[1]));
    (first <= term ? low : high) = middle;
  }
  return low;
}

std::optional<PostingList> Postings::find(std::string_view term) const {
  if (tail_.name_blocks == 0) return std::nullopt;
  const std::size_t number = block_of(term);
  const NameBlock here = block(number);
  std::string_view names = part(part(bytes_, tail_.names, tail_.blocks), here.names,
                                block(number + 1).names);
  const std::string_view lists =
      part(bytes_, tail_.lists, tail_.names - sizeof(std::uint64_t));
  Name name(here.lists);
  while (!names.empty()) {
    name.read(names);
    if (name.term < term) continue;
    if (name.term != term) break;
    return PostingList{static_cast<std::uint32_t>(name.pages),
                       part(lists, name.begin, name.begin + name.size)};
  }
  return std::nullopt;
}

void Postings::for_each(std::string_view start,
                        const std::function<bool(const std::string&, std::uint32_t)>& use) const {
  if (tail_.name_blocks == 0) return;
  const std::string_view all = part(bytes_, tail_.names, tail_.blocks);
  for (std::size_t number = block_of(start); number < tail_.name_blocks; ++number) {
    const NameBlock here = block(number);
    std::string_view names = part(all, here.names, block(number + 1).names);
    Name name(here.lists);
    while (!names.empty()) {
      name.read(names);
      if (name.term < start) continue;
      if (!name.term.starts_with(start)) return;
      if (!use(name.term, static_cast<std::uint32_t>(name.pages))) return;
    }
  }
}

}  // namespace speur
