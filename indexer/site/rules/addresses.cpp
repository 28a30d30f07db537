#include "indexer/site/rules/addresses.hpp"

#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace speur {
namespace {

void append_encoded(std::string& url, char c) {
  url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
}

/// What an author wrote as a URL: it may be encoded already, and has a query and a fragment.
std::string encoded_where_needed(std::string_view written) {
  std::string url;
  for (const char c : written) {
    const bool allowed = is_ascii_letter(c) || is_ascii_digit(c) ||
                         std::string_view("-._~/%!$&'()*+,;=:@?#").find(c) != npos;
    if (allowed) {
      url += c;
    } else {
      append_encoded(url, c);
    }
  }
  return url;
}

}  // namespace

std::string encoded(std::string_view path) {
  std::string url;
  for (const char c : path) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("-._~/").find(c) != npos) {
      url += c;
    } else {
      append_encoded(url, c);
    }
  }
  return url;
}

std::string_view scheme_of(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  if (end == npos || url[end] != ':') return {};
  return url.substr(0, end);
}

std::optional<std::string> url_as_written(std::string_view written) {
  const std::string_view scheme = scheme_of(written);
  if (scheme == "http" || scheme == "https") {
    if (!written.substr(scheme.size()).starts_with("://")) return std::nullopt;
    return encoded_where_needed(written);
  }
  if (!scheme.empty()) return std::nullopt;
  // A colon is what a placeholder starts with (/:year/:title/), and a browser takes \ for /.
  if (written.find_first_of(":\\") != npos) return std::nullopt;
  const std::size_t path = written.find_first_not_of('/');
  if (path == npos) return std::string();
  written.remove_prefix(path);  // also of //host/: another site needs its scheme
  for (const std::string_view part : parts_of(written.substr(0, written.find_first_of("?#")))) {
    if (part == "." || part == "..") return std::nullopt;
  }
  return encoded_where_needed(written);
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string_view folder_around(std::string_view folder) {
  return folder.empty() ? folder : folder_of(folder.substr(0, folder.size() - 1));
}

std::string_view name_of(std::string_view path) {
  if (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(folder_of(path).size());
}

std::string_view page_stem(std::string_view path) {
  const std::string_view name = path.substr(folder_of(path).size());
  return name.substr(0, name.rfind('.'));
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end != 0) parts.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return parts;
}

std::string clean_path(std::string_view path) {
  std::string clean;
  for (const std::string_view part : parts_of(path)) {
    if (part == "." || part == "..") continue;
    if (!clean.empty()) clean += '/';
    clean += part;
  }
  if (path.ends_with('/') && !clean.empty()) clean += '/';
  return clean;
}

std::string joined_path(std::string_view a, std::string_view b) {
  return clean_path(std::string(a) + "/" + std::string(b));
}

bool has_extension(std::string_view name, const std::vector<std::string>& extensions) {
  return std::ranges::any_of(extensions, [&](const std::string& extension) {
    return name.size() > extension.size() &&
           std::ranges::equal(name.substr(name.size() - extension.size()), extension,
                              [](char theirs, char ours) { return to_ascii_lower(theirs) == ours; });
  });
}

bool is_html_file(std::string_view name) {
  return has_extension(name, {".html", ".htm"});
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    const char* const end = text.data() + std::min(i + 3, text.size());
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(text.data() + i + 1, end, byte, 16).ptr == end) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

Problem same_url_problem(std::string_view url, const std::filesystem::path& file,
                         const std::filesystem::path& earlier_file) {
  return {{file},
          fmt::format("has the URL \"{}{}\", which is that of {} already",
                      scheme_of(url).empty() ? "/" : "", url, earlier_file.string()),
          true};
}

}  // namespace speur
