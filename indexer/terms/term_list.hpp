#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The terms of one page with their wdfs, in one piece of memory.
class TermList {
 public:
  void add(std::string_view term, std::uint32_t wdf) {
    names_ += term;
    terms_.push_back({names_.size(), wdf});
  }
  /// Calls `use(term, wdf)` for each, as they were added.
  template <typename Use>
  void for_each(const Use& use) const {
    std::size_t begin = 0;
    for (const Term& term : terms_) {
      use(std::string_view(names_).substr(begin, term.end - begin), term.wdf);
      begin = term.end;
    }
  }

 private:
  struct Term {
    std::size_t end = 0;  // of its name
    std::uint32_t wdf = 0;
  };
  std::string names_;
  std::vector<Term> terms_;
};

}  // namespace speur
