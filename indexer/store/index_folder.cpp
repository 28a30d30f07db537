#include "indexer/store/index_folder.hpp"

#include "include/files/checksums.hpp"
#include "include/files/file_owner.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <sstream>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr std::size_t max_stub_bytes = 4096;

[[noreturn]] void fail(const fs::path& file, std::string_view doing, int error) {
  throw Error(ExitCode::io, {file, 0}, fmt::format("cannot {}: {}", doing, std::strerror(error)));
}

/// The number of a generation's folder, or nothing for another name.
std::optional<unsigned long> generation_number(const fs::path& path) {
  const std::string name = path.filename().string();
  if (!name.starts_with(generation_prefix)) return std::nullopt;
  unsigned long number = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + generation_prefix.size(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// Files that an index folder may hold; anything else makes it somebody's own folder. Others have
/// stubs and folders of these names, too, but no lock beside them.
bool is_ours(const fs::path& path, bool is_index) {
  const std::string name = path.filename().string();
  if (name == stub_file || generation_number(path) || name.starts_with(lexicon_prefix)) {
    return is_index;
  }
  return name == lock_file || name == fmt::format("{}.new", stub_file);
}

void sync_path(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) fail(path, "open", errno);
  const int result = ::fsync(file);
  const int error = errno;
  ::close(file);
  if (result != 0) fail(path, "write to disk", error);
}

/// Only a hint: whoever needs the bytes on the disk calls sync_path.
void start_writing(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return;
  ::sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
  ::close(file);
}

/// Removes files whose name says that they were to be renamed when they are whole.
void remove_drafts(const fs::path& folder) {
  std::vector<fs::path> drafts;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".new" && !entry.is_directory(error)) {
      drafts.push_back(entry.path());
    }
  }
  for (const fs::path& draft : drafts) fs::remove(draft, error);
}

/// How long a generation that was in service stays for its readers.
constexpr std::chrono::seconds grace{60};

}  // namespace

void refuse_foreign_index(const fs::path& index) {
  std::error_code error;
  if (fs::is_symlink(index, error)) {
    throw Error(ExitCode::config, {index, 0},
                "is a symbolic link: an index behind one is only written where --index or "
                "SPEUR_INDEX names it");
  }
  for (const fs::path& path : {index, index / stub_file, index / lock_file}) {
    if (const auto fault = foreign_owner(path)) {
      throw Error(ExitCode::config, {path, 0},
                  *fault + ": an index that is not yours is only written where --index or "
                           "SPEUR_INDEX names it");
    }
  }
}

IndexFolder::IndexFolder(fs::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  if (fs::exists(folder_, error) && !fs::is_directory(folder_, error)) {
    throw Error(ExitCode::config, {folder_, 0},
                "is a file, not an index folder: give another --index");
  }
  fs::create_directories(folder_, error);
  if (error) fail(folder_, "make the index folder", error.value());
  const bool is_index = fs::exists(folder_ / lock_file) || current().has_value();
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (is_ours(entry.path(), is_index)) continue;
    throw Error(ExitCode::config, {folder_, 0},
                fmt::format("is not an index folder: it holds '{}'; give another --index",
                            entry.path().filename().string()));
  }
  if (error) fail(folder_, "read the index folder", error.value());
  lock_ = OutputFolder(folder_, Links::follow).open_or_create(std::string(lock_file));
  if (::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0) {
    throw Error(ExitCode::busy, {folder_, 0}, "another speur-index is writing this index");
  }
}

std::optional<fs::path> IndexFolder::current() const {
  std::string text;
  try {
    text = read_small_file(folder_ / stub_file, max_stub_bytes, Links::refuse);
  } catch (const Error&) {
    return std::nullopt;  // none, or nothing that a run of this program has written
  }
  if (!text.ends_with('\n')) return std::nullopt;  // cut: the number may be that of another
  std::istringstream stub(text);
  std::string kind, name;
  if (!(stub >> kind >> name) || kind != "auto" || !generation_number(name)) return std::nullopt;
  // A path leads to a folder of somebody else, which is neither read nor written.
  if (fs::path(name).has_parent_path()) return std::nullopt;
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(folder_ / name, error))) return std::nullopt;
  return folder_ / name;
}

fs::path IndexFolder::next() {
  const std::optional<fs::path> in_service = current();
  const unsigned long last = in_service ? *generation_number(*in_service) : 0;
  const std::string name = fmt::format("{}{}", generation_prefix, last + 1);
  std::error_code error;
  fs::remove_all(folder_ / name, error);
  if (error) fail(folder_ / name, "remove", error.value());
  OutputFolder(folder_, Links::follow).create_folder(name);
  return folder_ / name;
}

void IndexFolder::switch_to(const fs::path& generation) {
  const std::optional<fs::path> before = current();
  // All files begin to be written before the first is waited for.
  for (const fs::directory_entry& file : fs::directory_iterator(generation)) {
    start_writing(file.path());
  }
  for (const fs::directory_entry& file : fs::directory_iterator(generation)) {
    if (file.is_regular_file() && file.file_size() > 0) sync_path(file.path());
  }
  sync_path(generation);
  write_checksums(generation);

  const OutputFolder folder(folder_, Links::follow);
  const std::string stub(stub_file);
  const std::string draft = stub + ".new";
  const OutputFile file = folder.create(draft);
  file.write(fmt::format("auto {}\n", generation.filename().string()));
  file.sync();
  folder.rename(draft, stub);
  folder.sync();

  remove_generations(before ? generation_number(*before) : std::nullopt);
}

void IndexFolder::tidy() {
  const std::optional<fs::path> in_service = current();
  std::error_code error;
  const fs::file_time_type switched = fs::last_write_time(folder_ / stub_file, error);
  const bool may_have_readers = !error && fs::file_time_type::clock::now() - switched < grace;
  // The generation before may have any number below: those between may have been killed.
  std::optional<unsigned long> before;
  if (in_service && may_have_readers) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
      const auto number = generation_number(entry.path());
      if (number && *number < *generation_number(*in_service)) {
        before = std::max(before.value_or(0), *number);
      }
    }
  }
  remove_generations(before);
  remove_drafts(folder_);
  if (in_service) remove_drafts(*in_service);
}

void IndexFolder::remove_generations(std::optional<unsigned long> kept) const {
  const std::optional<fs::path> in_service = current();
  std::vector<fs::path> old;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    const auto number = generation_number(entry.path());
    if (number && number != kept && entry.path() != in_service) old.push_back(entry.path());
  }
  // A generation that cannot be removed does no harm: the next run tries again.
  for (const fs::path& path : old) fs::remove_all(path, error);
}

}  // namespace speur
