#include "indexer/learned/records_file.hpp"

#include "include/files/output_folder.hpp"
#include "speur/error.hpp"
#include "speur/records_layout.hpp"
#include "speur/site_file.hpp"
#include "speur/word_record.hpp"

#include <fmt/format.h>

#include <fstream>
#include <span>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;

}  // namespace

struct RecordsFile::Impl {
  OutputFolder folder;
  std::string draft = std::string(records_kind) + ".new";
  OutputFile file;
  std::string buffer;
  SiteFileHash hash;
  std::uint64_t written = 0;
  std::vector<std::uint64_t> begins{0};
  bool is_finished = false;

  explicit Impl(const fs::path& where)
      : folder(where), file(folder.create(draft)) {
    const SiteFileHeader space;
    file.write({reinterpret_cast<const char*>(&space), sizeof space});
  }

  void put(std::string_view bytes) {
    written += bytes.size();
    buffer += bytes;
    if (buffer.size() >= buffer_bytes) flush();
  }
  void flush() {
    hash.add(buffer);
    file.write(buffer);
    buffer.clear();
  }
};

RecordsFile::RecordsFile(const fs::path& folder) : impl_(std::make_unique<Impl>(folder)) {}

RecordsFile::~RecordsFile() {
  std::error_code error;
  if (!impl_->is_finished) fs::remove(impl_->folder.path() / impl_->draft, error);
}

void RecordsFile::add(std::string_view record) {
  impl_->put(record);
  impl_->begins.push_back(impl_->written);
}

std::size_t RecordsFile::size() const noexcept {
  return impl_->begins.size() - 1;
}

std::string RecordsFile::finish() {
  constexpr std::size_t alignment = sizeof(std::uint64_t);
  impl_->put(std::string((alignment - impl_->written % alignment) % alignment, '\0'));
  impl_->begins.push_back(impl_->begins.size() - 1);
  const auto table = std::as_bytes(std::span(impl_->begins));
  impl_->put({reinterpret_cast<const char*>(table.data()), table.size()});
  impl_->flush();
  const SiteFileHeader header =
      SiteFileHeader::of(records_kind, impl_->written, impl_->hash.value());
  impl_->file.write_at(0, {reinterpret_cast<const char*>(&header), sizeof header});
  impl_->file.sync();
  const std::string name = fmt::format("{}-{:016x}", records_kind, header.hash);
  impl_->folder.rename(impl_->draft, name);
  impl_->is_finished = true;
  impl_->folder.sync();
  return name;
}

std::string make_records_file(const fs::path& folder, const Xapian::Database& database) {
  RecordsFile file(folder);
  for (Xapian::docid page = 1; page <= database.get_lastdocid(); ++page) {
    try {
      file.add(make_word_record(database.get_document(page).get_data()));
    } catch (const Xapian::DocNotFoundError&) {
      file.add({});  // this page has gone
    }
  }
  return file.finish();
}

std::size_t records_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  std::uint64_t pages = 0;
  in.seekg(-static_cast<std::streamoff>(sizeof pages), std::ios::end);
  if (!in.read(reinterpret_cast<char*>(&pages), sizeof pages)) return 0;
  return pages;
}

}  // namespace speur
