#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace speur {

struct ReadableFile;

/// A file mapped into memory, read-only, until destroyed: to open it costs microseconds whatever
/// its size, and processes that read the same file share its pages.
///
/// A file that is cut while it is mapped would end the process with SIGBUS at the next read behind
/// its new end (a failing disk does the same). The first mapping therefore sets a handler of that
/// signal, which puts zeros in place of the rest of the mapping and counts the fault; any other
/// SIGBUS ends the process as before. So whoever reads a mapping checks what it says as damaged
/// bytes, and compares faults() before and after: where it has grown, the answer is worth nothing.
class MappedFile {
 public:
  MappedFile() = default;
  /// Error(no_input) if it is not there, Error(io) if it cannot be read or is no file.
  explicit MappedFile(const std::filesystem::path& file);
  /// One that is open; `path` is for errors.
  MappedFile(const ReadableFile& file, const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  /// Begins at a multiple of the page size; empty for an empty file.
  [[nodiscard]] std::string_view bytes() const noexcept { return {data_, size_}; }

  /// How often a mapping of this process could not be read. It only grows.
  [[nodiscard]] static std::uint64_t faults() noexcept;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t slot_ = 0;  // in the table of the signal handler
};

}  // namespace speur
