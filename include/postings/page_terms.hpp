#pragma once

#include "speur/word_record.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

/// The terms of one page's words: for each stem a ranking term with its wdf, and the filter terms of the
/// short fields that it stands in (schema.hpp).
class PageTerms {
 public:
  explicit PageTerms(const PlacedWords& placed);

  /// The wdfs together: the length of the page but for its identifiers.
  [[nodiscard]] std::uint32_t length() const noexcept { return length_; }
  /// Calls `use(term, wdf)` for each term, in no order; filter terms have a wdf of 0.
  template <typename Use>
  void for_each(const Use& use) const {
    std::string term;
    for (const auto& [stem, each] : terms_) {
      make(ranking_prefix, stem, term);
      use(std::string_view(term), each.wdf);
      for (const TextField field : {TextField::title, TextField::heading, TextField::description}) {
        if ((each.filters & (1U << static_cast<unsigned>(field))) == 0) continue;
        make(spec(field).filter_prefix, stem, term);
        use(std::string_view(term), std::uint32_t{0});
      }
    }
  }

 private:
  struct Term {
    std::uint32_t wdf = 0;
    unsigned filters = 0;  ///< a bit a TextField
  };
  static void make(std::string_view prefix, std::string_view stem, std::string& term);
  void add(std::string_view stem, std::uint32_t wdf, unsigned filters);

  std::unordered_map<std::string_view, Term> terms_;  // views into the page's words
  std::uint32_t length_ = 0;
};

}  // namespace speur
