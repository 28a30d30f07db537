#pragma once

#include "include/files/piece_sums.hpp"
#include "speur/suggester.hpp"
#include "speur/suggestion_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// What is typed, folded as the entries are.
struct TypedText {
  explicit TypedText(std::string_view typed);
  std::string text;  ///< as fold_text() makes it
  bool open = true;  ///< its last word may go on
};

/// An entry that completes what is typed.
struct SuggestionMatch {
  std::uint32_t entry = 0;
  unsigned distance = 0;  ///< 0: as typed; 1: its words in another order; 2: one letter differs
  double score = 0;       ///< among those of one distance
  std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< bytes of its folded text, apart
};

/// A part of the site file, of which what is read is verified first where the file has checksums of its pieces. Places
/// are relative to the part; std::out_of_range for those outside of it, and for damaged pieces.
class VerifiedBytes {
 public:
  VerifiedBytes() = default;
  VerifiedBytes(std::string_view bytes, const PieceSums* sums) : bytes_(bytes), sums_(sums) {}

  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  /// [begin, end).
  [[nodiscard]] std::string_view part(std::size_t begin, std::size_t end) const {
    if (begin > end || end > bytes_.size()) throw std::out_of_range("suggestions do not fit together");
    const std::string_view part = bytes_.substr(begin, end - begin);
    if (sums_ != nullptr) (void)sums_->check(part);
    return part;
  }
  /// The number at place `i` of an array.
  [[nodiscard]] std::uint32_t number(std::size_t i) const {
    std::uint32_t number = 0;
    const std::size_t begin = i * sizeof number;
    std::memcpy(&number, part(begin, begin + sizeof number).data(), sizeof number);
    return number;
  }
  /// The first `bytes`, cut off.
  VerifiedBytes cut(std::uint64_t bytes) {
    if (bytes > bytes_.size()) throw std::out_of_range("suggestions do not fit together");
    const VerifiedBytes front(bytes_.substr(0, bytes), sums_);
    bytes_.remove_prefix(bytes);
    return front;
  }

 private:
  std::string_view bytes_;
  const PieceSums* sums_ = nullptr;
};

/// Array of places in the site file and their minima: tells the least place of any range.
class PlaceArray {
 public:
  PlaceArray() = default;
  PlaceArray(VerifiedBytes places, VerifiedBytes minima);
  [[nodiscard]] std::size_t size() const noexcept { return levels_.front().size() / 4; }
  [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return at(0, i); }

  struct Least {
    std::uint32_t place = 0;
    std::size_t index = 0;
  };
  /// The least of the members [begin, end), of which there is at least one.
  [[nodiscard]] Least least(std::size_t begin, std::size_t end) const;

 private:
  [[nodiscard]] std::uint32_t at(std::size_t level, std::size_t i) const { return levels_[level].number(i); }
  std::vector<VerifiedBytes> levels_ = {{}};  ///< the places, then minima of minima
};

/// The site file of suggestions (speur/suggestion_layout.hpp), read where it lies. Whatever the
/// bytes are, nothing outside of them is read: what does not fit is a std::out_of_range.
class SuggestionTable {
 public:
  /// `payload` must stay as long as this. Looks at its first bytes only. `sums`: against which what is read of it is
  /// held, or nullptr.
  explicit SuggestionTable(std::string_view payload, std::shared_ptr<const PieceSums> sums = nullptr);

  /// The best `limit` of all matches, best first; of ten at least two, if there are, are phrases or
  /// words, which complete what is typed without a choice of the page.
  [[nodiscard]] std::vector<SuggestionMatch> find(const TypedText& typed, std::size_t limit) const;

  [[nodiscard]] Suggestion suggestion(const SuggestionMatch& match) const;
  [[nodiscard]] std::string_view folded(std::uint32_t entry) const;
  [[nodiscard]] std::size_t size() const noexcept { return counts_.entries; }

 private:
  friend class SuggestionSearch;
  [[nodiscard]] std::uint32_t begin_of(std::size_t entry) const { return begins_.number(entry); }
  [[nodiscard]] std::string_view bytes_of(std::uint32_t entry) const;
  [[nodiscard]] std::uint32_t entry_at(std::uint32_t place) const;
  [[nodiscard]] SuggestionKind kind(std::uint32_t entry) const;
  [[nodiscard]] double usefulness(std::uint32_t entry) const;
  [[nodiscard]] std::pair<std::string, std::string> page(std::uint64_t number) const;

  std::shared_ptr<const PieceSums> sums_;
  SuggestionCounts counts_;
  VerifiedBytes begins_, blocks_, texts_, ids_;
  PlaceArray pages_, terms_, later_;
};

}  // namespace speur
