#pragma once

#include <cstddef>
#include <filesystem>

namespace speur {

/// A file descriptor that is closed with its owner.
class FileHandle {
 public:
  explicit FileHandle(int number = -1) noexcept : number_(number) {}
  ~FileHandle();
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;

  [[nodiscard]] int get() const noexcept { return number_; }

 private:
  int number_;
};

/// A regular file that is open for reading, with its size in bytes at that time.
struct ReadableFile {
  FileHandle handle{};
  std::size_t size = 0;
};

/// Error(no_input) if it is not there, Error(io) if it cannot be read or is no file.
[[nodiscard]] ReadableFile open_readable(const std::filesystem::path& file);

/// What is thrown where reading `file` failed: Error(no_input) for one that is not there, else Error(io).
[[noreturn]] void throw_unreadable(const std::filesystem::path& file, int error);

}  // namespace speur
