#pragma once

#include "indexer/site/hugo/hugo_dates.hpp"
#include "indexer/site/hugo/hugo_files.hpp"
#include "indexer/site/hugo/hugo_permalinks.hpp"
#include "indexer/site/hugo/hugo_sections.hpp"
#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/site_rules.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Where Hugo puts the pages of a site.
class HugoAddresses {
 public:
  /// Keeps the references.
  HugoAddresses(const HugoSettings& settings, const HugoFiles& files, const HugoDates& dates,
                const HugoSections& sections);

  [[nodiscard]] PageAddress of(const PageFacts& page, std::vector<Problem>& problems) const;
  /// Whether the configuration makes addresses of what pages say.
  [[nodiscard]] bool have_patterns() const;
  /// Where a page stands in the order in which Hugo writes them: those of kind page, then sections, then terms, by the
  /// keys of its trees.
  [[nodiscard]] std::string written_as(const HugoFile& file) const;

 private:
  [[nodiscard]] bool have_own_sites() const;
  [[nodiscard]] bool needs_prefix(const std::string& language) const;
  [[nodiscard]] std::string sanitized(std::string_view text) const;
  /// A text as `permalinks` have it: a `+` is a blank there, `%20` too, and a `#` at the end goes.
  [[nodiscard]] std::string token(std::string_view text) const;
  /// The folders that are sections of a page: the first one, and those that have an _index.md.
  [[nodiscard]] std::vector<std::string> sections_of(const HugoFile& file) const;
  [[nodiscard]] std::vector<std::string> slugs_of(std::string_view language,
                                                  const std::vector<std::string>& sections) const;
  [[nodiscard]] HugoPage page_of(const PageFacts& facts, const HugoFile& file,
                                 std::string_view pattern_path) const;
  [[nodiscard]] bool is_ugly(const HugoFile& file) const;
  /// The path of a page without `url`.
  [[nodiscard]] std::string path_of(const PageFacts& facts, const HugoFile& file) const;
  /// The path that a page's own `url` gives; nothing where it cannot be one. Newer versions of Hugo know tokens in it.
  [[nodiscard]] std::optional<std::string> url_path(const std::string& url, const PageFacts& facts,
                                                    const HugoFile& file) const;

  const HugoSettings& settings_;
  const HugoFiles& files_;
  const HugoDates& dates_;
  const HugoSections& sections_;
  bool lower_, without_accents_;
  bool ugly_ = false;
  std::set<std::string, std::less<>> ugly_sections_;
  HugoPermalinks permalinks_;
  std::map<std::string, HugoPermalinks, std::less<>> language_permalinks_;
};

}  // namespace speur
