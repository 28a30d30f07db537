#include "indexer/learned/postings_update.hpp"

#include "indexer/learned/bundle_writer.hpp"
#include "indexer/learned/site_file_draft.hpp"
#include "indexer/postings/postings_builder.hpp"
#include "indexer/postings/postings_merge.hpp"
#include "speur/error.hpp"
#include "speur/postings_layout.hpp"
#include "speur/site_file.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace fs = std::filesystem;

namespace speur {
namespace {

MappedFile map(const fs::path& folder, const std::string& name) {
  return name.empty() ? MappedFile() : MappedFile(folder / name);
}

IndexPostings read(const fs::path& file, std::string_view base, std::string_view changes) {
  try {
    return IndexPostings(base, changes);
  } catch (const std::out_of_range&) {
    throw Error(ExitCode::io, {file, 0}, "is damaged: --rebuild makes it anew");
  }
}

std::string lists_of(std::vector<std::pair<std::uint32_t, TermList>> pages, std::uint32_t offset) {
  std::ranges::sort(pages, {}, [](const auto& page) { return page.first; });
  PostingsBuilder builder;
  for (const auto& [page, terms] : pages) {
    builder.begin_page(page - offset);
    terms.for_each([&](std::string_view term, std::uint32_t wdf) { builder.add(term, wdf); });
  }
  std::string lists;
  builder.write([&](std::string_view bytes) { lists += bytes; });
  return lists;
}

std::string merged(std::span<const PostingsPart> parts) {
  std::string lists;
  merge_postings(parts, [&](std::string_view bytes) { lists += bytes; });
  return lists;
}

}  // namespace

PostingsUpdate::PostingsUpdate(fs::path folder, const PostingsNames& names)
    : folder_(std::move(folder)),
      names_(names),
      base_file_(map(folder_, names.postings)),
      changes_file_(map(folder_, names.changes)),
      before_(read(folder_ / names.postings, site_file_payload(base_file_.bytes()),
                    site_file_payload(changes_file_.bytes()))) {}

void PostingsUpdate::add(std::uint32_t page, TermList terms) {
  // Xapian gives numbers once, but for a database whose file of numbers is damaged.
  if (page <= before_.last_page()) throw std::logic_error("the number of a page was given before");
  added_.emplace_back(page, std::move(terms));
}

void PostingsUpdate::remove(std::uint32_t page, TermList terms) {
  gone_.emplace_back(page, std::move(terms));
}

/// The lists of the pages behind the base.
std::string PostingsUpdate::added() const {
  const std::string fresh = lists_of(added_, base_pages());
  if (before_.added() == nullptr) return fresh;
  const Postings fresh_lists(fresh);
  PageSet going(before_.last_page());
  for (const Page& page : gone_) {
    if (page.first <= before_.last_page()) going.add(page.first);
  }
  PageSet keep(before_.added()->last_page());
  for (std::uint32_t page = 1; page <= before_.added()->last_page(); ++page) {
    if (before_.added()->is_live(page) && !going.has(base_pages() + page)) keep.add(page);
  }
  return merged(std::array{PostingsPart{before_.added(), 0, &keep},
                           PostingsPart{&fresh_lists, 0, nullptr}});
}

/// The lists of the pages of the base that are no more.
std::string PostingsUpdate::gone() const {
  std::vector<Page> of_base;
  for (const Page& page : gone_) {
    if (page.first <= base_pages()) of_base.push_back(page);
  }
  const std::string fresh = lists_of(std::move(of_base), 0);
  if (before_.gone() == nullptr) return fresh;
  const Postings fresh_lists(fresh);
  return merged(std::array{PostingsPart{before_.gone(), 0, nullptr},
                           PostingsPart{&fresh_lists, 0, nullptr}});
}

PostingsNames PostingsUpdate::write(bool whole) const {
  std::string changes = added();
  const std::uint64_t added_bytes = changes.size();
  changes += gone();
  changes.append(reinterpret_cast<const char*>(&added_bytes), sizeof added_bytes);
  if (!whole) return {names_.postings, write_site_file(folder_, changes_kind, changes)};
  const IndexPostings now(site_file_payload(base_file_.bytes()), changes);
  SiteFileDraft file(folder_, postings_kind);
  merge_postings(std::array{PostingsPart{&now.base(), 0, &now.live()},
                            PostingsPart{now.added(), base_pages(), &now.live()}},
                 [&](std::string_view bytes) { file.put(bytes); });
  return {file.finish(), {}};
}

}  // namespace speur
