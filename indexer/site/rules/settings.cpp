#include "indexer/site/rules/settings.hpp"

#include "indexer/front_matter/language_code.hpp"
#include "indexer/text/text_decoding.hpp"
#include "indexer/tree/js_tree.hpp"
#include "indexer/tree/toml_tree.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

constexpr std::uintmax_t max_config_bytes = 4U << 20U;

bool is_program(const fs::path& file) {
  constexpr std::array<std::string_view, 6> extensions = {".js",  ".cjs", ".mjs",
                                                          ".ts", ".cts", ".mts"};
  return std::ranges::find(extensions, file.extension().string()) != extensions.end();
}

/// JSON as generators take it: with comments, which become blanks.
std::string without_comments(std::string text) {
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_string && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      in_string = !in_string;
    } else if (!in_string && (text.compare(i, 2, "//") == 0 || text.compare(i, 2, "/*") == 0)) {
      const bool line = text[i + 1] == '/';
      const std::size_t close = text.find(line ? "\n" : "*/", i + 2);
      const std::size_t end = close == std::string::npos ? text.size() : line ? close : close + 2;
      std::replace_if(text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(end),
                      [](char c) { return c != '\n'; }, ' ');
      i = end - 1;
    }
  }
  return text;
}

YamlDocument parse(const fs::path& file, std::string_view text) {
  if (file.extension() == ".json") return parse_yaml(without_comments(std::string(text)), {file, 1});
  if (file.extension() == ".toml") return parse_toml(text, {file, 1});
  if (is_program(file)) return parse_js_config(text, {file, 1});
  return parse_yaml(text, {file, 1});
}

}  // namespace

YamlNode read_settings(const fs::path& file, std::vector<Problem>& problems) {
  try {
    const std::string text =
        decode_text(read_file(file, max_config_bytes), FallbackEncoding::none, file, problems);
    YamlDocument document = parse(file, text);
    if (!document.failure) return std::move(document.root);
    document.failure->message = "is ignored: " + document.failure->message;
    problems.push_back(std::move(*document.failure));
  } catch (const Error& e) {
    problems.push_back({{}, e.what()});
  }
  return {};
}

void lower_keys(YamlNode& node) {
  for (YamlNode& item : node.items) lower_keys(item);
  for (YamlMember& member : node.members) {
    member.key.text = ascii_lower(member.key.text);
    lower_keys(member.value);
  }
}

void merge_settings(YamlNode& base, YamlNode above) {
  if (base.kind != Kind::map || above.kind != Kind::map) {
    if (above.kind != Kind::null) base = std::move(above);
    return;
  }
  for (YamlMember& member : above.members) {
    const auto known = std::ranges::find_if(base.members, [&](const YamlMember& other) {
      return other.key.text == member.key.text;
    });
    if (known == base.members.end()) {
      base.members.push_back(std::move(member));
    } else {
      merge_settings(known->value, std::move(member.value));
    }
  }
}

void add_missing(YamlNode& map, const YamlNode& defaults) {
  if (defaults.kind != Kind::map) return;
  if (map.kind == Kind::null) map.kind = Kind::map;
  if (map.kind != Kind::map) return;
  for (const YamlMember& member : defaults.members) {
    const bool known = std::ranges::any_of(map.members, [&](const YamlMember& other) {
      return other.key.kind == Kind::scalar && other.key.text == member.key.text;
    });
    if (!known) map.members.push_back(member);
  }
}

YamlNode scalar_node(std::string text, std::size_t line) {
  YamlNode node;
  node.kind = Kind::scalar;
  node.plain = true;
  node.text = std::move(text);
  node.line = line;
  return node;
}

const YamlNode* find_path(const YamlNode& root, std::initializer_list<std::string_view> keys) {
  const YamlNode* node = &root;
  for (const std::string_view key : keys) {
    node = node->find(key);
    if (node == nullptr) return nullptr;
  }
  return node;
}

const YamlNode* last_member(const YamlNode& map, std::string_view key) {
  const YamlNode* found = nullptr;
  for (const YamlMember& member : map.members) {
    if (member.key.text == key) found = &member.value;
  }
  return found;
}

std::string text_of(const YamlNode& map, std::string_view key) {
  const YamlNode* node = map.find(key);
  if (node == nullptr || node->kind != Kind::scalar || node->foreign) return {};
  return one_line(node->text);
}

std::string text_of(const YamlNode& map, std::string_view key, std::string_view or_else) {
  const YamlNode* node = map.find(key);
  if (node == nullptr || node->kind != Kind::scalar || node->foreign) return std::string(or_else);
  return one_line(node->text);
}

std::optional<bool> as_switch(const YamlNode& node) {
  if (node.kind != Kind::scalar || node.foreign) return std::nullopt;
  constexpr std::array<std::string_view, 5> on = {"true", "yes", "on", "1", "y"};
  constexpr std::array<std::string_view, 6> off = {"false", "no", "off", "0", "n", ""};
  const std::string word = ascii_lower(trimmed(node.text));
  if (std::ranges::find(on, word) != on.end()) return true;
  if (std::ranges::find(off, word) != off.end()) return false;
  return std::nullopt;
}

std::optional<bool> switch_of(const YamlNode& map, std::string_view key) {
  const YamlNode* node = map.find(key);
  return node == nullptr ? std::nullopt : as_switch(*node);
}

bool switch_of(const YamlNode& map, std::string_view key, bool or_else) {
  return switch_of(map, key).value_or(or_else);
}

std::string language_of(const YamlNode& map, std::string_view key) {
  return language_of_code(text_of(map, key)).value_or("");
}

std::size_t line_of(const YamlNode& map, std::string_view key) {
  const YamlNode* node = map.find(key);
  return node == nullptr ? 0 : node->line;
}

std::vector<std::string> texts_of(const YamlNode* node) {
  std::vector<std::string> texts;
  if (node == nullptr) return texts;
  if (node->kind == Kind::scalar && !node->foreign) texts.push_back(node->text);
  for (const YamlNode& item : node->items) {
    if (item.kind == Kind::scalar && !item.foreign) texts.push_back(item.text);
  }
  return texts;
}

std::vector<ConfiguredPath> paths_of(const YamlNode* node, const fs::path& file) {
  std::vector<ConfiguredPath> paths;
  if (node == nullptr) return paths;
  if (node->kind == Kind::scalar) paths.push_back({node->text, {file, node->line}});
  for (const YamlNode& item : node->items) {
    if (item.kind == Kind::scalar) paths.push_back({item.text, {file, item.line}});
  }
  return paths;
}

std::vector<std::string> lines_of(const YamlNode* node) {
  std::vector<std::string> lines;
  if (node == nullptr || node->kind != Kind::scalar) return lines;
  std::string_view rest = node->text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

const YamlNode* find_option(const YamlNode* list, std::string_view name) {
  static const YamlNode no_options;
  if (list == nullptr) return nullptr;
  for (const YamlNode& item : list->items) {
    if (item.kind == Kind::scalar && item.text == name) return &no_options;
    if (const YamlNode* found = item.kind == Kind::map ? find_option(&item, name) : nullptr) {
      return found;
    }
  }
  for (const YamlMember& member : list->members) {
    if (member.key.text == name) return &member.value;
  }
  return nullptr;
}

std::string print_of(const YamlNode& node) {
  std::string print = std::to_string(node.text.size()) + "'" + node.text;
  for (const YamlNode& item : node.items) (print += '[') += print_of(item);
  for (const YamlMember& member : node.members) {
    (((print += '{') += print_of(member.key)) += ':') += print_of(member.value);
  }
  return print;
}

bool is_local_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  url.remove_prefix(scheme + 3);
  const std::string host = ascii_lower(url.substr(0, url.find_first_of("/?#")));
  const auto is = [&](std::string_view name) {
    return host == name || host.starts_with(std::string(name) + ":");
  };
  return is("localhost") || is("127.0.0.1") || is("0.0.0.0") || is("[::1]") ||
         host.ends_with(".localhost");
}

}  // namespace speur
