#pragma once

#include "indexer/tree/yaml_tree.hpp"
#include "speur/page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What may name a page that has neither `title` nor a heading of the first level.
struct UntitledPage {
  std::string_view id;         ///< its path
  std::string_view site_name;  ///< may be empty
  std::string menu_title;      ///< as the site's configuration calls it; may be empty
  const YamlNode& keys;        ///< its front matter
  const std::vector<Section>& sections;
  bool is_folder_page = false;
};

/// The best of these that there is: its label in menus, as its front matter or the configuration has it; the
/// heading that it begins with; a folder's or file's name, made readable. Never empty.
[[nodiscard]] std::string other_title(const UntitledPage& page);

/// The words of a name in a path: runs of three letters and more, so that neither numbers that order files
/// ("02-aanvragen") nor keys (58d0512e) are names of anything. Lower case.
[[nodiscard]] std::vector<std::string> words_of_name(std::string_view name);

/// "Aanvraag van een vergunning" of "02-aanvraag_van-een%20vergunning": without a number or day that orders the
/// files, hyphens as blanks.
[[nodiscard]] std::string readable_name(std::string_view name);

}  // namespace speur
