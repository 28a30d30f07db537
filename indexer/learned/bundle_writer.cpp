#include "indexer/learned/bundle_writer.hpp"

#include "indexer/learned/suggestions_file.hpp"
#include "indexer/learned/words_file.hpp"
#include "speur/error.hpp"
#include "speur/site_file.hpp"
#include "speur/suggestion_layout.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// A kind of site file and what makes its payload, of a database's terms alone.
struct Maker {
  std::string_view kind;
  std::string (*make)(const Xapian::Database& database);
};
constexpr std::array makers = {Maker{words_kind, make_words_file},
                               Maker{suggestions_kind, make_suggestions_file}};

[[noreturn]] void fail(const fs::path& file, int error) {
  throw Error(ExitCode::io, {file, 0}, fmt::format("cannot write: {}", std::strerror(error)));
}

/// A file that is open for writing.
class OutputFile {
 public:
  OutputFile(const fs::path& path, int flags)
      : path_(path), handle_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
    if (handle_ < 0) fail(path_, errno);
  }
  ~OutputFile() { ::close(handle_); }
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(handle_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() const {
    if (::fsync(handle_) != 0) fail(path_, errno);
  }

 private:
  const fs::path& path_;
  int handle_;
};

}  // namespace

std::string write_site_file(const fs::path& folder, std::string_view kind,
                            std::string_view payload) {
  const SiteFileHeader header = SiteFileHeader::of(kind, payload);
  const std::string name = fmt::format("{}-{:016x}", kind, header.hash);
  const fs::path draft = folder / (name + ".new");
  {
    const OutputFile file(draft, O_WRONLY | O_CREAT | O_TRUNC);
    file.write({reinterpret_cast<const char*>(&header), sizeof header});
    file.write(payload);
    file.sync();
  }
  std::error_code error;
  fs::rename(draft, folder / name, error);
  if (error) fail(folder / name, error.value());
  OutputFile(folder, O_RDONLY | O_DIRECTORY).sync();
  return name;
}

void SiteFiles::write(Xapian::WritableDatabase& database) {
  for (const Maker& maker : makers) {
    const std::string key = site_file_key(maker.kind);
    in_use_.push_back(database.get_metadata(key));
    in_use_.push_back(write_site_file(generation_, maker.kind, maker.make(database)));
    database.set_metadata(key, in_use_.back());
  }
}

void SiteFiles::remove_old() const {
  std::error_code error;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(generation_, error)) {
    const std::string name = entry.path().filename().string();
    const bool is_site_file = std::ranges::any_of(makers, [&](const Maker& maker) {
      return name.starts_with(std::string(maker.kind) + "-");
    });
    if (is_site_file && std::ranges::find(in_use_, name) == in_use_.end()) {
      old.push_back(entry.path());
    }
  }
  // One that cannot be removed does no harm: the next run tries again.
  for (const fs::path& path : old) fs::remove(path, error);
}

}  // namespace speur
