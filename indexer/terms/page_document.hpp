#pragma once

#include "speur/analyzer.hpp"
#include "speur/page.hpp"

#include <xapian.h>

#include <array>
#include <memory>

namespace speur {

/// XXH3, 128 bits, of all that a page gives to the index.
using ContentHash = std::array<char, 16>;

/// Makes the Xapian document of a page: a function of the page and the recipe alone, so that pages
/// may be made in any order, by any number of threads, each with a maker of its own (an analyzer
/// keeps a cursor and a cache).
class DocumentMaker {
 public:
  explicit DocumentMaker(const AnalyzerRecipe& recipe);
  ~DocumentMaker();
  DocumentMaker(const DocumentMaker&) = delete;
  DocumentMaker& operator=(const DocumentMaker&) = delete;

  /// `reported`: the page had a problem that was told, and will be told again though the page has
  /// not changed.
  [[nodiscard]] Xapian::Document make(const Page& page, const ContentHash& hash, bool reported);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
