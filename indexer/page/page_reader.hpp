#pragma once

#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"
#include "speur/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

struct PageResult {
  enum class Skipped : std::uint8_t { no, excluded, draft, hidden };
  std::optional<Page> page;  ///< has a value exactly if `skipped` is no
  Skipped skipped = Skipped::no;
  /// Where files to include were looked for, whether there is one or not: with equal files there,
  /// equal bytes of the page mean an equal page.
  std::vector<std::filesystem::path> includes = {};
  /// Whether the site will show the page from some moment on, or no more: its bytes do not tell.
  bool changes_with_time = false;
  /// Where the site shows a page that its search leaves out, as Page::url; empty for another one.
  std::string url_of_excluded = {};
};

/// Makes a page of the bytes of `source`. Depends on nothing but its arguments, and on the files
/// that the page includes (see `includes_files`). What is wrong in the page is a Problem; one that
/// cannot be read at all is an Error(data).
[[nodiscard]] PageResult read_page(const SourceFile& source, std::string bytes,
                                   const SiteConfig& config, std::vector<Problem>& problems);

/// Whether the page may show other files' text: equal bytes do not mean an equal page then.
[[nodiscard]] bool includes_files(std::string_view bytes);

}  // namespace speur
