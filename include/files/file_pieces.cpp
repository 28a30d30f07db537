#include "include/files/file_pieces.hpp"

#include "speur/error.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace speur {
namespace {

/// Some ten searches read that many.
constexpr unsigned most_pieces = 1000;

}  // namespace

FilePieces::FilePieces(const std::filesystem::path& file)
    : path_(file), size_(0), file_(open_readable(file)) {
  size_ = file_.size;
}

void FilePieces::skip(std::size_t bytes) {
  check(0, bytes);
  size_ -= bytes;
  file_begin_ += bytes;
  if (!bytes_.empty()) bytes_.remove_prefix(bytes);
}

std::string_view FilePieces::read(std::size_t begin, std::size_t size, std::string& buffer) const {
  check(begin, size);
  if (come_from_memory()) return bytes_.substr(begin, size);
  buffer.resize(size);
  fetch(begin, size, buffer.data());
  return buffer;
}

std::string_view FilePieces::mapped() const {
  if (!are_in_memory() && bytes_.empty()) {
    mapping_ = MappedFile(file_, path_);
    bytes_ = mapping_.bytes().substr(file_begin_);
  }
  return bytes_;
}

std::string_view FilePieces::keep_mapped() const {
  const std::string_view bytes = mapped();
  file_ = {};
  return bytes;
}

void FilePieces::check(std::size_t begin, std::size_t size) const {
  if (begin > size_ || size > size_ - begin) throw std::out_of_range("a file ends too early");
}

/// Whether the next piece does, which it is to be asked for once a piece.
bool FilePieces::come_from_memory() const {
  if (!are_in_memory() && ++pieces_ > most_pieces) keep_mapped();
  return are_in_memory();
}

void FilePieces::copy(std::size_t begin, std::size_t size, char* to) const {
  check(begin, size);
  if (come_from_memory()) {
    std::memcpy(to, bytes_.data() + begin, size);
  } else {
    fetch(begin, size, to);
  }
}

void FilePieces::fetch(std::size_t begin, std::size_t size, char* to) const {
  for (std::size_t done = 0; done < size;) {
    const ssize_t count =
        ::pread(file_.handle.get(), to + done, size - done, static_cast<off_t>(file_begin_ + begin + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_unreadable(path_, errno);
    if (count == 0) throw Error(ExitCode::busy, {path_, 0}, "was cut while it was read");
    done += static_cast<std::size_t>(count);
  }
}

}  // namespace speur
