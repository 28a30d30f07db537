#include "include/files/output_folder.hpp"

#include "speur/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

[[noreturn]] void fail(const fs::path& file, std::string_view doing, int error) {
  throw Error(ExitCode::io, {file, 0},
              error == ELOOP ? "is a symbolic link, which is not followed here"
                             : fmt::format("cannot {}: {}", doing, std::strerror(error)));
}

}  // namespace

void OutputFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(handle_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_, "write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::write_at(std::uint64_t offset, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(handle_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_, "write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
}

void OutputFile::sync() const {
  if (::fsync(handle_.get()) != 0) fail(path_, "write to disk", errno);
}

OutputFolder::OutputFolder(fs::path folder, Links links)
    : path_(std::move(folder)),
      handle_(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC |
                                        (links == Links::refuse ? O_NOFOLLOW : 0))) {
  if (handle_.get() < 0) fail(path_, "open", errno);
}

OutputFile OutputFolder::create(const std::string& name) const {
  if (::unlinkat(handle_.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
    fail(path_ / name, "remove", errno);
  }
  FileHandle file(::openat(handle_.get(), name.c_str(),
                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
  if (file.get() < 0) fail(path_ / name, "write", errno);
  return {path_ / name, std::move(file)};
}

void OutputFolder::create_folder(const std::string& name) const {
  if (::mkdirat(handle_.get(), name.c_str(), 0777) != 0) fail(path_ / name, "make", errno);
}

FileHandle OutputFolder::open_or_create(const std::string& name) const {
  FileHandle file(::openat(handle_.get(), name.c_str(),
                           O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644));
  if (file.get() < 0) fail(path_ / name, "open", errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) fail(path_ / name, "open", errno);
  if (!S_ISREG(status.st_mode)) throw Error(ExitCode::config, {path_ / name, 0}, "is no file");
  return file;
}

void OutputFolder::rename(const std::string& from, const std::string& to) const {
  if (::renameat(handle_.get(), from.c_str(), handle_.get(), to.c_str()) != 0) {
    fail(path_ / to, "replace", errno);
  }
}

void OutputFolder::sync() const {
  if (::fsync(handle_.get()) != 0) fail(path_, "write to disk", errno);
}

fs::path find_irregular(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::file_status status = entry->symlink_status(error);
    if (error == std::errc::no_such_file_or_directory) {  // it was removed meanwhile
      error.clear();
      continue;
    }
    if (!error && !fs::is_regular_file(status)) return entry->path();
  }
  if (error) fail(folder, "read", error.value());
  return {};
}

std::string read_small_file(const fs::path& file, std::size_t max_bytes, Links links) {
  const FileHandle handle(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK |
                                                   (links == Links::refuse ? O_NOFOLLOW : 0)));
  if (handle.get() < 0 && errno == ELOOP) {
    throw Error(ExitCode::config, {file, 0}, "is a symbolic link, which is not followed here");
  }
  if (handle.get() < 0) {
    throw Error(errno == ENOENT ? ExitCode::no_input : ExitCode::io, {file, 0},
                fmt::format("cannot be read: {}", std::strerror(errno)));
  }
  struct stat status {};
  if (::fstat(handle.get(), &status) != 0) fail(file, "read", errno);
  if (!S_ISREG(status.st_mode)) throw Error(ExitCode::config, {file, 0}, "is no file");
  std::string text;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t got = ::read(handle.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(file, "read", errno);
    if (got == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(got));
    if (text.size() > max_bytes) {
      throw Error(ExitCode::config, {file, 0},
                  fmt::format("is longer than the {} bytes that are read", max_bytes));
    }
  }
}

}  // namespace speur
