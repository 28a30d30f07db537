#pragma once

#include "indexer/site/file_stamp.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace speur {

/// A page's file as the walk saw it. Small, since there may be a million of them.
struct FoundPage {
  std::string id;  ///< path below the content folder, with '/', UTF-8
  FileStamp stamp;
};

struct SourceFile {
  std::string id;              ///< as FoundPage::id
  std::filesystem::path path;  ///< as opened and shown
};
[[nodiscard]] SourceFile source_file(const FoundPage& page, const SiteConfig& config);

inline constexpr unsigned max_folder_depth = 64;
/// So often one folder is walked that symbolic links show in several places.
inline constexpr unsigned max_folder_visits = 16;

/// The files of the content folder that are pages (.md, .markdown, .mdx, in any case), sorted by the bytes of
/// their ids. Hidden files and folders, node_modules, the index, snippet folders inside the content
/// and what `config.exclude` names are left out. Symbolic links are followed inside `config.root`.
/// A page that cannot be one (a pipe, a link to nowhere or outside, a name that is not UTF-8), a
/// loop and a folder that cannot be read are Problems; a folder named x.md is a folder.
[[nodiscard]] std::vector<FoundPage> find_page_files(const SiteConfig& config, std::vector<Problem>& problems);

/// find_page_files(), without the overwritten_pages(): of each page the start is read where the generator shows one page
/// an address.
[[nodiscard]] std::vector<FoundPage> find_pages(const SiteConfig& config, std::vector<Problem>& problems);

/// Takes out the pages whose number is set in `out`.
void erase_pages(const std::vector<bool>& out, std::vector<FoundPage>& pages);

/// The file as it is. Throws Error(no_input) where it cannot be read, and Error(data) where it is
/// larger than `config.max_page_bytes`.
[[nodiscard]] std::string read_page_bytes(const SourceFile& source, const SiteConfig& config);

}  // namespace speur
