#pragma once

#include "indexer/learned/site_file_draft.hpp"
#include "indexer/learned/stored_pages.hpp"
#include "speur/term_filter.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Writes a records file (records_layout.hpp) piece by piece, as the documents are added.
class RecordsWriter {
 public:
  /// Error(io).
  explicit RecordsWriter(const std::filesystem::path& folder);

  /// The record and id of the next docid, from 1 on; empty for a docid that has no page. Error(io).
  void add(std::string_view record, std::string_view id);
  /// The number of records added.
  [[nodiscard]] std::size_t size() const noexcept { return begins_.size() - 1; }
  /// Brings the file to the disk under its name, and gives that name. Error(io).
  [[nodiscard]] std::string finish();

 private:
  SiteFileDraft draft_;
  std::vector<std::uint64_t> begins_{0}, id_begins_{0};
  std::string ids_;
  TermFilterBuilder filter_;
};

/// The records of all pages, made of their data, as a new file in `folder`; its name. Error(io).
[[nodiscard]] std::string make_records_file(const std::filesystem::path& folder,
                                            const StoredPages& pages);

/// Up to which docid a records file has records; 0 where there is no such file.
[[nodiscard]] std::size_t records_in(const std::filesystem::path& file);

}  // namespace speur
