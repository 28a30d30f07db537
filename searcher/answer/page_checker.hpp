#pragma once

#include "searcher/answer/first_stage.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/record_reader.hpp"
#include "searcher/rank/evidence.hpp"
#include "searcher/rank/rescorer.hpp"
#include "speur/word_record.hpp"

#include <xapian.h>

#include <functional>

namespace speur {

/// Decides by a page's word record what posting lists cannot: whether the page is an answer. All must outlive this.
class PageChecker {
 public:
  PageChecker(const PageCheck& check, const IndexReader& index, RecordReader& records, Rescorer& rescorer)
      : check_(check), index_(index), records_(records), rescorer_(rescorer) {}

  [[nodiscard]] bool passes(Xapian::docid page, const WordRecord& record) const;
  /// What the first stage asks; for databases of this host.
  [[nodiscard]] PageTests tests() const;

 private:
  using DocumentSource = std::function<Xapian::Document()>;
  [[nodiscard]] bool passes(const PageCheck& check, const DocumentSource& document, const WordRecord& record) const;

  const PageCheck& check_;
  const IndexReader& index_;
  RecordReader& records_;
  Rescorer& rescorer_;
};

}  // namespace speur
