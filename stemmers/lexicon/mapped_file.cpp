#include "speur/mapped_file.hpp"

#include "speur/error.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace speur {

MappedFile::MappedFile(const std::filesystem::path& file) {
  const auto fail = [&](ExitCode code, int error) {
    throw Error(code, {file, 0}, std::string("cannot read: ") + std::strerror(error));
  };
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) fail(errno == ENOENT ? ExitCode::no_input : ExitCode::io, errno);
  struct stat status {};
  int error = ::fstat(handle, &status) == 0 ? 0 : errno;
  if (error == 0 && !S_ISREG(status.st_mode)) error = EISDIR;
  if (error == 0 && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, handle, 0);
    if (data == MAP_FAILED) {
      error = errno;
    } else {
      data_ = static_cast<const char*>(data);
      size_ = size;
    }
  }
  ::close(handle);
  if (error != 0) fail(ExitCode::io, error);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace speur
