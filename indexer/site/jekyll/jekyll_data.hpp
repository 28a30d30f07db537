#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <filesystem>
#include <string_view>

namespace speur {

/// `site.data`: what the files of Jekyll's data folder say, by the names of files and folders. YAML, JSON, CSV and TSV
/// are read. Null where there is none, or more than a site's pages will show: then only Jekyll knows it. Mistakes are
/// Jekyll's to tell, and what such a file says is left unknown.
/// Neither is one that lies outside of the folder `site` read.
[[nodiscard]] YamlNode read_jekyll_data(const std::filesystem::path& folder, const std::filesystem::path& site);

/// The rows of a table as maps by the names of its first line; fields may stand in quotes, which are doubled within.
[[nodiscard]] YamlNode read_rows(std::string_view text, char separator);

}  // namespace speur
