#pragma once

#include "indexer/terms/term_list.hpp"
#include "indexer/terms/vocabulary.hpp"
#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <memory>
#include <string>

namespace speur {

/// What a page gives to the index.
struct MadePage {
  Xapian::Document document;  ///< with its data and the terms of its words if they are to be there
  std::string data;           ///< stored_page.hpp
  TermList terms;             ///< those that have posting lists (postings_layout.hpp)
  std::string record;  ///< its word record (word_record.hpp)
};

/// Makes the Xapian document of a page: a function of the page and what the maker is made with alone, so that pages
/// may be made in any order, by any number of threads, each with a maker of its own (an analyzer
/// keeps a cursor and a cache).
class DocumentMaker {
 public:
  explicit DocumentMaker(const AnalyzerRecipe& recipe, WordsPlace words = WordsPlace::files);
  ~DocumentMaker();
  DocumentMaker(const DocumentMaker&) = delete;
  DocumentMaker& operator=(const DocumentMaker&) = delete;

  [[nodiscard]] MadePage make(const Page& page);

  /// The words of the pages made since the last call.
  [[nodiscard]] Vocabulary take_vocabulary();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
