#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/analyzer.hpp"

#include <xapian.h>

#include <string>
#include <string_view>

namespace speur {

/// Tells which words are right though a site may not have them, so that nobody is asked whether
/// something else was meant: those of the dictionary and compounds of them, English ones, and
/// inflections of what the site has (tabelweergaven, where it has tabelweergave).
class KnownWords {
 public:
  /// `analyzer`: of the site's language. Both must outlive this.
  KnownWords(const Analyzer& analyzer, const IndexReader& index);

  /// `exact`: as WordForm::exact.
  [[nodiscard]] bool operator()(std::string_view exact) const;

 private:
  [[nodiscard]] bool is_english(std::string_view exact) const;
  [[nodiscard]] bool is_inflection(std::string_view exact) const;

  const Analyzer& analyzer_;
  bool has_lexicon_;
  const IndexReader& index_;
  Xapian::Stem english_{"english"};
};

}  // namespace speur
