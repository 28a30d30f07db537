#include "indexer/learned/output_file.hpp"

#include "speur/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace speur {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw Error(ExitCode::io, {file, 0}, fmt::format("cannot write: {}", std::strerror(errno)));
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path, int flags)
    : path_(std::move(path)), handle_(::open(path_.c_str(), flags | O_CLOEXEC, 0644)) {
  if (handle_ < 0) fail(path_);
}

OutputFile::~OutputFile() {
  ::close(handle_);
}

void OutputFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(handle_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::write_at(std::uint64_t offset, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(handle_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
}

void OutputFile::sync() const {
  if (::fsync(handle_) != 0) fail(path_);
}

}  // namespace speur
