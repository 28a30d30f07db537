#pragma once

#include "searcher/index/bundle.hpp"
#include "speur/term_filter.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

class IndexReader;

/// The records file of a database (records_layout.hpp).
class RecordsFile {
 public:
  /// Error(io) for a file whose parts do not fit in it; std::out_of_range for a damaged one.
  explicit RecordsFile(SiteFile file);
  /// Empty for a page that has no record in the file; valid as FilePieces::read()'s, whose errors it has, too.
  [[nodiscard]] std::string_view record(Xapian::docid page, std::string& buffer) const;
  [[nodiscard]] std::string_view id(Xapian::docid page, std::string& buffer) const;
  /// The record where it is in memory; empty where it would be read. For who wants to know what to read next, since it
  /// may be damaged.
  [[nodiscard]] std::string_view near_record(Xapian::docid page) const;
  /// The last docid that it knows.
  [[nodiscard]] std::size_t pages() const noexcept { return pages_; }
  /// Whether one of these pages may have the term, which is of an id or a name; see TermFilter.
  [[nodiscard]] bool may_have(std::string_view term) const { return filter_.may_have(term); }

 private:
  void check_table(std::size_t begin, std::size_t size) const;
  [[nodiscard]] PieceSums::Range place(std::size_t begins, Xapian::docid page) const;

  FilePieces payload_;
  std::string_view tables_{};  // the payload, mapped
  std::size_t pages_ = 0, begins_ = 0, id_begins_ = 0;
  TermFilter filter_{};
  mutable std::vector<bool> verified_{};  // records, by docid - 1, where the file has checksums
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
  /// Brings a record nearer that is soon to be read, in three steps of which each needs what the one
  /// before has brought: its first bytes, where the keys are looked up, and what is found there.
  void announce(Xapian::docid page, unsigned step, std::span<const std::uint32_t> keys) const;

 private:
  /// From the file, or made before; empty where it is neither.
  [[nodiscard]] std::string_view known(Xapian::docid page);
  [[nodiscard]] std::string_view make(Xapian::docid page, const std::string& data);

  const IndexReader* index_;
  const RecordsFile* file_;  ///< null: there is none, or more than one database
  bool is_one_database_;
  std::unordered_map<Xapian::docid, std::string> made_;
  std::size_t made_bytes_ = 0;
  std::string last_;  ///< what the last call gave, where that lies nowhere else
};

}  // namespace speur
