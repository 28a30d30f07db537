#include "indexer/site/jekyll/jekyll_data.hpp"

#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

constexpr std::uintmax_t most_data_bytes = 1U << 20U;
constexpr std::size_t most_depth = 8;

/// As Jekyll makes a name of a file's: other signs go, and blanks become one underscore.
std::string data_name(std::string_view name) {
  std::string made;
  for (const char c : name) {
    if (c == ' ') {
      if (!made.ends_with('_')) made += '_';
    } else if (is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-') {
      made += c;
    }
  }
  return made;
}

YamlNode quoted_node(std::string text) {
  YamlNode node = scalar_node(std::move(text));
  node.plain = false;
  return node;
}

/// Takes the fields of one line off the text.
std::vector<std::string> take_fields(std::string_view& text, char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size() && (quoted || text[at] != '\n'); ++at) {
    const char c = text[at];
    if (c == '"') {
      const bool is_doubled = quoted && at + 1 < text.size() && text[at + 1] == '"';
      if (is_doubled) fields.back() += text[at++];
      else quoted = !quoted;
    } else if (c == separator && !quoted) {
      fields.emplace_back();
    } else if (c != '\r' || quoted) {
      fields.back() += c;
    }
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return fields;
}

class DataReader {
 public:
  YamlNode read_folder(const fs::path& folder, std::size_t depth) {
    YamlNode data;
    data.kind = Kind::map;
    for (const fs::path& path : entries_of(folder)) {
      const fs::file_type type = fs::symlink_status(path, error_).type();
      if (type == fs::file_type::directory && depth < most_depth) {
        add(data, path.filename().string(), read_folder(path, depth + 1));
      } else if (type == fs::file_type::regular && has_data(path)) {
        add(data, path.stem().string(), read_file_of_data(path));
      }
    }
    return data;
  }

  [[nodiscard]] bool is_too_much() const { return bytes_ > most_data_bytes; }

 private:
  static bool has_data(const fs::path& path) {
    const std::string extension = path.extension().string();
    return extension == ".yml" || extension == ".yaml" || extension == ".json" || extension == ".csv" ||
           extension == ".tsv";
  }

  std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(folder, error_), end; !error_ && entry != end; entry.increment(error_)) {
      if (!entry->path().filename().string().starts_with('.')) entries.push_back(entry->path());
    }
    std::ranges::sort(entries);
    return entries;
  }

  static void add(YamlNode& data, const std::string& name, YamlNode value) {
    data.members.push_back({scalar_node(data_name(name)), std::move(value)});
  }

  YamlNode read_file_of_data(const fs::path& path) {
    YamlNode unknown = scalar_node({});
    unknown.foreign = true;
    bytes_ += fs::file_size(path, error_);
    if (is_too_much()) return unknown;
    std::vector<Problem> problems;
    YamlNode read;
    if (const std::string extension = path.extension().string(); extension == ".csv" || extension == ".tsv") {
      try {
        read = read_rows(decode_text(read_file(path, most_data_bytes), FallbackEncoding::none, path, problems),
                         extension == ".csv" ? ',' : '\t');
      } catch (const Error&) {
        return unknown;
      }
    } else {
      read = read_settings(path, problems);
    }
    return problems.empty() ? read : unknown;
  }

  std::uintmax_t bytes_ = 0;
  std::error_code error_;
};

}  // namespace

YamlNode read_rows(std::string_view text, char separator) {
  YamlNode rows;
  rows.kind = Kind::list;
  const std::vector<std::string> names = take_fields(text, separator);
  while (!text.empty()) {
    std::vector<std::string> fields = take_fields(text, separator);
    if (fields.size() == 1 && fields.front().empty()) continue;
    YamlNode row;
    row.kind = Kind::map;
    for (std::size_t i = 0; i < std::min(names.size(), fields.size()); ++i) {
      row.members.push_back({scalar_node(names[i]), quoted_node(std::move(fields[i]))});
    }
    rows.items.push_back(std::move(row));
  }
  return rows;
}

YamlNode read_jekyll_data(const fs::path& folder, const fs::path& site) {
  if (type_within(folder, site) != fs::file_type::directory) return {};
  DataReader reader;
  YamlNode data = reader.read_folder(folder, 0);
  return reader.is_too_much() ? YamlNode() : data;
}

}  // namespace speur
