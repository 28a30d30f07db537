#include "indexer/learned/postings_file.hpp"

#include "include/postings/postings.hpp"
#include "indexer/learned/site_file_draft.hpp"
#include "indexer/postings/postings_merge.hpp"
#include "speur/mapped_file.hpp"
#include "speur/postings_layout.hpp"

#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr auto draft_name = "postings.parts";

}  // namespace

PostingsFile::PostingsFile(const fs::path& folder)
    : folder_(folder), draft_(folder_.create(draft_name)) {}

PostingsFile::~PostingsFile() { remove_draft(); }

void PostingsFile::remove_draft() const noexcept {
  std::error_code error;
  fs::remove(folder_.path() / draft_name, error);
}

void PostingsFile::add(std::string_view payload) {
  draft_.write(payload);
  constexpr std::size_t alignment = sizeof(std::uint64_t);
  const std::string space((alignment - payload.size() % alignment) % alignment, '\0');
  draft_.write(space);
  sizes_.push_back(payload.size() + space.size());
}

std::string PostingsFile::finish() {
  SiteFileDraft file(folder_.path(), postings_kind);
  merge(file);  // what it maps is let go of before the file is on its disk, which takes a while
  remove_draft();
  return file.finish();
}

void PostingsFile::merge(SiteFileDraft& file) const {
  const MappedFile mapped(folder_.path() / draft_name);
  std::vector<Postings> lists;
  lists.reserve(sizes_.size());
  std::vector<PostingsPart> parts;
  std::uint64_t begin = 0;
  std::uint32_t pages = 0;
  for (const std::uint64_t size : sizes_) {
    lists.emplace_back(mapped.bytes().substr(begin, size));
    parts.push_back({&lists.back(), pages, nullptr});
    pages += lists.back().last_page();
    begin += size;
  }
  merge_postings(parts, [&](std::string_view bytes) { file.put(bytes); });
}

}  // namespace speur
