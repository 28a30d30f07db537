#pragma once

#include "indexer/learned/postings_update.hpp"
#include <xapian.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Writes `payload` as a site file into `folder` and gives its name. It appears whole, by a rename, when it is on the
/// disk; to sync the folder is left to who makes others name the file. Error(io).
std::string write_site_file(const std::filesystem::path& folder, std::string_view kind,
                            std::string_view payload);

/// The names of the files that have a part for each page, which are written already.
struct PageStores {
  std::string records{}, texts{};  ///< without texts, the data of pages is in the database
  PostingsNames postings{};
};

/// The names of the files of what all pages say together.
struct LearnedFiles {
  std::string words, suggestions;
};
/// Writes them: the payloads are Vocabulary::encode()'s and encode_suggestions()'s.
[[nodiscard]] LearnedFiles write_learned_files(const std::filesystem::path& generation, std::string_view words,
                                               std::string_view suggestions);

/// The site files of one generation, of all kinds (site_file.hpp).
class SiteFiles {
 public:
  explicit SiteFiles(std::filesystem::path generation) : generation_(std::move(generation)) {}

  /// Names all in the database's metadata: to be called when all pages are in, before the commit.
  void name(Xapian::WritableDatabase& database, const LearnedFiles& learned, const PageStores& pages);
  /// After the commit: removes what is older than the commit before it, and what killed runs left.
  void remove_old() const;

 private:
  std::filesystem::path generation_;
  std::vector<std::string> in_use_;  // names of this commit's files and of the one's before
};

}  // namespace speur
