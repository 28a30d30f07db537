#include "indexer/store/index_state.hpp"

#include "indexer/site/shared_addresses.hpp"
#include "speur/raw_bytes.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>
#include <system_error>
#include <type_traits>

namespace speur {
namespace {

/// The members of an array in `bytes`, which moves behind it.
template <typename Member>
std::optional<std::span<const Member>> take(std::string_view& bytes, std::uint64_t count) {
  static_assert(std::is_trivially_copyable_v<Member>);
  if (count > bytes.size() / sizeof(Member)) return std::nullopt;
  const std::span<const Member> members(reinterpret_cast<const Member*>(bytes.data()), count);
  bytes.remove_prefix(count * sizeof(Member));
  return members;
}

/// Whether [begin, begin + bytes) lies in what has `size` bytes.
bool fits(std::uint64_t begin, std::uint64_t bytes, std::uint64_t size) {
  return begin <= size && bytes <= size - begin;
}

/// In the place of the id of a page that is not indexed. Where two ids had the same hash, the contents
/// would still tell the pages apart, for their hash is of the id, too.
std::uint64_t id_hash(std::string_view id) {
  SiteFileHash hash;
  hash.add(id);
  return hash.value();
}

/// The hash whose value_bytes() these are; 0 for other texts.
std::uint64_t hash_in(std::string_view text) {
  std::uint64_t hash = 0;
  if (text.size() == sizeof hash) std::memcpy(&hash, text.data(), sizeof hash);
  return hash;
}

std::optional<std::vector<char>> bytes_of(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) return std::nullopt;
  std::vector<char> bytes(size);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return bytes;
}

}  // namespace

std::optional<IndexState> IndexState::read(const std::filesystem::path& file) {
  std::optional<std::vector<char>> bytes = bytes_of(file);
  SiteFileHeader header;
  if (!bytes || bytes->size() < sizeof header) return std::nullopt;
  IndexState state;
  state.file_ = std::move(*bytes);
  std::string_view rest(state.file_.data(), state.file_.size());
  std::memcpy(&header, rest.data(), sizeof header);
  rest.remove_prefix(sizeof header);
  const SiteFileHeader expected = SiteFileHeader::of(state_kind, rest);
  if (std::memcmp(&header, &expected, sizeof header) != 0) return std::nullopt;

  const auto counts = take<Counts>(rest, 1);
  if (!counts || counts->front().version != version) return std::nullopt;
  const Counts& count = counts->front();
  const auto pages = take<StoredPage>(rest, count.pages);
  const auto includes = take<StoredInclude>(rest, count.includes);
  const auto page_includes = take<std::uint32_t>(rest, count.page_includes);
  if (!pages || !includes || !page_includes) return std::nullopt;
  if (!fits(0, count.fingerprint_bytes, rest.size())) return std::nullopt;
  state.pages_ = *pages;
  state.includes_ = *includes;
  state.page_includes_ = *page_includes;
  state.fingerprint_ = rest.substr(0, count.fingerprint_bytes);
  state.texts_ = rest.substr(count.fingerprint_bytes);
  for (std::uint32_t number = 0; number < state.pages_.size(); ++number) {
    const StoredPage& page = state.pages_[number];
    const std::uint64_t text_bytes = std::uint64_t{page.id_bytes} + page.url_bytes;
    if (!fits(page.text_begin, text_bytes, state.texts_.size()) ||
        !fits(page.includes_begin, page.includes, state.page_includes_.size())) {
      return std::nullopt;
    }
    if (!state.is_indexed(number)) state.hidden_.emplace(hash_in(state.id_text(page)), number);
  }
  for (const StoredInclude& include : state.includes_) {
    if (!fits(include.text_begin, include.path_bytes, state.texts_.size())) return std::nullopt;
  }
  for (const std::uint32_t number : state.page_includes_) {
    if (number >= state.includes_.size()) return std::nullopt;
  }
  return state;
}

std::optional<std::uint32_t> IndexState::hidden_page(std::string_view id) const {
  const auto known = hidden_.find(id_hash(id));
  if (known == hidden_.end()) return std::nullopt;
  return known->second;
}

std::string_view IndexState::id(std::size_t number) const {
  return is_indexed(number) ? id_text(pages_[number]) : std::string_view();
}

std::uint64_t IndexState::address(std::size_t number) const {
  const std::string_view url = url_text(pages_[number]);
  return is_indexed(number) ? address_hash(url) : hash_in(url);
}

PageState IndexState::page(std::size_t number) const {
  const StoredPage& stored = pages_[number];
  PageState page;
  page.hash = stored.hash;
  page.stamp = stored.stamp;
  page.indexed = is_indexed(number);
  page.reported = (stored.flags & reported_flag) != 0;
  if (!page.indexed) {
    page.address = address(number);
    return page;
  }
  page.id = id_text(stored);
  page.url = url_text(stored);
  const auto includes = page_includes_.subspan(stored.includes_begin, stored.includes);
  page.includes.assign(includes.begin(), includes.end());
  return page;
}

IncludedFile IndexState::included_file(std::size_t number) const {
  const StoredInclude& stored = includes_[number];
  return {texts_.substr(stored.text_begin, stored.path_bytes), stored.stamp};
}

std::uint32_t StateWriter::add_included(std::string_view path, const FileStamp& stamp) {
  const auto known = include_numbers_.find(path);
  if (known != include_numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(includes_.size());
  include_numbers_.emplace(path, number);
  includes_.push_back({stamp, texts_.size(), path.size()});
  texts_ += path;
  return number;
}

void StateWriter::add(const PageState& page) {
  IndexState::StoredPage& stored = pages_.emplace_back();
  stored.stamp = page.stamp;
  stored.hash = page.hash;
  stored.flags = (page.indexed ? IndexState::indexed_flag : 0) |
                 (page.reported ? IndexState::reported_flag : 0);
  const std::uint64_t hidden_id = page.indexed ? 0 : id_hash(page.id);
  const std::string_view id = page.indexed ? page.id : value_bytes(hidden_id);
  const std::string_view hidden_url = page.address != 0 ? value_bytes(page.address) : std::string_view();
  const std::string_view url = page.indexed ? page.url : hidden_url;
  stored.text_begin = texts_.size();
  stored.id_bytes = static_cast<std::uint32_t>(id.size());
  stored.url_bytes = static_cast<std::uint32_t>(url.size());
  texts_ += id;
  texts_ += url;
  if (!page.indexed) return;
  stored.includes_begin = static_cast<std::uint32_t>(page_includes_.size());
  stored.includes = static_cast<std::uint32_t>(page.includes.size());
  page_includes_.insert(page_includes_.end(), page.includes.begin(), page.includes.end());
  by_url_.emplace(std::hash<std::string_view>()(page.url),
                  static_cast<std::uint32_t>(pages_.size() - 1));
}

std::optional<std::string_view> StateWriter::page_with_url(std::string_view url) const {
  const std::string_view texts = texts_;
  // Of equal URLs the first page counts, and the multimap keeps no order.
  std::optional<std::uint32_t> first;
  const auto [begin, end] = by_url_.equal_range(std::hash<std::string_view>()(url));
  for (auto entry = begin; entry != end; ++entry) {
    const IndexState::StoredPage& page = pages_[entry->second];
    if (texts.substr(page.text_begin + page.id_bytes, page.url_bytes) != url) continue;
    first = std::min(first.value_or(entry->second), entry->second);
  }
  if (!first) return std::nullopt;
  return texts.substr(pages_[*first].text_begin, pages_[*first].id_bytes);
}

std::string StateWriter::payload(std::string_view fingerprint) const {
  const IndexState::Counts counts{IndexState::version,   pages_.size(),
                                  includes_.size(),      page_includes_.size(),
                                  fingerprint.size(),    texts_.size()};
  return joined_bytes({value_bytes(counts), array_bytes(pages_), array_bytes(includes_), array_bytes(page_includes_),
                       fingerprint, texts_});
}

}  // namespace speur
