#pragma once

#include "searcher/index/bundle.hpp"

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace speur {

class IndexReader;

/// The records file of a database (records_layout.hpp), mapped into memory.
class MappedRecords {
 public:
  /// Error(io) for a file whose parts do not fit in it.
  explicit MappedRecords(SiteFile file);
  /// Empty for a page that has no record in the file.
  [[nodiscard]] std::string_view record(Xapian::docid page) const;

 private:
  SiteFile file_;
  std::string_view bytes_;
  std::size_t pages_ = 0, begins_ = 0;
};

/// The word records of an index's pages: from the file beside a database of this host, and else (a
/// page that was added since, several databases, another host) made of the document's data. For one
/// thread.
class RecordReader {
 public:
  /// `index` must outlive this.
  explicit RecordReader(const IndexReader& index);

  /// The record of a page that exists; valid until the next call. Errors as Xapian's and
  /// decode_page()'s.
  [[nodiscard]] std::string_view get(Xapian::docid page);
  /// The same of a document that a match is looking at.
  [[nodiscard]] std::string_view get(const Xapian::Document& document);

 private:
  /// From the file, or made before; empty where it is neither.
  [[nodiscard]] std::string_view known(Xapian::docid page) const;
  [[nodiscard]] std::string_view make(Xapian::docid page, const std::string& data);

  std::shared_ptr<const MappedRecords> file_;  ///< null: there is none, or more than one database
  const IndexReader* index_;
  bool is_one_database_;
  std::unordered_map<Xapian::docid, std::string> made_;
  std::size_t made_bytes_ = 0;
  std::string last_;
};

}  // namespace speur
