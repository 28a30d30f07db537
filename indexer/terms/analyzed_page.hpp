#pragma once

#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/stored_page.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace speur {

/// A page as the analyzer sees it. It owns its words, so it outlives the analyzer's cache; terms,
/// record, stored data and suggestions are made of it, by one numbering of its words.
struct AnalyzedPage {
  PageText text;                       ///< title, names, description, labels and sections
  std::vector<WordForm> words;         ///< the different ones, in the order of appearance
  std::vector<Token> tokens;           ///< of text.text; `form` points into `words`
  std::vector<std::uint32_t> numbers;  ///< of each token, its place in `words`

  AnalyzedPage() = default;
  AnalyzedPage(AnalyzedPage&&) = default;
  AnalyzedPage& operator=(AnalyzedPage&&) = default;
  // The tokens of a copy would point into the original.
  AnalyzedPage(const AnalyzedPage&) = delete;
  AnalyzedPage& operator=(const AnalyzedPage&) = delete;
  ~AnalyzedPage() = default;

  /// The tokens of the sections: those behind title, names, description and labels.
  [[nodiscard]] std::span<const Token> section_tokens() const;
  /// The tokens of title, names and description.
  [[nodiscard]] std::span<const Token> head_tokens() const;
};

/// All of the page's text in one analysis. `analyzer`: of the page's language.
[[nodiscard]] AnalyzedPage analyze_page(const Page& page, Analyzer& analyzer);

}  // namespace speur
