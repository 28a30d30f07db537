#pragma once

#include "indexer/site/hugo/hugo_cascade.hpp"
#include "indexer/site/hugo/hugo_dates.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace speur {

/// A section as its page (_index.md) describes it, in one language.
struct HugoSection {
  std::string path;  ///< of its page, below content
  std::string slug, title;
  bool draft = false;
  std::optional<std::int64_t> publish, expiry;  ///< seconds since 1970
};

/// What the section pages of a site give to the pages in and below their folders. A section has one page a
/// language, and each concerns the pages of its own language alone.
class HugoSections {
 public:
  /// The cascade of the configuration: for all pages, after those of the sections.
  void add_site_cascade(const YamlNode& cascade) { cascade_.add("", "", cascade); }

  /// Takes the section page of `folder` (with its slash; "" is the home page's) with its keys.
  void add(std::string_view folder, const HugoTarget& page, YamlNode keys);
  /// To be called when all section pages are added, before anything below is asked: reads of each section
  /// whether the site shows it, with what it inherits.
  void settle(const HugoDates& dates);

  /// Null where the folder has no section page in that language.
  [[nodiscard]] const HugoSection* find(std::string_view language, std::string_view folder) const;

  /// Adds to the keys of a page in `folder` what they lack.
  void complete(std::string_view folder, const HugoTarget& page, YamlNode& keys) const {
    cascade_.complete(folder, page, keys);
  }

  /// Whether the sections around a page in `folder` let the site show it: Hugo leaves out a whole section
  /// whose page is a draft, has expired or is not yet published. `why` becomes the page of that section.
  [[nodiscard]] Publication publication(std::string_view language, std::string_view folder,
                                        std::int64_t now, std::string& why) const;

  /// Which of the reasons count is Hugo's configuration's (buildDrafts, buildFuture, buildExpired).
  void set_built(bool drafts, bool future, bool expired) {
    build_drafts_ = drafts, build_future_ = future, build_expired_ = expired;
  }

  [[nodiscard]] const std::string& fingerprint() const { return print_; }

 private:
  struct Unsettled {
    std::string folder, path, kind, language;
    YamlNode keys;
  };
  using Key = std::pair<std::string, std::string>;  ///< language, folder

  HugoCascade cascade_;
  std::map<Key, HugoSection> sections_;
  std::vector<Unsettled> unsettled_;
  bool build_drafts_ = false, build_future_ = false, build_expired_ = false;
  bool any_hidden_ = false;
  std::string print_;
};

/// Whether a page says that it is a draft; its keys are in lower case.
[[nodiscard]] bool is_hugo_draft(const YamlNode& keys);

}  // namespace speur
