#pragma once

#include "include/files/file_handle.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace speur {

/// A new file, open for writing. Errors name its path; Error(io).
class OutputFile {
 public:
  void write(std::string_view bytes) const;
  void write_at(std::uint64_t offset, std::string_view bytes) const;
  void sync() const;

 private:
  friend class OutputFolder;
  OutputFile(std::filesystem::path path, FileHandle handle)
      : path_(std::move(path)), handle_(std::move(handle)) {}

  std::filesystem::path path_;
  FileHandle handle_;
};

/// Whether the last part of a folder's path may be a symbolic link.
enum class Links : std::uint8_t { follow, refuse };

/// A folder to write in, held open: what is made in it is made there, whatever happens to the names
/// above it. No file is ever written through a symbolic link: files are new, and a link of their
/// name is removed first. Errors are Error(io) and name the path.
class OutputFolder {
 public:
  explicit OutputFolder(std::filesystem::path folder, Links links = Links::refuse);

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// An empty file of this name. What has the name already (a killed run's draft) is unlinked.
  [[nodiscard]] OutputFile create(const std::string& name) const;
  /// An empty folder of this name, which nothing may have.
  void create_folder(const std::string& name) const;
  /// The regular file of this name, made if there is none, open for reading and writing. Anything
  /// else of this name is refused.
  [[nodiscard]] FileHandle open_or_create(const std::string& name) const;
  void rename(const std::string& from, const std::string& to) const;
  /// Waits until names in the folder are on the disk.
  void sync() const;

 private:
  std::filesystem::path path_;
  FileHandle handle_;
};

/// The first entry of `folder` that is no regular file (a symbolic link, a folder, a pipe), or the
/// empty path. Error(io) if it cannot be read. For folders that a library writes in by names.
[[nodiscard]] std::filesystem::path find_irregular(const std::filesystem::path& folder);

/// The bytes of a regular file of at most `max_bytes`. Devices, pipes and longer files are refused
/// before they are read. Error(no_input) where nothing is, Error(config) for anything refused,
/// Error(io).
[[nodiscard]] std::string read_small_file(const std::filesystem::path& file, std::size_t max_bytes,
                                          Links links);

}  // namespace speur
