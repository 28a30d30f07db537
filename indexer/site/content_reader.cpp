#include "indexer/site/content_reader.hpp"

#include "include/files/path_inside.hpp"
#include "indexer/site/rules/path_patterns.hpp"
#include "indexer/site/shared_addresses.hpp"
#include "indexer/text/text_decoding.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// A folder that is open. Its number tells it from others, whatever path leads to it.
class OpenFolder {
 public:
  using Number = std::pair<dev_t, ino_t>;

  explicit OpenFolder(const std::string& path) : folder_(::opendir(path.c_str())) {
    if (folder_ == nullptr) error_ = errno;
  }
  ~OpenFolder() {
    if (folder_ != nullptr) ::closedir(folder_);
  }
  OpenFolder(const OpenFolder&) = delete;
  OpenFolder& operator=(const OpenFolder&) = delete;

  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] int handle() const { return ::dirfd(folder_); }
  [[nodiscard]] Number number() const {
    struct stat status {};
    return ::fstat(handle(), &status) == 0 ? Number(status.st_dev, status.st_ino) : Number();
  }

  struct Entry {
    std::string name;
    unsigned char type = DT_UNKNOWN;
  };
  /// In order, so that problems come in the same order on every file system. `hidden`: also those whose names
  /// begin with a dot.
  std::vector<Entry> entries(bool hidden) {
    std::vector<Entry> found;
    for (errno = 0; const dirent* entry = ::readdir(folder_); errno = 0) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != ".." && (hidden || !name.starts_with('.'))) found.push_back({std::string(name), entry->d_type});
    }
    error_ = errno;
    std::sort(found.begin(), found.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return found;
  }

 private:
  DIR* folder_;
  int error_ = 0;
};

class Walker {
 public:
  Walker(const SiteConfig& config, std::vector<Problem>& problems)
      : config_(config), problems_(problems), root_(canonical(config.root)) {
    const fs::path content = canonical(config.content);
    for (const fs::path& path : config.snippet_paths) {
      const fs::path snippets = canonical(path);
      if (snippets != content && is_inside(snippets, content)) skip(snippets);
    }
    if (!config.index.empty()) skip(config.index);
  }

  std::vector<FoundPage> walk() {
    walk_folder(config_.content.string(), "", 0);
    std::sort(pages_.begin(), pages_.end(),
              [](const FoundPage& a, const FoundPage& b) { return a.id < b.id; });
    drop_those_that_are_none();
    return std::move(pages_);
  }

 private:
  static fs::path canonical(const fs::path& path) {
    std::error_code error;
    fs::path result = fs::weakly_canonical(path, error);
    return error ? path : result;
  }

  void skip(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) == 0) skipped_.insert({status.st_dev, status.st_ino});
  }

  void report(const fs::path& path, std::string message) {
    problems_.push_back({{path, 0}, std::move(message)});
  }

  void walk_folder(const std::string& path, const std::string& prefix, unsigned depth) {
    if (depth > max_folder_depth) {
      report(path, fmt::format("folders deeper than {} are not read", max_folder_depth));
      return;
    }
    OpenFolder folder(path);
    if (folder.error() != 0) {
      report(path, fmt::format("cannot be read: {}", std::strerror(folder.error())));
      return;
    }
    const OpenFolder::Number number = folder.number();
    if (skipped_.contains(number)) return;
    if (std::find(above_.begin(), above_.end(), number) != above_.end()) {
      report(path, "is a symbolic link to a folder that it stands in: it is not followed");
      return;
    }
    if (++visits_[number] > max_folder_visits) {
      report(path, fmt::format("the folder was read {} times through symbolic links: not again",
                               max_folder_visits));
      return;
    }
    above_.push_back(number);
    const std::vector<OpenFolder::Entry> entries = folder.entries(config_.rules->sees_hidden());
    if (folder.error() != 0) {
      report(path, fmt::format("cannot be read: {}", std::strerror(folder.error())));
    }
    const std::string begin = path.ends_with('/') ? path : path + '/';
    for (const OpenFolder::Entry& entry : entries) {
      visit(folder, entry, begin + entry.name, prefix, depth);
    }
    above_.pop_back();
  }

  void visit(const OpenFolder& folder, const OpenFolder::Entry& entry, const std::string& path,
             const std::string& prefix, unsigned depth) {
    const std::string& name = entry.name;
    if (name == "node_modules") return;
    const bool page_name =
        entry.type != DT_DIR && config_.rules->may_be_page(config_.rules_prefix + prefix + name);
    if (entry.type == DT_REG && !page_name) return;
    struct stat status {};
    int error = 0;
    if (entry.type == DT_DIR) {
      status.st_mode = S_IFDIR;
    } else {
      if (entry.type == DT_UNKNOWN || entry.type == DT_LNK) {
        const bool is_link = ::fstatat(folder.handle(), name.c_str(), &status,
                                       AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
        error = ::fstatat(folder.handle(), name.c_str(), &status, 0) == 0 ? 0 : errno;
        if (is_link && !check_link(path, error, S_ISDIR(status.st_mode), page_name)) return;
      } else {
        error = ::fstatat(folder.handle(), name.c_str(), &status, 0) == 0 ? 0 : errno;
      }
    }
    if (error == 0 && S_ISDIR(status.st_mode)) {
      if (!is_clean_name(name)) {
        report(path, "the folder's name is not UTF-8, or has control characters: skipped");
      } else if (config_.rules->enters(config_.rules_prefix + prefix + name)) {
        walk_folder(path, prefix + name + "/", depth + 1);
      }
      return;
    }
    if (!page_name) return;
    if (!is_clean_name(name)) {
      report(path, "the page's name is not UTF-8, or has control characters: skipped");
    } else if (error != 0) {
      report(path, fmt::format("cannot be read: {}", std::strerror(error)));
    } else if (!S_ISREG(status.st_mode)) {
      report(path, "is no regular file: skipped");
    } else if (!matches_patterns(prefix + name, config_.exclude)) {
      pages_.push_back({prefix + name, FileStamp::of(status)});
    }
  }

  /// Whether to go on with what a symbolic link names.
  bool check_link(const fs::path& path, int error, bool is_folder, bool page_name) {
    if (error == ELOOP) {
      report(path, "is a symbolic link that leads to itself: skipped");
      return false;
    }
    if (error != 0) {
      if (page_name) report(path, "is a symbolic link to nothing: skipped");
      return false;
    }
    if (!page_name && !is_folder) return false;
    std::error_code failure;
    if (is_inside(fs::canonical(path, failure), root_)) return true;
    report(path,
           fmt::format("is a symbolic link to a place outside of {}: skipped", root_.string()));
    return false;
  }

  /// By the generator's rules, which know all paths now.
  void drop_those_that_are_none() {
    std::vector<std::string> prefixed;
    std::vector<std::string_view> paths;
    paths.reserve(pages_.size());
    if (!config_.rules_prefix.empty()) {
      for (const FoundPage& page : pages_) prefixed.push_back(config_.rules_prefix + page.id);
      paths.assign(prefixed.begin(), prefixed.end());
    } else {
      for (const FoundPage& page : pages_) paths.push_back(page.id);
    }
    fs::path folder = (config_.content / "").lexically_normal().parent_path();
    for (std::size_t i = 0; i < config_.rules_prefix.size(); ++i) {
      if (config_.rules_prefix[i] == '/') folder = folder.parent_path();
    }
    std::vector<bool> out(pages_.size());
    config_.rules->prepare({folder, paths}, out, problems_);
    erase_pages(out, pages_);
  }

  const SiteConfig& config_;
  std::vector<Problem>& problems_;
  fs::path root_;
  std::set<OpenFolder::Number> skipped_;
  std::vector<OpenFolder::Number> above_;  ///< the folders on the way to this one
  std::map<OpenFolder::Number, unsigned> visits_;
  std::vector<FoundPage> pages_;
};

}  // namespace

std::vector<FoundPage> find_page_files(const SiteConfig& config, std::vector<Problem>& problems) {
  return Walker(config, problems).walk();
}

std::vector<FoundPage> find_pages(const SiteConfig& config, std::vector<Problem>& problems) {
  std::vector<FoundPage> pages = find_page_files(config, problems);
  erase_pages(overwritten_pages(config, pages, {}, problems), pages);
  return pages;
}

void erase_pages(const std::vector<bool>& out, std::vector<FoundPage>& pages) {
  std::size_t next = 0;
  std::erase_if(pages, [&](const FoundPage&) { return out[next++]; });
}

SourceFile source_file(const FoundPage& page, const SiteConfig& config) {
  return {page.id, config.content / page.id};
}

std::string read_page_bytes(const SourceFile& source, const SiteConfig& config) {
  return read_file(source.path, config.max_page_bytes);
}

}  // namespace speur
