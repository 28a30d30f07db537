#pragma once

#include "include/postings/page_set.hpp"
#include "include/postings/postings.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The posting lists of an index: those of its pages when the first file was made, and what has changed
/// since (postings_layout.hpp). Any number of threads may share it.
class IndexPostings {
 public:
  /// `changes`: the payload of the second file, or empty; both must stay as long as this.
  /// std::out_of_range for what is no posting lists.
  /// `base_sums`, `changes_sums`: of their files, or none.
  explicit IndexPostings(std::string_view base, std::string_view changes = {},
                         std::shared_ptr<const PieceSums> base_sums = nullptr,
                         std::shared_ptr<const PieceSums> changes_sums = nullptr);

  [[nodiscard]] const Postings& base() const noexcept { return base_; }
  /// nullptr where nothing was added; its page n is docid base().last_page() + n.
  [[nodiscard]] const Postings* added() const noexcept { return added_ ? &*added_ : nullptr; }
  /// nullptr likewise; the pages of base() that have gone.
  [[nodiscard]] const Postings* gone() const noexcept { return gone_ ? &*gone_ : nullptr; }
  [[nodiscard]] bool has_changes() const noexcept { return added_.has_value(); }
  /// Where it has changes: the docids of the index.
  [[nodiscard]] const PageSet& live() const noexcept { return live_; }

  [[nodiscard]] std::uint32_t last_page() const noexcept;
  [[nodiscard]] std::uint32_t live_pages() const noexcept;
  /// The mean sum of the wdfs of a page; 0 of no pages.
  [[nodiscard]] double mean_length() const noexcept;
  /// How many pages of the index have the term.
  [[nodiscard]] std::uint32_t pages_with(std::string_view term) const;
  /// Their docids, in order.
  [[nodiscard]] std::vector<std::uint32_t> pages_of(std::string_view term) const;
  /// Calls `use(term, pages)` for the terms that begin with `start` and stand on a page of the index, in
  /// their order, until it is false.
  void for_each(std::string_view start,
                const std::function<bool(const std::string&, std::uint32_t)>& use) const;

 private:
  Postings base_;
  std::optional<Postings> added_, gone_;
  PageSet live_{};
};

}  // namespace speur
