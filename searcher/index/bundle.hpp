#pragma once

#include "speur/mapped_file.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

class IndexReader;

/// One site file (speur/site_file.hpp), mapped into memory while this lives.
class SiteFile {
 public:
  /// Looks at the first page only, so that any size opens at once: what the payload says must be
  /// checked as it is read. Error(io) for a file that is cut, or no site file of this kind.
  SiteFile(const std::filesystem::path& file, std::string_view kind);

  /// Aligned for any number.
  [[nodiscard]] std::string_view payload() const noexcept;
  /// Whether the payload is what was written; reads all of it.
  [[nodiscard]] bool is_intact() const noexcept;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
  MappedFile file_;
};

/// The files of one kind of all databases that an index consists of.
struct SiteFileSet {
  std::vector<SiteFile> files;
  std::vector<std::string> missing;  ///< why there is none, one a database without
  std::vector<std::string> damaged;  ///< what is wrong with one that is there
};

/// Whether an index is all on this host.
[[nodiscard]] bool has_only_local_databases(const std::filesystem::path& index);

/// Of the files of one folder.
[[nodiscard]] std::size_t bytes_in(const std::filesystem::path& folder);
/// Of all files of its databases; 0 where they lie elsewhere.
[[nodiscard]] std::size_t bytes_on_this_host(const std::filesystem::path& index);

/// Opens them. A database that is served by another host gives none, and neither does one whose
/// file was damaged or has gone: what the files are for is then done without them.
///   const SiteFileSet words = open_site_files(index, words_kind);
[[nodiscard]] SiteFileSet open_site_files(const IndexReader& index, std::string_view kind);

}  // namespace speur
