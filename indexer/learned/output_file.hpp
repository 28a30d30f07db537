#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace speur {

/// A file that is open for writing, or a folder to be synced. Every failure is an Error(io) that
/// names the file.
class OutputFile {
 public:
  /// `flags`: of open(2).
  OutputFile(std::filesystem::path path, int flags);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes) const;
  void write_at(std::uint64_t offset, std::string_view bytes) const;
  void sync() const;

 private:
  std::filesystem::path path_;
  int handle_;
};

}  // namespace speur
