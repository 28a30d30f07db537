#include "searcher/index/bundle.hpp"

#include "include/files/checksums.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/stub_file.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {

std::size_t bytes_in(const fs::path& folder) {
  std::size_t bytes = 0;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(folder, error)) {
    const std::uintmax_t size = file.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
}

SiteFile::SiteFile(const fs::path& file, std::string_view kind) : path_(file), pieces_(file) {
  if (pieces_.size() >= sizeof(SiteFileHeader)) {
    const auto header = pieces_.number<SiteFileHeader>(0);
    SiteFileHeader expected = SiteFileHeader::of(kind, {});
    const std::size_t rest = pieces_.size() - sizeof header;
    expected.sums = std::min<std::uint64_t>(header.sums, rest);
    expected.size = rest - expected.sums;
    expected.hash = hash_ = header.hash;
    if (std::memcmp(&header, &expected, sizeof header) == 0) {
      pieces_.skip(sizeof header);
      if (take_sums(header.sums)) return;
    }
  }
  throw Error(ExitCode::io, {file, 0}, "is damaged: speur-index --rebuild makes it anew");
}

/// Files of before have none.
bool SiteFile::take_sums(std::uint64_t bytes) {
  try {
    if (bytes > 0) pieces_.take_sums(bytes, was_verified(path_.parent_path()) ? Sums::unused : Sums::used);
    return true;
  } catch (const std::out_of_range&) {
    return false;
  }
}

std::string_view SiteFile::payload() const { return pieces_.keep_mapped(); }

bool SiteFile::is_intact() const {
  SiteFileHash hash;
  hash.add(payload());
  return hash.value() == hash_;
}

bool has_only_local_databases(const fs::path& index) {
  return std::ranges::all_of(index_parts(index), &IndexPart::is_local);
}

std::size_t bytes_on_this_host(const fs::path& index) {
  std::size_t bytes = 0;
  for (const IndexPart& part : index_parts(index)) {
    if (part.is_local()) bytes += bytes_in(part.folder);
  }
  return bytes;
}

SiteFileSet open_site_files(const IndexReader& index, std::string_view kind) {
  SiteFileSet set;
  const std::string key = site_file_key(kind);
  for (const IndexPart& part : index.parts()) {
    if (!part.is_local()) {
      set.missing.push_back(fmt::format("{}: is on another host", part.name()));
      continue;
    }
    // A joined database tells the metadata of its first part only.
    const bool is_all = index.parts().size() == 1;
    const std::string name = guarded(part.folder, [&] {
      return (is_all ? index.database() : open_part(part)).get_metadata(key);
    });
    // Whatever the metadata says, it names nothing outside of its folder.
    if (name.empty() || name.find('/') != std::string::npos || !name.starts_with(kind)) {
      set.missing.push_back(fmt::format("{}: has no {} file", part.name(), kind));
      continue;
    }
    try {
      set.files.emplace_back(part.folder / name, kind);
    } catch (const Error& e) {
      set.damaged.emplace_back(e.what());
    }
  }
  return set;
}

}  // namespace speur
