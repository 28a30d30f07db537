#include "indexer/site/generators/site_folders.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/error.hpp"

#include <algorithm>

namespace speur {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  return end - at;
}

bool is_separator(char c) {
  return c == '-' || c == '_' || c == '.';
}

/// A path that may go up and down, from a folder: "../x" from "a/b/" is "a/x". It does not leave the root.
std::string resolved(std::string_view from, std::string_view path) {
  std::vector<std::string_view> parts = parts_of(from);
  for (const std::string_view part : parts_of(path)) {
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
  }
  std::string joined;
  for (const std::string_view part : parts) {
    if (!joined.empty()) joined += '/';
    joined += part;
  }
  if (path.ends_with('/') && !joined.empty()) joined += '/';
  return joined;
}

std::string docs_folder(std::string_view path, bool number_prefixes) {
  std::string folder;
  for (const std::string_view part : parts_of(folder_of(path))) {
    folder += number_prefixes ? without_number(part) : part;
    folder += '/';
  }
  return folder;
}

}  // namespace

bool mentions(const std::filesystem::path& file, std::string_view word) {
  try {
    return read_file(file, 4U << 20U).find(word) != std::string::npos;
  } catch (const Error&) {
    return false;  // who reads its settings tells that
  }
}

std::string_view without_number(std::string_view name) {
  const std::size_t digits = digits_at(name, 0);
  if (digits == 0) return name;
  std::size_t at = digits;
  // Dates and versions: two numbers with one sign between them.
  if (at + 1 < name.size() && is_separator(name[at]) && is_ascii_digit(name[at + 1])) return name;
  while (at < name.size() && name[at] == ' ') ++at;
  const std::size_t signs = at;
  while (at < name.size() && is_separator(name[at])) ++at;
  if (at == signs) return name;
  while (at < name.size() && name[at] == ' ') ++at;
  return name.substr(at);
}

std::string docs_id(std::string_view path, std::string_view id, bool number_prefixes) {
  const std::string_view stem = page_stem(path);
  return docs_folder(path, number_prefixes) +
         std::string(!id.empty() ? id : number_prefixes ? without_number(stem) : stem);
}

std::string docs_address(std::string_view path, std::string_view slug, std::string_view id,
                         bool number_prefixes) {
  std::string folder = docs_folder(path, number_prefixes);
  if (slug.starts_with('/')) return resolved({}, slug);
  if (!slug.empty()) return resolved(folder, slug);
  const std::string_view stem = page_stem(path);
  const std::string name = ascii_lower(stem);
  const std::string_view around = folder_of(path);
  if (name == "index" || name == "readme" ||
      (!around.empty() && name == ascii_lower(name_of(around)))) {
    return folder;
  }
  return docs_id(path, id, number_prefixes);
}

std::string blog_address(std::string_view path, std::string_view slug) {
  if (!slug.empty()) return resolved({}, slug);
  std::string text(path.substr(0, path.rfind('.')));
  if (text == "index") return {};
  const bool is_folder = text.ends_with("/index");
  if (is_folder) text.resize(text.size() - 6);
  // The last year, month and day of the path, with hyphens or slashes between them.
  for (std::size_t begin = text.size(); begin-- > 0;) {
    if (digits_at(text, begin) < 4) continue;
    std::size_t at = begin + 4;
    bool date = true;
    for (int part = 0; part < 2 && date; ++part) {
      date = at < text.size() && (text[at] == '-' || text[at] == '/');
      const std::size_t digits = date ? std::min<std::size_t>(digits_at(text, at + 1), 2) : 0;
      date = digits > 0;
      at += digits + 1;
    }
    if (!date) continue;
    std::string day = text.substr(begin, at - begin);
    std::ranges::replace(day, '-', '/');
    if (at < text.size() && (text[at] == '-' || text[at] == '/')) ++at;
    // A folder that is a date alone is none: its index is a file.
    if (is_folder && at >= text.size()) text += "index";
    return clean_path(day + '/' + text.substr(0, begin) + text.substr(at));
  }
  return text;
}

}  // namespace speur
