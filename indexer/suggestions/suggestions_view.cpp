#include "indexer/suggestions/suggestions_view.hpp"

#include "speur/stored_page.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace speur {
namespace {

[[noreturn]] void fail() { throw std::out_of_range("suggestions do not fit together"); }

std::string_view cut(std::string_view& rest, std::uint64_t bytes) {
  if (bytes > rest.size()) fail();
  const std::string_view piece = rest.substr(0, bytes);
  rest.remove_prefix(bytes);
  return piece;
}

std::vector<std::uint32_t> cut_numbers(std::string_view& rest, std::uint64_t count) {
  const std::string_view bytes = cut(rest, count * sizeof(std::uint32_t));
  std::vector<std::uint32_t> numbers(count);
  // memcpy takes no null pointer, not even for no bytes.
  if (count > 0) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  return numbers;
}

}  // namespace

SuggestionsView::SuggestionsView(std::string_view payload) {
  std::memcpy(&counts_, cut(payload, sizeof counts_).data(), sizeof counts_);
  if (counts_.page_entries > counts_.entries) fail();
  begins_ = cut_numbers(payload, std::uint64_t{counts_.entries} + 1);
  const auto cut_places = [&](std::uint64_t count) {
    std::vector<std::uint32_t> places = cut_numbers(payload, count);
    static_cast<void>(cut(payload, minima_size(count) * sizeof(std::uint32_t)));
    return places;
  };
  pages_ = cut_places(counts_.page_entries);
  terms_ = cut_places(counts_.entries - counts_.page_entries);
  later_ = cut_places(counts_.later_words);
  blocks_ = cut_numbers(payload, std::uint64_t{counts_.page_blocks} + 1);
  texts_ = cut(payload, counts_.text_bytes);
  ids_ = cut(payload, counts_.id_bytes);
  if (!payload.empty() || !std::ranges::is_sorted(begins_) || begins_.back() != texts_.size()) fail();
}

std::uint32_t SuggestionsView::begin(std::uint32_t index) const { return begins_.at(index); }

std::string_view SuggestionsView::line(std::uint32_t place) const {
  const std::string_view rest = texts_.substr(place);
  return rest.substr(0, rest.find('\n'));
}

StoredSuggestion SuggestionsView::entry(std::uint32_t index) const {
  const std::string_view bytes = texts_.substr(begin(index), begin(index + 1) - begin(index));
  StoredSuggestion entry;
  entry.folded = bytes.substr(0, bytes.find('\n'));
  if (entry.folded.size() + 1 >= bytes.size()) fail();
  stored::Reader reader(bytes.substr(entry.folded.size() + 1));
  const std::uint8_t kind = reader.byte();
  if (kind > static_cast<std::uint8_t>(SuggestionKind::word)) fail();
  entry.kind = static_cast<SuggestionKind>(kind);
  entry.usefulness = static_cast<std::uint32_t>(reader.number());
  entry.pages = static_cast<std::uint32_t>(reader.number());
  entry.page = reader.number();
  entry.anchor = reader.string();
  entry.spelling = reader.rest();
  return entry;
}

std::optional<std::uint32_t> SuggestionsView::find(std::string_view folded) const {
  for (const std::vector<std::uint32_t>* places : {&pages_, &terms_}) {
    const auto found = std::ranges::lower_bound(
        *places, folded, {}, [&](std::uint32_t place) { return line(place); });
    if (found == places->end() || line(*found) != folded) continue;
    const auto begin = std::ranges::lower_bound(begins_, *found);
    if (begin == begins_.end() || *begin != *found || *found == texts_.size()) fail();
    return static_cast<std::uint32_t>(begin - begins_.begin());
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> SuggestionsView::pages() const {
  std::vector<std::pair<std::string, std::string>> pages;
  stored::Reader reader(ids_);
  std::string id;
  while (!reader.done()) {
    if (pages.size() % suggestion_page_block == 0) id.clear();
    const std::uint64_t common = reader.number();
    if (common > id.size()) fail();
    id.resize(common);
    id += reader.string();
    std::string url = reader.number() == 0 ? usual_url(id) : std::string(reader.string());
    pages.emplace_back(id, std::move(url));
  }
  return pages;
}

}  // namespace speur
