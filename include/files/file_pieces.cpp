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
  if (sums_bytes_ > 0) (void)mapped();  // where the checksums are read
  if (sums_ == nullptr) return read_unverified(begin, size, buffer);
  check(begin, size);
  if (come_from_memory()) {
    const std::string_view piece = bytes_.substr(begin, size);
    (void)sums_->check(piece);
    return piece;
  }
  const PieceSums::Range fetched = sums_->around({begin, size});
  buffer.resize(fetched.size);
  fetch(fetched.begin, fetched.size, buffer.data());
  sums_->check_read(fetched.begin, buffer);
  return std::string_view(buffer).substr(begin - fetched.begin, size);
}

std::string_view FilePieces::read_unverified(std::size_t begin, std::size_t size, std::string& buffer) const {
  check(begin, size);
  if (come_from_memory()) return bytes_.substr(begin, size);
  buffer.resize(size);
  fetch(begin, size, buffer.data());
  return buffer;
}

void FilePieces::take_sums(std::size_t bytes, Sums use) {
  check(0, bytes);
  if (bytes != PieceSums::bytes_of(size_ - bytes, file_begin_)) {
    throw std::out_of_range("a file has checksums of another number of pieces");
  }
  size_ -= bytes;
  sums_bytes_ = use == Sums::used ? bytes : 0;
}

std::string_view FilePieces::mapped() const {
  if (!are_in_memory() && bytes_.empty()) {
    mapping_ = MappedFile(file_, path_);
    const std::string_view all = mapping_.bytes().substr(file_begin_);
    bytes_ = all.substr(0, size_);
    if (sums_bytes_ > 0) {
      sums_ = std::make_shared<const PieceSums>(bytes_, all.substr(bytes_.size()), file_begin_);
    }
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
  if (sums_bytes_ > 0) {
    std::string buffer;
    std::memcpy(to, read(begin, size, buffer).data(), size);
  } else if (come_from_memory()) {
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
