#pragma once

#include "include/files/output_folder.hpp"
#include "speur/site_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace speur {

/// A site file (site_file.hpp) that is written piece by piece, for those that are too large to be made
/// in memory. Until finish() it is a draft that nobody reads; a draft that is not finished is removed.
class SiteFileDraft {
 public:
  /// Error(io).
  SiteFileDraft(const std::filesystem::path& folder, std::string_view kind);
  ~SiteFileDraft();
  SiteFileDraft(const SiteFileDraft&) = delete;
  SiteFileDraft& operator=(const SiteFileDraft&) = delete;

  /// Appends to the payload. Error(io).
  void put(std::string_view bytes);
  /// Bytes of the payload until now.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// Appends zero bytes until the payload is aligned for any number. Error(io).
  void align();
  /// Brings the file to the disk under its name, and gives that name; to sync the folder is left to who makes others
  /// name the file. Error(io).
  [[nodiscard]] std::string finish();

 private:
  void flush();

  OutputFolder folder_;
  std::string kind_;
  std::string draft_;
  OutputFile file_;
  std::string buffer_{}, sums_{};
  std::size_t head_bytes_ = sizeof(SiteFileHeader);  ///< of the buffer, which are not of the payload
  SiteFileHash hash_;
  std::uint64_t size_ = 0;
  bool is_finished_ = false;
};

}  // namespace speur
