#include "indexer/site/jekyll/jekyll_files.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

bool is_special(std::string_view name) {
  return !name.empty() && std::string_view("._#~").find(name[0]) != std::string_view::npos;
}

/// As Jekyll's filter: a pattern, the start of a path, or a folder's name.
bool matches(std::string_view path, std::string_view pattern, bool folder) {
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.empty()) return false;
  return matches_fnmatch(path, pattern) || path.starts_with(pattern) ||
         (folder && pattern.ends_with('/') && pattern.substr(0, pattern.size() - 1) == path);
}

}  // namespace

bool has_front_matter(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 512> bytes{};
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  std::string_view text(bytes.data(), static_cast<std::size_t>(stream.gcount()));
  if (!text.starts_with("---")) return false;
  text.remove_prefix(3);
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && trimmed(text.substr(0, end)).empty();
}

std::optional<std::pair<Moment, std::string_view>> read_post_name(std::string_view stem) {
  std::size_t end = 0;
  for (int part = 0; part < 3; ++part) {
    const std::size_t begin = end;
    while (end < stem.size() && is_ascii_digit(stem[end])) ++end;
    if (end == begin || end >= stem.size() || stem[end] != '-') return std::nullopt;
    ++end;
  }
  std::string day(stem.substr(0, end - 1));
  if (day.find('-') == 2) day.insert(0, day < "69" ? "20" : "19");  // as Ruby has it
  std::optional<Moment> moment = parse_ruby_moment(day);
  if (!moment) return std::nullopt;
  return std::pair(*moment, stem.substr(end));
}

bool JekyllFiles::enters(std::string_view folder) const {
  return is_entered(folder) || leads_to_included_file(folder);
}

bool JekyllFiles::may_be_page(std::string_view path) const {
  if (!has_extension(path, settings_.extensions) && !is_html_file(path)) return false;
  if (is_included_file(path)) return true;
  if (settings_.includes_files) {
    for (std::string_view folder = folder_of(path); !folder.empty(); folder = folder_around(folder)) {
      if (!is_entered(folder.substr(0, folder.size() - 1))) return false;
    }
  }
  return !is_excluded(path, false) && !is_special(name_of(path)) && !path.ends_with('~');
}

bool JekyllFiles::is_entered(std::string_view folder) const {
  const std::string_view name = name_of(folder);
  if (is_excluded(folder, true) && !is_included(folder)) return false;
  if (!is_special(name) || is_included(folder)) return true;
  // In a collection and among posts only the outermost folders are asked for their signs.
  const JekyllFile file = file_of(folder);
  if (file.inside.find('/') != std::string_view::npos) return file.collection != "posts" || name[0] != '.';
  if (name == "_posts" || (name == "_drafts" && settings_.drafts)) {
    return folder.starts_with(settings_.collections_dir);  // posts that lie elsewhere are none
  }
  // A collection that is not put out may still hold folders of posts: it does not.
  const std::string_view dir = settings_.collections_dir;
  if (!folder.starts_with(dir) || folder.size() != dir.size() + name.size()) return false;
  const auto known = settings_.collections.find(name.substr(1));
  return known != settings_.collections.end() && known->second.output;
}

bool JekyllFiles::leads_to_included_file(std::string_view folder) const {
  return settings_.includes_files && std::ranges::any_of(settings_.include, [&](const std::string& file) {
    return file.size() > folder.size() && file.starts_with(folder) && file[folder.size()] == '/';
  });
}

bool JekyllFiles::is_excluded(std::string_view path, bool folder) const {
  return std::ranges::any_of(settings_.exclude, [&](const std::string& pattern) {
    return std::ranges::find(settings_.include, pattern) == settings_.include.end() &&
           matches(path, pattern, folder);
  });
}

bool JekyllFiles::is_included(std::string_view path) const {
  // Jekyll asks for names alone.
  return std::ranges::any_of(settings_.include, [&](const std::string& pattern) {
    return matches(name_of(path), pattern, true);
  });
}

bool JekyllFiles::is_included_file(std::string_view path) const {
  return is_included(path) || std::ranges::find(settings_.include, path) != settings_.include.end();
}

JekyllFile JekyllFiles::file_of(std::string_view path) const {
  JekyllFile file;
  const std::string_view dir = settings_.collections_dir;
  const std::string_view below =
      path.starts_with(dir) ? path.substr(dir.size()) : std::string_view();
  for (const std::string_view posts : {"_posts/", "_drafts/"}) {
    const std::size_t at = path.starts_with(posts) ? 0 : path.find("/" + std::string(posts));
    if (at == std::string_view::npos) continue;
    const std::size_t begin = at == 0 && path.starts_with(posts) ? 0 : at + 1;
    file.kind = posts == "_posts/" ? JekyllFile::Kind::post : JekyllFile::Kind::draft;
    file.collection = "posts";
    file.folder_of_posts = path.substr(0, begin);
    if (file.folder_of_posts.starts_with(dir)) file.folder_of_posts.remove_prefix(dir.size());
    file.inside = path.substr(begin + posts.size());
    return file;
  }
  if (below.starts_with('_')) {
    const std::size_t slash = below.find('/');
    const std::string_view name = below.substr(1, std::min(slash, below.size()) - 1);
    if (slash != std::string_view::npos && settings_.collections.contains(name)) {
      file.kind = JekyllFile::Kind::document;
      file.collection = name;
      file.inside = below.substr(slash + 1);
    }
  }
  return file;
}

}  // namespace speur
