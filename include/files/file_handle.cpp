#include "include/files/file_handle.hpp"

#include "speur/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace speur {

FileHandle::~FileHandle() {
  if (number_ >= 0) ::close(number_);
}

FileHandle::FileHandle(FileHandle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

ReadableFile open_readable(const std::filesystem::path& file) {
  ReadableFile open{FileHandle(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))};  // a pipe would wait
  if (open.handle.get() < 0) throw_unreadable(file, errno);
  struct stat status {};
  if (::fstat(open.handle.get(), &status) != 0) throw_unreadable(file, errno);
  if (!S_ISREG(status.st_mode)) throw_unreadable(file, EISDIR);
  open.size = static_cast<std::size_t>(status.st_size);
  return open;
}

void throw_unreadable(const std::filesystem::path& file, int error) {
  throw Error(error == ENOENT ? ExitCode::no_input : ExitCode::io, {file, 0},
              std::string("cannot read: ") + std::strerror(error));
}

}  // namespace speur
