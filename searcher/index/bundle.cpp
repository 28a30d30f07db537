#include "searcher/index/bundle.hpp"

#include "searcher/index/index_reader.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// The databases behind a path: of one's own host by their folders.
struct Databases {
  std::vector<fs::path> local;
  std::vector<std::string> others;  // as their stub names them
};

/// A stub names databases, folders with stubs and other stubs, by paths from its own folder.
void find_databases(const fs::path& path, unsigned depth, Databases& found) {
  std::error_code error;
  fs::path stub = path;
  if (fs::is_directory(path, error)) {
    stub = path / stub_file;
    if (!fs::exists(stub, error)) {
      found.local.push_back(path);
      return;
    }
  }
  constexpr unsigned deepest = 8;
  if (depth == deepest) return;
  std::ifstream in(stub);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string type, rest;
    if (!(words >> type) || type.starts_with('#')) continue;
    std::getline(words >> std::ws, rest);
    if (type == "auto" || type == "glass") {
      find_databases(stub.parent_path() / rest, depth + 1, found);
    } else {
      found.others.push_back(line);
    }
  }
}

}  // namespace

std::size_t bytes_in(const fs::path& folder) {
  std::size_t bytes = 0;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(folder, error)) {
    const std::uintmax_t size = file.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
}

SiteFile::SiteFile(const fs::path& file, std::string_view kind) : path_(file), file_(file) {
  const std::string_view bytes = file_.bytes();
  SiteFileHeader header;
  if (bytes.size() >= sizeof header) std::memcpy(&header, bytes.data(), sizeof header);
  SiteFileHeader expected = SiteFileHeader::of(kind, {});
  expected.size = bytes.size() - sizeof header;
  expected.hash = header.hash;
  if (bytes.size() < sizeof header || std::memcmp(&header, &expected, sizeof header) != 0) {
    throw Error(ExitCode::io, {file, 0}, "is damaged: speur-index --rebuild makes it anew");
  }
}

std::string_view SiteFile::payload() const noexcept {
  return file_.bytes().substr(sizeof(SiteFileHeader));
}

bool SiteFile::is_intact() const noexcept {
  SiteFileHeader header;
  std::memcpy(&header, file_.bytes().data(), sizeof header);
  SiteFileHash hash;
  hash.add(payload());
  return hash.value() == header.hash;
}

bool has_only_local_databases(const fs::path& index) {
  Databases databases;
  find_databases(index, 0, databases);
  return databases.others.empty();
}

std::size_t bytes_on_this_host(const fs::path& index) {
  Databases databases;
  find_databases(index, 0, databases);
  std::size_t bytes = 0;
  for (const fs::path& folder : databases.local) bytes += bytes_in(folder);
  return bytes;
}

SiteFileSet open_site_files(const IndexReader& index, std::string_view kind) {
  SiteFileSet set;
  Databases databases;
  find_databases(index.path(), 0, databases);
  for (const std::string& other : databases.others) {
    set.missing.push_back(fmt::format("{}: is on another host", other));
  }
  const std::string key = site_file_key(kind);
  for (const fs::path& folder : databases.local) {
    // A joined database tells the metadata of its first part only.
    const bool is_all = databases.local.size() == 1 && databases.others.empty();
    const std::string name = guarded(folder, [&] {
      return (is_all ? index.database() : Xapian::Database(folder.string())).get_metadata(key);
    });
    // Whatever the metadata says, it names nothing outside of its folder.
    if (name.empty() || name.find('/') != std::string::npos || !name.starts_with(kind)) {
      set.missing.push_back(fmt::format("{}: has no {} file", folder.string(), kind));
      continue;
    }
    try {
      set.files.emplace_back(folder / name, kind);
    } catch (const Error& e) {
      set.damaged.emplace_back(e.what());
    }
  }
  return set;
}

}  // namespace speur
