#include "indexer/learned/bundle_writer.hpp"

#include "include/files/output_folder.hpp"
#include "include/files/piece_sums.hpp"
#include "speur/postings_layout.hpp"
#include "speur/records_layout.hpp"
#include "speur/site_file.hpp"
#include "speur/suggestion_layout.hpp"
#include "speur/texts_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr std::array kinds = {words_kind, suggestions_kind, records_kind, postings_kind,
                              changes_kind, texts_kind};

std::string piece_sums(std::string_view payload) {
  const std::size_t first = std::min(payload.size(), PieceSums::piece_bytes - sizeof(SiteFileHeader));
  std::string sums;
  PieceSums::append(payload.substr(0, first), 0, sums);
  PieceSums::append(payload.substr(first), 0, sums);
  return sums;
}

}  // namespace

std::string write_site_file(const fs::path& folder, std::string_view kind,
                            std::string_view payload) {
  SiteFileHeader header = SiteFileHeader::of(kind, payload);
  std::string sums;
  if (std::ranges::find(kinds, kind) != kinds.end()) sums = piece_sums(payload);  // others are read whole
  header.sums = sums.size();
  const std::string name = fmt::format("{}-{:016x}", kind, header.hash);
  const OutputFolder in(folder);
  const OutputFile draft = in.create(name + ".new");
  draft.write({reinterpret_cast<const char*>(&header), sizeof header});
  draft.write(payload);
  draft.write(sums);
  draft.sync();
  in.rename(name + ".new", name);
  return name;
}

LearnedFiles write_learned_files(const fs::path& generation, std::string_view words,
                                 std::string_view suggestions) {
  return {write_site_file(generation, words_kind, words),
          write_site_file(generation, suggestions_kind, suggestions)};
}

void SiteFiles::name(Xapian::WritableDatabase& database, const LearnedFiles& learned,
                     const PageStores& pages) {
  const auto name_file = [&](std::string_view kind, const std::string& name) {
    const std::string key = site_file_key(kind);
    in_use_.push_back(database.get_metadata(key));
    in_use_.push_back(name);
    database.set_metadata(key, name);
  };
  name_file(words_kind, learned.words);
  name_file(suggestions_kind, learned.suggestions);
  name_file(records_kind, pages.records);
  name_file(texts_kind, pages.texts);
  name_file(postings_kind, pages.postings.postings);
  name_file(changes_kind, pages.postings.changes);
}

void SiteFiles::remove_old() const {
  std::error_code error;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(generation_, error)) {
    const std::string name = entry.path().filename().string();
    const bool is_site_file = std::ranges::any_of(kinds, [&](std::string_view kind) {
      return name.starts_with(std::string(kind) + "-");
    });
    if (is_site_file && std::ranges::find(in_use_, name) == in_use_.end()) {
      old.push_back(entry.path());
    }
  }
  // One that cannot be removed does no harm: the next run tries again.
  for (const fs::path& path : old) fs::remove(path, error);
}

}  // namespace speur
