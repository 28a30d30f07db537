#include "indexer/site/mkdocs/mkdocs_macros.hpp"

#include "indexer/site/jekyll/liquid.hpp"
#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

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

std::optional<MkdocsMacros> MkdocsMacros::read(const YamlNode& mkdocs, const fs::path& file,
                                               std::vector<Problem>& problems) {
  const YamlNode* const options = find_option(mkdocs.find("plugins"), "macros");
  if (options == nullptr) return std::nullopt;
  const bool own_signs = std::ranges::any_of(
      options->members, [](const YamlMember& member) { return member.key.text.starts_with("j2_"); });
  if (own_signs) return std::nullopt;
  MkdocsMacros macros;
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
  return run_liquid(std::move(text), {keys, variables_, TemplateLanguage::jinja}, where, problems);
}

std::string MkdocsMacros::fingerprint() const {
  return fmt::format("macros {} {}", by_default_, print_of(variables_));
}

}  // namespace speur
