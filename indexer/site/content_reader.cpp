#include "indexer/site/content_reader.hpp"

#include "indexer/site/path_patterns.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <system_error>

namespace speur {
namespace {

namespace fs = std::filesystem;

bool is_page_name(std::string_view name) {
  for (const std::string_view extension : {".md", ".markdown", ".mdx"}) {
    if (name.size() > extension.size() &&
        std::equal(extension.rbegin(), extension.rend(), name.rbegin(), [](char ours, char theirs) {
          return ours == (theirs >= 'A' && theirs <= 'Z' ? static_cast<char>(theirs + 32) : theirs);
        })) {
      return true;
    }
  }
  return false;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

class Walker {
 public:
  Walker(const SiteConfig& config, std::vector<Problem>& problems)
      : config_(config), problems_(problems), root_(canonical(config.root)) {
    const fs::path content = canonical(config.content);
    for (const fs::path& path : config.snippet_paths) {
      fs::path snippets = canonical(path);
      if (snippets != content && is_inside(snippets, content)) skipped_.insert(std::move(snippets));
    }
    if (!config.index.empty()) skipped_.insert(canonical(config.index));
  }

  std::vector<SourceFile> walk() {
    walk_folder(config_.content, "", 0);
    if (config_.urls.generator != Generator::hugo) drop_shadowed_readmes();
    std::sort(pages_.begin(), pages_.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.id < b.id; });
    return std::move(pages_);
  }

 private:
  static fs::path canonical(const fs::path& path) {
    std::error_code error;
    fs::path result = fs::weakly_canonical(path, error);
    return error ? path : result;
  }

  void report(const fs::path& path, std::string message) {
    problems_.push_back({{path, 0}, std::move(message)});
  }

  void walk_folder(const fs::path& folder, const std::string& prefix, unsigned depth) {
    if (depth > max_folder_depth) {
      report(folder, fmt::format("folders deeper than {} are not read", max_folder_depth));
      return;
    }
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    if (error) {
      report(folder, "cannot be read: " + error.message());
      return;
    }
    if (skipped_.contains(real)) return;
    if (std::find(above_.begin(), above_.end(), real) != above_.end()) {
      report(folder, "is a symbolic link to a folder that it stands in: it is not followed");
      return;
    }
    if (++visits_[real] > max_folder_visits) {
      report(folder, fmt::format("the folder was read {} times through symbolic links: not again",
                                 max_folder_visits));
      return;
    }
    above_.push_back(real);
    fs::directory_iterator entries(folder, error);
    std::vector<fs::directory_entry> found;
    while (!error && entries != fs::directory_iterator()) {
      found.push_back(*entries);
      entries.increment(error);
    }
    if (error) report(folder, "cannot be read: " + error.message());
    // In order, so that problems come in the same order on every file system.
    std::sort(found.begin(), found.end());
    for (const fs::directory_entry& entry : found) visit(entry, prefix, depth);
    above_.pop_back();
  }

  void visit(const fs::directory_entry& entry, const std::string& prefix, unsigned depth) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || name == "node_modules") return;
    const bool page_name = is_page_name(name);
    std::error_code error;
    const bool link = entry.is_symlink(error);
    const fs::file_status status = entry.status(error);
    if (link && !check_link(entry.path(), status, error, page_name)) return;
    if (fs::is_directory(status)) {
      if (!is_clean_name(name)) {
        report(entry.path(), "the folder's name is not UTF-8, or has control characters: skipped");
      } else {
        walk_folder(entry.path(), prefix + name + "/", depth + 1);
      }
      return;
    }
    if (!page_name) return;
    if (!is_clean_name(name)) {
      report(entry.path(), "the page's name is not UTF-8, or has control characters: skipped");
    } else if (!fs::exists(status)) {
      report(entry.path(), "cannot be read: " + error.message());
    } else if (!fs::is_regular_file(status)) {
      report(entry.path(), "is no regular file: skipped");
    } else if (!matches_patterns(prefix + name, config_.exclude)) {
      const std::uintmax_t size = entry.file_size(error);
      pages_.push_back({prefix + name, entry.path(), error ? 0 : size});
    }
  }

  /// Whether to go on with what a symbolic link names.
  bool check_link(const fs::path& path, const fs::file_status& status, std::error_code error,
                  bool page_name) {
    if (error == std::errc::too_many_symbolic_link_levels) {
      report(path, "is a symbolic link that leads to itself: skipped");
      return false;
    }
    if (!fs::exists(status)) {
      if (page_name) report(path, "is a symbolic link to nothing: skipped");
      return false;
    }
    if (!page_name && !fs::is_directory(status)) return false;
    if (is_inside(fs::canonical(path, error), root_)) return true;
    report(path,
           fmt::format("is a symbolic link to a place outside of {}: skipped", root_.string()));
    return false;
  }

  /// index.md and README.md both stand for their folder; MkDocs builds index.md then.
  void drop_shadowed_readmes() {
    std::set<std::string, std::less<>> indexes;
    const auto folder_of = [](const SourceFile& page) {
      return page.id.substr(0, page.id.rfind('/') + 1);
    };
    for (const SourceFile& page : pages_) {
      if (page_stem(page.id) == "index") indexes.insert(folder_of(page));
    }
    std::erase_if(pages_, [&](const SourceFile& page) {
      if (page_stem(page.id) != "README" || !indexes.contains(folder_of(page))) return false;
      problems_.push_back(
          {{page.path, 0}, "is skipped: the index page beside it stands for the folder", true});
      return true;
    });
  }

  const SiteConfig& config_;
  std::vector<Problem>& problems_;
  fs::path root_;
  std::set<fs::path> skipped_;
  std::vector<fs::path> above_;  ///< the folders on the way to this one
  std::map<fs::path, unsigned> visits_;
  std::vector<SourceFile> pages_;
};

}  // namespace

std::vector<SourceFile> find_pages(const SiteConfig& config, std::vector<Problem>& problems) {
  return Walker(config, problems).walk();
}

std::string read_page_bytes(const SourceFile& source, const SiteConfig& config) {
  return read_file(source.path, config.max_page_bytes);
}

}  // namespace speur
