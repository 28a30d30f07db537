#pragma once

#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/site/rules/config_file.hpp"
#include "indexer/tree/yaml_tree.hpp"

namespace speur {

/// mkdocs.yml with what it inherits (`INHERIT`), the child's settings above its parent's.
[[nodiscard]] YamlNode read_mkdocs_settings(const std::filesystem::path& file,
                                            std::vector<Problem>& problems);

/// The function that makes slugs of headings, posts and categories, as the configuration names it; nothing
/// where it is not known.
[[nodiscard]] std::optional<AnchorRules> slug_rules(const YamlNode& function);

/// A separator of ids as it is configured; "-" in the place of one that is longer than people write any: a heading of
/// many words would make an id without bound.
[[nodiscard]] std::string bounded_separator(const std::string& separator);

/// How `toc` makes the ids of headings, by its `slugify` and `separator`. A function that is not known
/// is told, and no heading has an anchor then.
[[nodiscard]] AnchorRules mkdocs_anchors(const YamlNode& mkdocs, const std::filesystem::path& file,
                                         std::vector<Problem>& problems);

/// The options of the first extension of Python-Markdown that has one of these names, which may be written
/// with its module (`markdown.extensions.toc`) and its class (`toc:TocExtension`). A null node where it is
/// used without options; nullptr where none is used.
[[nodiscard]] const YamlNode* find_extension(const YamlNode& mkdocs,
                                             std::initializer_list<std::string_view> names);

/// What of Python-Markdown the list of extensions turns on.
[[nodiscard]] MarkdownFeatures mkdocs_features(const YamlNode& mkdocs);

/// A text that is equal for equal features.
[[nodiscard]] std::string print_of(const MarkdownFeatures& features);

/// Takes over the folders and files of pymdownx.snippets.
void read_snippet_options(const YamlNode& mkdocs, ConfigFile& config);

/// Takes over the folders of mkdocs-macros, which looks below `include_dir`, or the pages' folder and the
/// site's own; the plugin include-markdown looks below the page's folder, which is looked at always.
void read_template_options(const YamlNode& mkdocs, ConfigFile& config);

}  // namespace speur
