#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace speur {

/// A file mapped into memory, read-only, until destroyed: to open it costs microseconds whatever
/// its size, and processes that read the same file share its pages. For files that are replaced by
/// rename and never cut: what reads behind the end of one that was cut is killed.
class MappedFile {
 public:
  MappedFile() = default;
  /// Error(no_input) if it is not there, Error(io) if it cannot be read or is no file.
  explicit MappedFile(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  /// Begins at a multiple of the page size; empty for an empty file.
  [[nodiscard]] std::string_view bytes() const noexcept { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace speur
