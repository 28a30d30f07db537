#pragma once

#include "include/files/file_pieces.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

class IndexReader;

/// One site file (speur/site_file.hpp), open while this lives.
class SiteFile {
 public:
  /// Looks at the header only, so that any size opens at once: what the payload says must be
  /// checked as it is read. Error(io) for a file that is cut, or no site file of this kind.
  SiteFile(const std::filesystem::path& file, std::string_view kind);

  /// Aligned for any number; mapped into memory when first asked for. Error(io).
  [[nodiscard]] std::string_view payload() const;
  /// For parts of the payload, before they are believed; nullptr where the file has none.
  [[nodiscard]] std::shared_ptr<const PieceSums> sums() const {
    (void)payload();
    return pieces_.sums();
  }
  /// The payload for a reader that keeps it, and asks for few pieces of it.
  [[nodiscard]] FilePieces pieces() && { return std::move(pieces_); }
  /// Whether the payload is what was written; reads all of it. Error(io).
  [[nodiscard]] bool is_intact() const;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  [[nodiscard]] bool take_sums(std::uint64_t bytes);

  std::filesystem::path path_;
  FilePieces pieces_;
  std::uint64_t hash_ = 0;  // that the header tells
};

/// The files of one kind of all databases that an index consists of.
struct SiteFileSet {
  std::vector<SiteFile> files;
  std::vector<std::string> missing;  ///< why there is none, one a database without
  std::vector<std::string> damaged;  ///< what is wrong with one that is there
};

/// Whether an index is all on this host.
[[nodiscard]] bool has_only_local_databases(const std::filesystem::path& index);

/// The bytes of the files of one folder together.
[[nodiscard]] std::size_t bytes_in(const std::filesystem::path& folder);
/// The bytes of all files of an index's databases; 0 where they lie on other hosts.
[[nodiscard]] std::size_t bytes_on_this_host(const std::filesystem::path& index);

/// Opens them. A database that is served by another host gives none, and neither does one whose
/// file was damaged or has gone: what the files are for is then done without them.
///   const SiteFileSet words = open_site_files(index, words_kind);
[[nodiscard]] SiteFileSet open_site_files(const IndexReader& index, std::string_view kind);

}  // namespace speur
