#pragma once

#include "speur/postings_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// The list of one term as it lies in a postings file.
struct PostingList {
  std::uint32_t pages = 0;  ///< postings
  std::string_view bytes{};
};

/// A postings file (postings_layout.hpp), read where it lies. It never changes, so any number of
/// threads may share it. Whatever the bytes are, nothing outside of them is read: what does not fit is
/// a std::out_of_range.
class Postings {
 public:
  /// `payload` must stay as long as this.
  explicit Postings(std::string_view payload);

  [[nodiscard]] std::optional<PostingList> find(std::string_view term) const;
  /// Calls `use(term, pages)` for the terms that begin with `start`, in their order, until it is false.
  void for_each(std::string_view start,
                const std::function<bool(const std::string&, std::uint32_t)>& use) const;

  [[nodiscard]] std::uint32_t last_page() const noexcept { return tail_.pages; }
  [[nodiscard]] std::uint32_t live_pages() const noexcept { return tail_.live; }
  [[nodiscard]] std::uint64_t total_length() const noexcept { return tail_.total_length; }
  /// The sum of the wdfs of a page of the file.
  [[nodiscard]] std::uint32_t length(std::uint32_t page) const {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes_.data() + std::size_t{page} * sizeof length, sizeof length);
    return length;
  }

 private:
  struct Name;
  [[nodiscard]] NameBlock block(std::size_t number) const;
  [[nodiscard]] std::size_t block_of(std::string_view term) const;

  std::string_view bytes_;
  PostingsTail tail_;
};

}  // namespace speur
