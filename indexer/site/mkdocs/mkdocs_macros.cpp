#include "indexer/site/mkdocs/mkdocs_macros.hpp"

#include "indexer/markdown/source/shown_signs.hpp"
#include "indexer/site/liquid/liquid.hpp"
#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

constexpr auto usual_signs = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"j2_variable_start_string", "{{"}, {"j2_variable_end_string", "}}"}, {"j2_block_start_string", "{%"},
     {"j2_block_end_string", "%}"}, {"j2_comment_start_string", "{#"}, {"j2_comment_end_string", "#}"}});

/// `include_yaml` names files, or has keys for what stands in them: `- data.yml`, `- stad: data/stad.yml`.
void read_file_of(const std::string& key, const std::string& name, const fs::path& folder, YamlNode& variables,
                  std::vector<Problem>& problems) {
  const fs::path path = (folder / name).lexically_normal();
  if (type_within(path, folder) != fs::file_type::regular) return;
  YamlNode read = read_settings(path, problems);
  if (key.empty()) return merge_settings(variables, std::move(read));
  YamlNode named;
  named.kind = YamlNode::Kind::map;
  named.members.push_back({scalar_node(key), std::move(read)});
  merge_settings(variables, std::move(named));
}

}  // namespace

bool shows_templates(const YamlNode& mkdocs) {
  if (mkdocs.kind != YamlNode::Kind::map || mkdocs.find("hooks") != nullptr) return false;
  constexpr auto readers = std::to_array<std::string_view>({"macro", "jinja", "templat", "extradata", "variable",
                                                            "placeholder", "include", "exec", "hook", "techdocs"});
  const auto reads = [&](std::string_view plugin) {
    return std::ranges::any_of(readers, [&](std::string_view word) { return plugin.find(word) != std::string_view::npos; });
  };
  const YamlNode* const plugins = mkdocs.find("plugins");
  if (plugins == nullptr) return true;
  const auto names_reader = [&](const YamlMember& member) { return reads(member.key.text); };
  return std::ranges::none_of(plugins->members, names_reader) &&
         std::ranges::none_of(plugins->items, [&](const YamlNode& item) {
           return reads(item.text) || std::ranges::any_of(item.members, names_reader);
         });
}

std::optional<MkdocsMacros> MkdocsMacros::read(const YamlNode& mkdocs, const fs::path& file,
                                               std::vector<Problem>& problems) {
  const YamlNode* const plugins = mkdocs.find("plugins");
  const YamlNode* options = find_option(plugins, "macros");
  if (options == nullptr) options = find_option(plugins, "markdownextradata");
  if (options == nullptr) return std::nullopt;
  MkdocsMacros macros;
  for (const auto& [key, usual] : usual_signs) {
    std::string own = text_of(*options, key);
    if (!own.empty() && own != usual) macros.signs_.emplace_back(std::move(own), usual);
  }
  macros.by_default_ = switch_of(*options, "render_by_default", true);
  macros.variables_.kind = YamlNode::Kind::map;
  if (const YamlNode* const files = options->find("include_yaml")) {
    for (const YamlNode& item : files->items) {
      if (item.kind == YamlNode::Kind::scalar) {
        read_file_of("", item.text, file.parent_path(), macros.variables_, problems);
      }
      for (const YamlMember& member : item.members) {
        read_file_of(member.key.text, member.value.text, file.parent_path(), macros.variables_, problems);
      }
    }
  }
  const YamlNode* const extra = mkdocs.find("extra");
  if (extra != nullptr && extra->kind == YamlNode::Kind::map) {
    merge_settings(macros.variables_, *extra);
    macros.variables_.members.push_back({scalar_node("extra"), *extra});
  }
  macros.variables_.members.push_back({scalar_node("config"), mkdocs});
  return macros;
}

bool MkdocsMacros::runs(const YamlNode& keys) const {
  return switch_of(keys, "render_macros", by_default_);
}

std::string MkdocsMacros::run(std::string text, const YamlNode& keys, const Where& where,
                              std::vector<Problem>& problems) const {
  if (!runs(keys)) return with_signs_apart(text);
  if (!signs_.empty()) text = with_usual_signs(std::move(text));
  return run_liquid(std::move(text), {keys, variables_, TemplateLanguage::jinja}, where, problems);
}

std::string MkdocsMacros::with_usual_signs(std::string text) const {
  const auto is_sign = [&](const auto& sign) { return text.find(sign.first) != std::string::npos; };
  const bool has_own = std::ranges::any_of(signs_, is_sign);
  if (!has_own && text.find('{') == std::string::npos) return text;
  const std::string_view all = text;
  std::string usual;
  std::size_t at = 0;
  while (at < all.size()) {
    const auto is_here = [&](const auto& sign) { return all.substr(at).starts_with(sign.first); };
    const auto stands_for = [&](const auto& sign) { return all.substr(at).starts_with(sign.second); };
    if (const auto own = std::ranges::find_if(signs_, is_here); own != signs_.end()) {
      usual += own->second;
      at += own->first.size();
    } else if (std::ranges::any_of(signs_, stands_for)) {
      usual += with_signs_apart(all.substr(at, 2));
      at += 2;
    } else {
      usual += all[at++];
    }
  }
  return usual;
}

std::string MkdocsMacros::fingerprint() const {
  std::string print = fmt::format("macros {} {}", by_default_, print_of(variables_));
  for (const auto& [own, usual] : signs_) print += fmt::format("|{} {}", own, usual);
  return print;
}

}  // namespace speur
