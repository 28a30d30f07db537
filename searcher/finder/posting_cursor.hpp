#pragma once

#include "include/postings/postings.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace speur {

/// What a word of a page weighs in the first stage, as Xapian::BM25Weight (k2 = 0, k3 irrelevant for
/// words that stand once in a query) has it, in whole numbers of 1/65,536: so that the sum over the
/// words of a query does not depend on the order in which they are added.
class TermWeight {
 public:
  static constexpr double unit = 65536;
  struct Scheme {
    double k1 = 1.2, b = 0.5;
    double pages = 0;        ///< of the index
    double mean_length = 1;  ///< of a page
  };

  TermWeight() = default;
  /// `term_pages`: that have the term; `factor`: on its weight.
  TermWeight(const Scheme& scheme, double term_pages, double factor);

  [[nodiscard]] std::uint32_t of(std::uint32_t wdf, std::uint32_t length) const {
    constexpr float least = 0.5F;  // of the length's ratio to the mean, as Xapian's min_normlen
    // Processors turn several signed numbers at once into floats and back, and unsigned ones singly.
    const float ratio = static_cast<float>(static_cast<std::int32_t>(length)) * by_mean_;
    const auto count = static_cast<float>(static_cast<std::int32_t>(wdf));
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(
        weight_ * count / (base_ + slope_ * (ratio > least ? ratio : least) + count)));
  }

 private:
  float weight_ = 0, base_ = 1, slope_ = 0, by_mean_ = 0;
};

/// A posting of a page behind the last one of the first file.
struct NewPosting {
  std::uint32_t page = 0, wdf = 0, length = 0;
};

/// Docids [begin, end) with what the pages weigh, as far as they are found.
struct PageWindow {
  static constexpr std::uint32_t most = 2048;
  std::uint32_t begin = 0, end = 0;
  std::array<std::uint32_t, most> weights;      ///< of pages that are not found: anything
  std::array<std::uint64_t, most / 64> found{};  ///< bits

  void clear(std::uint32_t from, std::uint32_t to) {
    begin = from;
    end = to;
    found.fill(0);
  }
  [[nodiscard]] bool has(std::uint32_t page) const {
    return (found[(page - begin) / 64] >> (page - begin) % 64 & 1U) != 0;
  }
  void add(std::uint32_t page, std::uint32_t weight) {
    const std::uint32_t place = page - begin;
    std::uint64_t& word = found[place / 64];
    const std::uint64_t bit = std::uint64_t{1} << place % 64;
    weights[place] = (word & bit) != 0 ? weights[place] + weight : weight;
    word |= bit;
  }
  /// Where no weights are asked for.
  void mark(std::uint32_t page) {
    const std::uint32_t place = page - begin;
    found[place / 64] |= std::uint64_t{1} << place % 64;
  }
  /// What a page that is found weighs, where weights were asked for.
  [[nodiscard]] std::uint32_t weight_of(std::uint32_t page) const { return weights[page - begin]; }
  /// Calls `use` with each page that is found, in order.
  template <typename Use>
  void for_each(const Use& use) const {
    for (std::size_t i = 0; i < found.size(); ++i) {
      for (std::uint64_t bits = found[i]; bits != 0; bits &= bits - 1) {
        use(begin + static_cast<std::uint32_t>(i * 64) + static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
  }
  [[nodiscard]] bool empty() const {
    std::uint64_t any = 0;
    for (const std::uint64_t word : found) any |= word;
    return any == 0;
  }
};

/// Goes once through the pages that have a term, in the order of their docids. std::out_of_range for
/// a damaged list.
class PostingCursor {
 public:
  /// `list`: of `postings`, or an empty one. `added`: postings of pages behind the file's last one.
  PostingCursor(const Postings& postings, const PostingList& list, TermWeight weight,
                std::vector<NewPosting> added);

  /// Adds the term's pages to the window; no window begins before the end of the one before.
  void add_to(PageWindow& window);
  /// The same without what they weigh.
  void mark_in(PageWindow& window);
  /// No page of [begin, end) weighs more. As for windows, they only go forward.
  [[nodiscard]] std::uint32_t bound(std::uint32_t begin, std::uint32_t end);
  /// What the page weighs by this term, or 0; pages only go forward.
  [[nodiscard]] std::uint32_t weight_of(std::uint32_t page);
  /// From the first page again.
  void restart();

 private:
  template <bool weighs>
  void visit(PageWindow& window);
  [[nodiscard]] PostingSkip skip(std::size_t block) const;
  [[nodiscard]] std::uint32_t last_of(std::size_t block) const;
  [[nodiscard]] bool find_block(std::uint32_t page);
  void decode();
  void unpack_wdfs();
  void weigh();

  const Postings* postings_;
  TermWeight weight_;
  std::vector<NewPosting> added_;
  std::size_t next_added_ = 0;
  std::string_view skips_, data_;
  std::size_t pages_, blocks_;
  std::optional<std::uint32_t> most_{};  // that a page of a list of one block weighs, once known
  std::size_t block_ = 0;
  std::size_t count_ = 0, place_ = 0;  // of the block, where it is decoded: count_ > 0
  std::array<std::uint32_t, postings_a_block> page_numbers_;
  std::array<std::uint32_t, postings_a_block> wdfs_, weights_;
  bool has_wdfs_ = false, has_weights_ = false;
  bool checks_lengths_ = true;  // of the pages that it weighs
  const char* packed_wdfs_ = nullptr;
  unsigned wdf_bits_ = 0;
};

}  // namespace speur
