#include "indexer/site/mkdocs/mkdocs_folders.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// A file that stands in its folder in fact, and not by a symbolic link.
bool is_own_file(const fs::path& file) {
  std::error_code error;
  return fs::symlink_status(file, error).type() == fs::file_type::regular;
}

/// The folders of the pages, with those around them.
std::set<std::string, std::less<>> folders_of(const PageFiles& files) {
  std::set<std::string, std::less<>> folders = {""};
  for (const std::string_view path : files.paths) {
    for (std::string_view folder = folder_of(path); !folder.empty();
         folder = folder_around(folder)) {
      if (!folders.emplace(folder).second) break;
    }
  }
  return folders;
}

template <typename Visit>
void for_each_folder(std::string_view path, const Visit& visit) {
  std::string_view folder = path;
  do {
    folder = folder == path ? folder_of(path) : folder_around(folder);
    visit(folder);
  } while (!folder.empty());
}

}  // namespace

MkdocsFolders::MkdocsFolders(std::string meta_file, std::string pages_file)
    : meta_file_(std::move(meta_file)), pages_file_(std::move(pages_file)) {}

void MkdocsFolders::read(const PageFiles& files, std::vector<bool>& out,
                         std::vector<Problem>& problems) {
  if (meta_file_.empty() && pages_file_.empty()) return;
  for (const std::string& folder : folders_of(files)) {
    const fs::path meta = files.folder / folder / meta_file_;
    if (!meta_file_.empty() && is_own_file(meta)) {
      print_ += fmt::format("|{}:{}", folder, read_file(meta, 1U << 20U));
      metas_[folder] = read_settings(meta, problems);
    }
    const fs::path pages = files.folder / folder / pages_file_;
    if (!pages_file_.empty() && is_own_file(pages)) {
      // The folder of all pages is no part of the navigation that could be hidden.
      if (!folder.empty() && switch_of(read_settings(pages, problems), "hide", false)) {
        hidden_.insert(folder);
        print_ += fmt::format("|{} hidden", folder);
      }
    }
  }
  for (std::size_t i = 0; i < files.paths.size() && !hidden_.empty(); ++i) {
    for_each_folder(files.paths[i], [&](std::string_view folder) {
      if (out[i] || !hidden_.contains(folder)) return;
      out[i] = true;
      problems.push_back(doubt(files.folder / files.paths[i], 0,
                               fmt::format("is left out: `hide: true` in {} keeps its folder out of "
                                           "the navigation", pages_file_)));
    });
  }
}

void MkdocsFolders::complete(std::string_view path, YamlNode& keys) const {
  if (metas_.empty()) return;
  for_each_folder(path, [&](std::string_view folder) {
    const auto found = metas_.find(folder);
    if (found == metas_.end()) return;
    YamlNode all = found->second;
    merge_settings(all, std::move(keys));
    keys = std::move(all);
  });
}

}  // namespace speur
