#include "indexer/learned/site_file_draft.hpp"

#include "include/files/piece_sums.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// What is written at once, at a multiple of itself, the system keeps as one large page where it can: a search
/// that reads a hundred places of a file then pays for a few such pages, and not for a hundred small ones.
constexpr std::size_t chunk_bytes = std::size_t{2} << 20U;

}  // namespace

SiteFileDraft::SiteFileDraft(const fs::path& folder, std::string_view kind)
    : folder_(folder), kind_(kind), draft_(kind_ + ".new"), file_(folder_.create(draft_)) {
  buffer_.assign(head_bytes_, '\0');  // the header is known when all is written
}

SiteFileDraft::~SiteFileDraft() {
  std::error_code error;
  if (!is_finished_) fs::remove(folder_.path() / draft_, error);
}

void SiteFileDraft::put(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const std::string_view taken = bytes.substr(0, chunk_bytes - buffer_.size());
    buffer_ += taken;
    bytes.remove_prefix(taken.size());
    if (buffer_.size() == chunk_bytes) flush();
  }
}

void SiteFileDraft::flush() {
  hash_.add(std::string_view(buffer_).substr(head_bytes_));
  PieceSums::append(buffer_, head_bytes_, sums_);
  head_bytes_ = 0;
  file_.write(buffer_);
  buffer_.clear();
}

void SiteFileDraft::align() {
  constexpr std::size_t alignment = sizeof(std::uint64_t);
  put(std::string((alignment - size_ % alignment) % alignment, '\0'));
}

std::string SiteFileDraft::finish() {
  flush();
  SiteFileHeader header = SiteFileHeader::of(kind_, size_, hash_.value());
  header.sums = sums_.size();
  file_.write(sums_);
  file_.write_at(0, {reinterpret_cast<const char*>(&header), sizeof header});
  file_.sync();
  std::string name = fmt::format("{}-{:016x}", kind_, header.hash);
  folder_.rename(draft_, name);
  is_finished_ = true;
  return name;
}

}  // namespace speur
