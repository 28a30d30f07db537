#pragma once

#include "indexer/front_matter/front_matter.hpp"

#include <filesystem>
#include <optional>

namespace speur {

/// What the front matter of a page's file says, for rules that depend on other pages.
struct FileHead {
  bool has_front_matter = false;  ///< also an empty one
  YamlNode keys;
  bool has_byte_order_mark = false;
};

/// Nothing of a file that cannot be read, which is told when it is read for the index.
[[nodiscard]] std::optional<FileHead> read_file_head(const std::filesystem::path& file, FrontMatterForms forms);

}  // namespace speur
