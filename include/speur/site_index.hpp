#pragma once

#include "speur/error.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// A page as its file would hold it.
struct SourcePage {
  std::string path;      ///< its id: relative, with '/', no "..", ends in .md: "aanvragen/parkeren.md"
  std::string markdown;  ///< UTF-8, with its front matter
};

struct SiteIndexOptions {
  std::string site_name{}, site_url{};
  std::string language = "nl";  ///< ISO 639-1
  bool rebuild = false;         ///< every page anew
};

/// What a run has made of the pages. `problems` names what could not be read as it should be; a place in
/// a page has the page's path.
struct SiteIndexReport {
  std::size_t pages = 0;  ///< that searchers can find now
  std::size_t indexed = 0, unchanged = 0, deleted = 0, excluded = 0, failed = 0;
  std::vector<Problem> problems;
  bool lexicon_missing = false;  ///< compounds are not divided: see $SPEUR_DATA in speur-index(1)
};

/// Makes the index at `index` hold exactly these pages, which are all of the site; pages that have not
/// changed since the last call are not written again. Searchers see all of it at once, when the call
/// returns. The pages are read as MkDocs would read them. Meanwhile they lie in a folder below
/// std::filesystem::temp_directory_path() that nobody else can read.
/// Error(usage): a path that is none of a page, or given twice; Error(busy): another run writes this
/// index; as speur-index(1) for what else can stop a run, after which the index is as it was. A problem
/// of one page stops nothing.
[[nodiscard]] SiteIndexReport index_pages(std::span<const SourcePage> pages,
                                          const std::filesystem::path& index,
                                          const SiteIndexOptions& options = {});

/// The same of a folder, by the rules of its generator's configuration, as `speur-index FOLDER`.
[[nodiscard]] SiteIndexReport index_folder(const std::filesystem::path& content,
                                           const std::filesystem::path& index, bool rebuild = false);

}  // namespace speur
