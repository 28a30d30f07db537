#include "indexer/site/page_url.hpp"

#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace speur {
namespace {

std::string encoded(std::string_view path) {
  std::string url;
  for (const char c : path) {
    if (is_ascii_letter(c) || is_ascii_digit(c) ||
        std::string_view("-._~/").find(c) != std::string_view::npos) {
      url += c;
    } else {
      url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return url;
}

/// What an author wrote as a URL: it may be encoded already, and has a query and a fragment.
std::string encoded_where_needed(std::string_view written) {
  std::string url;
  for (const char c : written) {
    const bool allowed =
        is_ascii_letter(c) || is_ascii_digit(c) ||
        std::string_view("-._~/%!$&'()*+,;=:@?#").find(c) != std::string_view::npos;
    if (allowed) {
      url += c;
    } else {
      url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return url;
}

/// "https" of "https://a/b"; empty for a path.
std::string_view scheme_of(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return {};
  return url.substr(0, end);
}

std::string_view folder_of(std::string_view path) {  // with its slash
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

/// Hugo makes paths lower case and puts hyphens for spaces.
std::string hugo_path(std::string_view path) {
  std::string made(path);
  for (char& c : made) {
    c = c == ' ' ? '-' : to_ascii_lower(c);
  }
  return made;
}

std::optional<std::string> url_as_written(std::string_view written) {
  const std::string_view scheme = scheme_of(written);
  if (scheme == "http" || scheme == "https") {
    if (!written.substr(scheme.size()).starts_with("://")) return std::nullopt;
    return encoded_where_needed(written);
  }
  if (!scheme.empty()) return std::nullopt;
  // A colon is what a placeholder starts with (/:year/:title/), and a browser takes \ for /.
  if (written.find_first_of(":\\") != std::string_view::npos) return std::nullopt;
  const std::size_t path = written.find_first_not_of('/');
  if (path == std::string_view::npos) return std::string();
  written.remove_prefix(path);  // also of //host/: another site needs its scheme
  std::string_view segments = written.substr(0, written.find_first_of("?#"));
  while (!segments.empty()) {
    const std::size_t slash = std::min(segments.find('/'), segments.size());
    const std::string_view segment = segments.substr(0, slash);
    if (segment == "." || segment == "..") return std::nullopt;
    segments.remove_prefix(std::min(slash + 1, segments.size()));
  }
  return encoded_where_needed(written);
}

std::optional<std::string> url_of_slug(std::string_view id, std::string_view slug,
                                       const UrlRules& rules) {
  if (slug.starts_with('/')) return url_as_written(slug);
  if (slug.find_first_of("/:\\?#") != std::string_view::npos || slug == "." || slug == "..") {
    return std::nullopt;
  }
  std::string_view folder = folder_of(id);
  // A folder's own page: its slug names the folder.
  if (is_folder_page(page_stem(id), rules.generator) && !folder.empty()) {
    folder = folder_of(folder.substr(0, folder.size() - 1));
  }
  const std::string path =
      rules.generator == Generator::hugo ? hugo_path(folder) : std::string(folder);
  return encoded(path + std::string(slug)) + (rules.directory_urls ? "/" : ".html");
}

}  // namespace

std::string_view page_stem(std::string_view id) {
  const std::string_view name = id.substr(folder_of(id).size());
  return name.substr(0, name.rfind('.'));
}

bool is_folder_page(std::string_view stem, Generator generator) {
  if (stem == "index" || stem == "_index") return true;
  return generator != Generator::hugo && stem == "README";
}

std::string page_url(std::string_view id, const UrlRules& rules) {
  const std::string_view folder = folder_of(id);
  const std::string_view stem = page_stem(id);
  std::string path(folder);
  if (is_folder_page(stem, rules.generator)) {
    if (!rules.directory_urls) path += "index.html";
  } else {
    path += stem;
    path += rules.directory_urls ? "/" : ".html";
  }
  return encoded(rules.generator == Generator::hugo ? hugo_path(path) : path);
}

std::string page_url(std::string_view id, const FrontMatter& front_matter, const UrlRules& rules,
                     const std::filesystem::path& file, std::vector<Problem>& problems) {
  const bool whole = !front_matter.url.empty();
  if (whole || !front_matter.slug.empty()) {
    const std::string& written = whole ? front_matter.url : front_matter.slug;
    if (std::optional<std::string> url =
            whole ? url_as_written(written) : url_of_slug(id, written, rules)) {
      return *url;
    }
    problems.push_back({{file, front_matter.url_line},
                        fmt::format("\"{}\" cannot be the page's URL: its path is", written),
                        true});
  }
  return page_url(id, rules);
}

Problem same_url_problem(std::string_view url, const std::filesystem::path& file,
                         const std::filesystem::path& earlier_file) {
  return {{file},
          fmt::format("has the URL \"{}{}\", which is that of {} already",
                      scheme_of(url).empty() ? "/" : "", url, earlier_file.string()),
          true};
}

}  // namespace speur
