#include "speur/site_index.hpp"

#include "indexer/index_run.hpp"

#include <stdlib.h>  // mkdtemp

#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// A folder that only this user can read, and that is gone when this object is.
class StagingFolder {
 public:
  StagingFolder() {
    std::string name = (fs::temp_directory_path() / "speur-pages-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw Error(ExitCode::io, {name}, std::strerror(errno));
    }
    path_ = fs::canonical(name);
  }
  ~StagingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  StagingFolder(const StagingFolder&) = delete;
  StagingFolder& operator=(const StagingFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

  void write(const fs::path& name, std::string_view text) const {
    const fs::path file = path_ / name;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    std::ofstream out(file, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (error || !out) throw Error(ExitCode::io, {file}, "cannot be written");
  }

 private:
  fs::path path_;
};

/// A string of YAML, in double quotes: whatever it holds, it is one value.
std::string yaml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') quoted += '\\';
    if (letter == '\n') {
      quoted += "\\n";
    } else {
      quoted += letter;
    }
  }
  return quoted + '"';
}

/// A path of names alone, so that every page stays in the folder that it is written to.
bool is_page_path(std::string_view path) {
  if (!path.ends_with(".md") || path.find('\0') != std::string_view::npos) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    if (name.empty() || name == "." || name == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

SiteIndexReport run(const IndexOptions& options, bool rebuild) {
  RunOptions how;
  how.rebuild = rebuild;
  IndexSummary summary = run_index(options, how, {});
  SiteIndexReport report;
  report.pages = summary.pages();
  report.indexed = summary.indexed;
  report.unchanged = summary.unchanged;
  report.deleted = summary.deleted;
  report.excluded = summary.excluded;
  report.failed = summary.failed;
  report.problems = std::move(summary.problems);
  report.lexicon_missing = summary.lexicon_missing;
  return report;
}

}  // namespace

SiteIndexReport index_pages(std::span<const SourcePage> pages, const fs::path& index,
                            const SiteIndexOptions& options) {
  if (index.empty()) throw Error(ExitCode::usage, "the index has no name");
  const StagingFolder staging;
  std::set<std::string_view> paths;
  for (const SourcePage& page : pages) {
    if (!is_page_path(page.path)) {
      throw Error(ExitCode::usage, "\"" + page.path + "\" is no path of a page, as map/pagina.md");
    }
    if (!paths.insert(page.path).second) {
      throw Error(ExitCode::usage, "the page \"" + page.path + "\" is given twice");
    }
    staging.write(fs::path("content") / page.path, page.markdown);
  }
  fs::create_directories(staging.path() / "content");
  // The nearest configuration is the site's, so that none of a folder above is taken for it.
  staging.write("mkdocs.yml", "docs_dir: content\n");
  std::string settings = "language: " + yaml_string(options.language) + "\n";
  if (!options.site_name.empty()) settings += "site_name: " + yaml_string(options.site_name) + "\n";
  if (!options.site_url.empty()) settings += "site_url: " + yaml_string(options.site_url) + "\n";
  staging.write("speur.yaml", settings);

  IndexOptions sources;
  sources.content = staging.path() / "content";
  sources.config = staging.path() / "speur.yaml";
  sources.index = index;
  SiteIndexReport report = run(sources, options.rebuild);
  for (Problem& problem : report.problems) {
    const fs::path relative = problem.where.file.lexically_relative(sources.content);
    if (!relative.empty() && *relative.begin() != "..") problem.where.file = relative;
  }
  return report;
}

SiteIndexReport index_folder(const fs::path& content, const fs::path& index, bool rebuild) {
  IndexOptions sources;
  sources.content = content;
  sources.index = index;
  return run(sources, rebuild);
}

}  // namespace speur
