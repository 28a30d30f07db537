#include "indexer/learned/site_file_draft.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;

}  // namespace

SiteFileDraft::SiteFileDraft(const fs::path& folder, std::string_view kind)
    : folder_(folder), kind_(kind), draft_(kind_ + ".new"), file_(folder_.create(draft_)) {
  const SiteFileHeader space;
  file_.write({reinterpret_cast<const char*>(&space), sizeof space});
}

SiteFileDraft::~SiteFileDraft() {
  std::error_code error;
  if (!is_finished_) fs::remove(folder_.path() / draft_, error);
}

void SiteFileDraft::put(std::string_view bytes) {
  size_ += bytes.size();
  buffer_ += bytes;
  if (buffer_.size() >= buffer_bytes) flush();
}

void SiteFileDraft::flush() {
  hash_.add(buffer_);
  file_.write(buffer_);
  buffer_.clear();
}

void SiteFileDraft::align() {
  constexpr std::size_t alignment = sizeof(std::uint64_t);
  put(std::string((alignment - size_ % alignment) % alignment, '\0'));
}

std::string SiteFileDraft::finish() {
  flush();
  const SiteFileHeader header = SiteFileHeader::of(kind_, size_, hash_.value());
  file_.write_at(0, {reinterpret_cast<const char*>(&header), sizeof header});
  file_.sync();
  std::string name = fmt::format("{}-{:016x}", kind_, header.hash);
  folder_.rename(draft_, name);
  is_finished_ = true;
  folder_.sync();
  return name;
}

}  // namespace speur
