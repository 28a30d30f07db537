#pragma once

#include "include/files/piece_sums.hpp"
#include "speur/postings_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  /// `payload` must stay as long as this. `sums`: of the file that it is a part of, or none.
  explicit Postings(std::string_view payload, std::shared_ptr<const PieceSums> sums = nullptr);

  [[nodiscard]] std::optional<PostingList> find(std::string_view term) const;
  /// Gets the postings of a list, by increasing page.
  void decode(const PostingList& list, std::vector<Posting>& postings) const;

  /// Verifies a part of the file, where that has checksums, which its readers call before they believe it.
  void check(std::string_view part) const {
    if (sums_ != nullptr) (void)sums_->check(part);
  }
  /// The same of the lengths of these pages, in order: only where they are.
  void check_lengths(std::span<const std::uint32_t> pages) const;
  /// The same of all.
  void check_lengths() const;

  [[nodiscard]] std::uint32_t last_page() const noexcept { return tail_.pages; }
  [[nodiscard]] std::uint32_t live_pages() const noexcept { return tail_.live; }
  [[nodiscard]] std::uint64_t total_length() const noexcept { return tail_.total_length; }
  /// Whether a docid up to last_page() had a page.
  [[nodiscard]] bool is_live(std::uint32_t page) const { return (entry(page) & live_page) != 0; }
  /// The sum of the wdfs of a page of the file; 0 if there is none.
  [[nodiscard]] std::uint32_t length(std::uint32_t page) const { return entry(page) & ~live_page; }

 private:
  friend class TermWalk;
  struct Name;
  [[nodiscard]] std::uint32_t entry(std::uint32_t page) const {
    std::uint32_t entry = 0;
    std::memcpy(&entry, bytes_.data() + std::size_t{page} * sizeof entry, sizeof entry);
    return entry;
  }
  [[nodiscard]] NameBlock block(std::size_t number) const;
  [[nodiscard]] std::uint64_t guide_key(std::size_t number) const;
  [[nodiscard]] std::string_view first_term(const NameBlock& block) const;
  [[nodiscard]] std::size_t block_of(std::string_view term) const;

  std::string_view bytes_;
  std::shared_ptr<const PieceSums> sums_;
  PostingsTail tail_;
};

/// Goes through the terms that begin with `start`, in their order.
///   for (TermWalk walk(postings, "Z"); walk.next();) use(walk.term(), walk.list());
class TermWalk {
 public:
  explicit TermWalk(const Postings& postings, std::string_view start = {});

  /// False behind the last term.
  bool next();
  [[nodiscard]] const std::string& term() const noexcept { return term_; }
  [[nodiscard]] PostingList list() const;

 private:
  const Postings* postings_;
  std::string start_, term_{};
  std::string_view names_{};
  std::size_t block_;
  std::uint64_t begin_ = 0, size_ = 0;  // of the list
  std::uint32_t pages_ = 0;
};

}  // namespace speur
