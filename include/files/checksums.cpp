#include "include/files/checksums.hpp"

#include "include/files/output_folder.hpp"
#include "speur/error.hpp"
#include "speur/site_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

// Its shared library would be one more to load at the start of each search.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <new>
#include <optional>
#include <system_error>
#include <thread>

namespace fs = std::filesystem;

namespace speur {
namespace {

std::mutex verified_mutex;
std::set<fs::path> verified_folders;

constexpr std::string_view first_line = "speur checksums 1\n";
constexpr std::string_view writing_line = "writing\n";
constexpr std::size_t max_bytes = 1U << 20U;

struct Entry {
  std::string hash, name;
  std::uint64_t size = 0;
};

/// Files that come and go beside those that are read: Xapian's lock and draft, and ours.
bool has_no_checksum(std::string_view name) {
  return name == checksum_file || name == "flintlock" || name == "v.tmp" || name.ends_with(".new");
}

/// The hash and the size of a file; nothing if it is no regular file or cannot be read.
std::optional<Entry> hash_file(const fs::path& file, const std::atomic<bool>* stop = nullptr) {
  const FileHandle handle(
      ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status {};
  if (handle.get() < 0 || ::fstat(handle.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  ::posix_fadvise(handle.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_128bits_reset(state.get());
  // To get the memory of a larger one takes a small file longer than to be read.
  constexpr std::size_t block_bytes = 32U << 10U;
  const auto block = std::make_unique_for_overwrite<char[]>(block_bytes);
  Entry entry{{}, file.filename().string(), 0};
  while (stop == nullptr || !stop->load(std::memory_order_relaxed)) {
    const ssize_t got = ::read(handle.get(), block.get(), block_bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    XXH3_128bits_update(state.get(), block.get(), static_cast<std::size_t>(got));
    entry.size += static_cast<std::uint64_t>(got);
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  entry.hash = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  return entry;
}

/// Does `work` for each of the files, on all cores where there is much to read. Each is done once, in no order.
void for_each_file(std::size_t count, std::uint64_t bytes, const std::function<void(std::size_t)>& work) {
  constexpr std::uint64_t much = std::uint64_t{64} << 20U;
  // The number of cores is read from a file of the system, which a small check does not wait for.
  const std::size_t most = bytes > much ? std::clamp(std::thread::hardware_concurrency(), 1U, 4U) : 1;
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < std::min(most, count); ++i) {
    others.push_back(std::async(run));  // or when it is waited for, where there can be no thread
  }
  run();
  for (std::future<void>& other : others) other.get();
}

std::string end_line(std::string_view lines) {
  return fmt::format("end {:016x}\n", XXH3_64bits(lines.data(), lines.size()));
}

std::string to_text(const std::vector<Entry>& entries) {
  std::string text(first_line);
  for (const Entry& entry : entries) {
    text += fmt::format("{} {} {}\n", entry.hash, entry.size, entry.name);
  }
  return text + end_line(text);
}

void replace(const fs::path& folder, std::string_view text) {
  const OutputFolder out(folder);
  const std::string name(checksum_file);
  const OutputFile draft = out.create(name + ".new");
  draft.write(text);
  draft.sync();
  out.rename(name + ".new", name);
  out.sync();
}

/// The entries of a text whose end is right; nothing for any other.
std::optional<std::vector<Entry>> parse(std::string_view text) {
  const std::size_t end = text.rfind("end ");
  if (end == std::string_view::npos || text.substr(end) != end_line(text.substr(0, end))) {
    return std::nullopt;
  }
  text = text.substr(0, end);
  if (!text.starts_with(first_line)) return std::nullopt;
  text.remove_prefix(first_line.size());
  std::vector<Entry> entries;
  while (!text.empty()) {
    const std::size_t length = text.find('\n');
    if (length == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(length + 1);
    const std::size_t second = line.find(' ', 33);
    if (line.size() < 35 || line[32] != ' ' || second == std::string_view::npos) {
      return std::nullopt;
    }
    Entry entry;
    entry.hash = line.substr(0, 32);
    const char* const stop = line.data() + second;
    if (std::from_chars(line.data() + 33, stop, entry.size).ptr != stop) return std::nullopt;
    entry.name = line.substr(second + 1);
    // A name of the folder itself, whatever the file says.
    if (entry.name.empty() || entry.name.find('/') != std::string::npos) return std::nullopt;
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::optional<std::string> fault_of(const fs::path& folder, const Entry& entry,
                                    ChecksumDepth depth, const std::atomic<bool>* stop) {
  const fs::path file = folder / entry.name;
  struct stat status {};
  if (::lstat(file.c_str(), &status) != 0) return describe({file, 0}, "is not there");
  if (!S_ISREG(status.st_mode)) return describe({file, 0}, "is no file any more");
  if (static_cast<std::uint64_t>(status.st_size) != entry.size) {
    return describe({file, 0}, fmt::format("is damaged: it has {} bytes and not {}",
                                           status.st_size, entry.size));
  }
  if (depth == ChecksumDepth::sizes) return std::nullopt;
  const std::optional<Entry> now = hash_file(file, stop);
  if (!now) return describe({file, 0}, "cannot be read");
  if (now->hash != entry.hash) return describe({file, 0}, "is damaged: its bytes have changed");
  return std::nullopt;
}

/// Whether a file is a site file that holds checksums of its pieces. One of before has none.
bool holds_piece_sums(const fs::path& file) {
  const FileHandle handle(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  SiteFileHeader header;
  return handle.get() >= 0 && ::pread(handle.get(), &header, sizeof header, 0) == sizeof header &&
         header.magic == SiteFileHeader::expected_magic && header.sums > 0;
}

/// How deep each of the files is looked at: sizes or contents.
std::vector<ChecksumDepth> depths_of(const fs::path& folder, const std::vector<Entry>& entries, ChecksumDepth depth) {
  if (depth == ChecksumDepth::sizes || depth == ChecksumDepth::contents) {
    return std::vector<ChecksumDepth>(entries.size(), depth);
  }
  const bool is_believed = depth == ChecksumDepth::believed;
  const std::uint64_t most_bytes = is_believed ? believed_bytes : quick_bytes;
  std::vector<ChecksumDepth> depths;
  std::uint64_t bytes = 0;
  for (const Entry& entry : entries) {
    const bool is_read = !is_believed || entry.name.find('-') == std::string::npos || !holds_piece_sums(folder / entry.name);
    depths.push_back(is_read ? ChecksumDepth::contents : ChecksumDepth::sizes);
    if (is_read) bytes += std::min(entry.size, most_bytes + 1);
  }
  if (bytes > most_bytes) depths.assign(entries.size(), ChecksumDepth::sizes);
  return depths;
}

/// The text of the checksums; "" where there are none. Error for what cannot be read.
std::string read_text(const fs::path& folder) {
  try {
    return read_small_file(folder / checksum_file, max_bytes, Links::refuse);
  } catch (const Error& error) {
    if (error.code() != ExitCode::no_input) throw;
    return {};
  }
}

}  // namespace

void write_checksums(const fs::path& folder) { write_checksums(folder, {}, {}); }

void write_checksums(const fs::path& folder, const ChecksumsBefore& before,
                     const std::function<bool(std::string_view name)>& is_kept) {
  const std::vector<Entry> known = parse(before.text).value_or(std::vector<Entry>());
  std::vector<Entry> entries;
  std::vector<fs::path> files;  // to be read
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    const std::string name = file->path().filename().string();
    if (has_no_checksum(name)) continue;
    const auto same = std::ranges::find(known, name, &Entry::name);
    if (same != known.end() && is_kept(name) &&
        !fault_of(folder, *same, ChecksumDepth::sizes, nullptr)) {
      entries.push_back(*same);
      continue;
    }
    std::error_code unknown;
    const std::uintmax_t size = file->file_size(unknown);
    bytes += unknown ? 0 : size;
    files.push_back(file->path());
  }
  if (error) throw Error(ExitCode::io, {folder, 0}, "cannot be read: " + error.message());
  std::vector<std::optional<Entry>> read(files.size());
  for_each_file(files.size(), bytes, [&](std::size_t i) { read[i] = hash_file(files[i]); });
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!read[i]) throw Error(ExitCode::io, {files[i], 0}, "cannot be read");
    entries.push_back(std::move(*read[i]));
  }
  std::ranges::sort(entries, {}, &Entry::name);
  replace(folder, to_text(entries));
}

ChecksumsBefore suspend_checksums(const fs::path& folder) {
  ChecksumsBefore before{read_text(folder)};
  std::string text(first_line);
  text += writing_line;
  replace(folder, text + end_line(text));
  return before;
}

namespace {

ChecksumReport compare(const fs::path& folder, const std::string& text, ChecksumDepth depth,
                       const std::atomic<bool>* stop) {
  if (text.starts_with(std::string(first_line).append(writing_line))) {
    return {ChecksumState::writing, {}};
  }
  const std::optional<std::vector<Entry>> entries = parse(text);
  if (!entries) {
    return {ChecksumState::damaged, {describe({folder / checksum_file, 0}, "is damaged")}};
  }
  const std::vector<ChecksumDepth> depths = depths_of(folder, *entries, depth);
  // A server, which may be stopped meanwhile, has searches to answer on the other cores.
  const bool alone = stop == nullptr && depth == ChecksumDepth::contents;
  std::uint64_t bytes = 0;
  for (const Entry& entry : *entries) bytes += alone ? entry.size : 0;
  std::vector<std::optional<std::string>> faults(entries->size());
  for_each_file(entries->size(), bytes, [&](std::size_t i) { faults[i] = fault_of(folder, (*entries)[i], depths[i], stop); });
  ChecksumReport report{ChecksumState::sound, {}};
  for (std::optional<std::string>& fault : faults) {
    if (fault) report.faults.push_back(std::move(*fault));
  }
  if (!report.faults.empty()) report.state = ChecksumState::damaged;
  return report;
}

/// Faults of a folder of which no checksums tell: a pipe or a device would keep whoever opens it.
ChecksumReport without_checksums(const fs::path& folder, ChecksumState state) {
  ChecksumReport report{state, {}};
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error) || entry.is_directory(error) || !entry.exists(error)) continue;
    report.faults.push_back(describe({entry.path(), 0}, "is no file"));
    report.state = ChecksumState::damaged;
  }
  return report;
}

}  // namespace

void drop_checksums(const fs::path& folder, const std::vector<fs::path>& files) {
  std::optional<std::vector<Entry>> entries = parse(read_text(folder));
  if (!entries) return;
  const std::size_t dropped = std::erase_if(*entries, [&](const Entry& entry) {
    return std::ranges::any_of(
        files, [&](const fs::path& file) { return file.filename() == entry.name; });
  });
  if (dropped > 0) replace(folder, to_text(*entries));
}

ChecksumReport check_checksums(const fs::path& folder, ChecksumDepth depth,
                               const std::atomic<bool>* stop) {
  try {
    std::error_code error;
    std::string text = read_text(folder);
    for (;;) {
      if (text.empty() && !fs::exists(folder / checksum_file, error)) {
        return without_checksums(folder, ChecksumState::unknown);
      }
      ChecksumReport report = compare(folder, text, depth, stop);
      if (report.state == ChecksumState::writing) {
        return without_checksums(folder, ChecksumState::writing);
      }
      if (report.state != ChecksumState::damaged) return report;
      // What differs may have been changed by a run, which says so first.
      std::string now = read_text(folder);
      if (now == text) return report;
      text = std::move(now);
    }
  } catch (const Error& error) {
    return {ChecksumState::damaged, {error.what()}};
  }
}

void note_verified(const fs::path& folder, bool is_sound) {
  const std::lock_guard lock(verified_mutex);
  if (is_sound) {
    verified_folders.insert(folder);
  } else {
    verified_folders.erase(folder);
  }
}

bool was_verified(const fs::path& folder) {
  const std::lock_guard lock(verified_mutex);
  return verified_folders.contains(folder);
}

}  // namespace speur
