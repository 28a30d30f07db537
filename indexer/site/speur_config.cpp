#include "indexer/site/speur_config.hpp"

#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

constexpr std::uintmax_t max_config_bytes = 4U << 20U;

/// Reads one speur.yaml; every mistake in it is an Error(config) with its line, since a setting
/// that is silently ignored looks like one that does not work.
class SpeurReader {
 public:
  explicit SpeurReader(const fs::path& file) { config_.file = file; }

  ConfigFile read(const YamlNode& root) {
    if (root.kind == Kind::null) return std::move(config_);
    constexpr std::array<std::string_view, 12> keys = {
        "site_name", "site_url", "language", "urls",   "anchors", "snippets",
        "append",    "exclude",  "synonyms", "rename", "drop",    "facets"};
    for (const YamlMember& member : members(root, "speur.yaml", keys)) {
      const std::string& key = member.key.text;
      const YamlNode& value = member.value;
      if (value.kind == Kind::null) continue;
      if (key == "site_name") config_.site_name = text(value, key);
      if (key == "site_url") config_.site_url = text(value, key);
      if (key == "language") read_language(value);
      if (key == "urls") config_.directory_urls = choice(value, key, {"flat", "directory"}) == 1;
      if (key == "anchors") {
        config_.anchors = choice(value, key, {"python-markdown", "github"}) == 1
                              ? AnchorStyle::github
                              : AnchorStyle::python_markdown;
      }
      if (key == "snippets") read_snippets(value);
      if (key == "append") config_.append = paths(value, key);
      if (key == "exclude") config_.exclude = texts(value, key);
      if (key == "synonyms") {
        config_.synonyms = {(config_.file.parent_path() / text(value, key)).lexically_normal(),
                            {config_.file, value.line}};
      }
      if (key == "rename") read_rename(value);
      if (key == "drop") {
        for (std::string& name : texts(value, key)) rule(std::move(name)).drop = true;
      }
      if (key == "facets") read_facets(value);
    }
    return std::move(config_);
  }

 private:
  [[noreturn]] void fail(const YamlNode& node, const std::string& message) const {
    throw Error(ExitCode::config, {config_.file, node.line}, message);
  }

  /// A map whose keys are texts, of `known` if that is not empty, none twice.
  const std::vector<YamlMember>& members(const YamlNode& map, std::string_view name,
                                         std::span<const std::string_view> known = {}) const {
    if (map.kind != Kind::map) fail(map, fmt::format("'{}' is no map of keys and values", name));
    std::unordered_set<std::string_view> seen;
    for (const YamlMember& member : map.members) {
      const YamlNode& key = member.key;
      if (key.kind != Kind::scalar) fail(key, fmt::format("a key of '{}' is no text", name));
      if (!known.empty() && std::find(known.begin(), known.end(), key.text) == known.end()) {
        fail(key, fmt::format("'{}' has no key '{}': it has {}", name, key.text,
                              fmt::join(known, ", ")));
      }
      if (!seen.insert(key.text).second) fail(key, fmt::format("'{}' has '{}' twice", name, key.text));
    }
    return map.members;
  }

  std::string text(const YamlNode& node, std::string_view name) const {
    if (node.kind != Kind::scalar) fail(node, fmt::format("'{}' is no text", name));
    return one_line(node.text);
  }

  std::vector<std::string> texts(const YamlNode& node, std::string_view name) const {
    if (node.kind == Kind::scalar) return {text(node, name)};
    if (node.kind != Kind::list) fail(node, fmt::format("'{}' is no list of texts", name));
    std::vector<std::string> list;
    for (const YamlNode& item : node.items) list.push_back(text(item, name));
    return list;
  }

  /// The same, each with its line.
  std::vector<ConfiguredPath> paths(const YamlNode& node, std::string_view name) const {
    std::vector<ConfiguredPath> list;
    if (node.kind == Kind::scalar) {
      list.push_back({text(node, name), {config_.file, node.line}});
    } else {
      const std::vector<std::string> names = texts(node, name);  // or an Error
      for (std::size_t i = 0; i < names.size(); ++i) {
        list.push_back({names[i], {config_.file, node.items[i].line}});
      }
    }
    return list;
  }

  std::size_t choice(const YamlNode& node, std::string_view name,
                     std::initializer_list<std::string_view> choices) const {
    const std::string chosen = text(node, name);
    const auto* const found = std::find(choices.begin(), choices.end(), chosen);
    if (found == choices.end()) {
      fail(node, fmt::format("'{}' is {}, not \"{}\"", name, fmt::join(choices, " or "), chosen));
    }
    return static_cast<std::size_t>(found - choices.begin());
  }

  void read_language(const YamlNode& value) {
    config_.language = text(value, "language");
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (config_.language.size() != 2 ||
        !std::all_of(config_.language.begin(), config_.language.end(), is_letter)) {
      fail(value, "'language' is a code of two letters, as in nl");
    }
  }

  void read_snippets(const YamlNode& value) {
    for (ConfiguredPath& path : paths(value, "snippets")) {
      path.path = (config_.file.parent_path() / path.path).lexically_normal();
      config_.snippet_paths.push_back(std::move(path));
    }
  }

  void read_rename(const YamlNode& value) {
    for (const YamlMember& member : members(value, "rename")) {
      config_.facets.rename[member.key.text] = text(member.value, member.key.text);
    }
  }

  void read_facets(const YamlNode& value) {
    for (const YamlMember& member : members(value, "facets")) {
      FacetRule& facet = rule(member.key.text);
      if (member.value.kind != Kind::null) read_facet(member.value, facet);
    }
  }

  void read_facet(const YamlNode& value, FacetRule& facet) {
    constexpr std::array<std::string_view, 4> keys = {"label", "type", "order", "values"};
    for (const YamlMember& member : members(value, facet.name, keys)) {
      const std::string& key = member.key.text;
      if (member.value.kind == Kind::null) continue;
      if (key == "label") facet.label = text(member.value, key);
      if (key == "type") read_type(member.value, facet);
      if (key == "order") facet.order = texts(member.value, key);
      if (key == "values") {
        for (const YamlMember& label : members(member.value, key)) {
          facet.labels[label.key.text] = text(label.value, label.key.text);
        }
      }
    }
  }

  void read_type(const YamlNode& value, FacetRule& facet) {
    switch (choice(value, "type", {"keyword", "number", "date", "none"})) {
      case 0:
        facet.type = FacetType::keyword;
        break;
      case 1:
        facet.type = FacetType::number;
        break;
      case 2:
        facet.type = FacetType::date;
        break;
      default:
        facet.drop = true;
    }
  }

  FacetRule& rule(std::string name) {
    std::vector<FacetRule>& rules = config_.facets.facets;
    const auto [place, is_new] = places_.emplace(name, rules.size());
    if (!is_new) return rules[place->second];
    rules.push_back({});
    rules.back().name = std::move(name);
    return rules.back();
  }

  ConfigFile config_;
  std::unordered_map<std::string, std::size_t> places_;  // of the rules, by the names of their facets
};

}  // namespace

ConfigFile read_speur_config(const fs::path& file) {
  std::vector<Problem> problems;
  std::string text;
  try {
    text = decode_text(read_file(file, max_config_bytes), FallbackEncoding::none, file, problems);
  } catch (const Error& e) {
    if (e.code() == ExitCode::no_input) throw;
    throw Error(ExitCode::config, e.what());
  }
  for (const Problem& problem : problems) {
    throw Error(ExitCode::config, problem.where, problem.message);
  }
  const YamlDocument document = parse_yaml(text, {file, 1});
  if (document.failure) {
    throw Error(ExitCode::config, document.failure->where, document.failure->message);
  }
  return SpeurReader(file).read(document.root);
}

}  // namespace speur
