#pragma once

#include "indexer/site/generators/site_folders.hpp"
#include "indexer/site/rules/site_rules.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The folders of documents whose categories a sidebars file makes from the files in them: with a slash at
/// their end, and `""` is all. `file`: that of one set of documents. Without a file Docusaurus makes them all. The
/// pages of categories that the file itself writes down have no file of their own, and are told.
[[nodiscard]] std::vector<std::string> generated_sidebars(const std::filesystem::path& file,
                                                          std::vector<Problem>& problems);

/// Pages of categories that Docusaurus makes from `_category_.json` and the like, where such a file asks for
/// `generated-index`: they show a title and a description of their own.
class DocusaurusCategories {
 public:
  static bool is_category_file(std::string_view path);

  /// Reads the file at `path` below `root`, which lies in `folder`. Whether it makes a page.
  bool read(const std::filesystem::path& root, std::string_view path, const SiteFolder& folder,
            std::vector<Problem>& problems);

  /// Two categories with one label have numbered addresses, in the order of their sidebar, which is not
  /// known: the paths of those.
  [[nodiscard]] std::vector<std::string> ambiguous() const;

  /// Front matter that says of the page what its file does.
  void complete(std::string_view path, YamlNode& keys) const;

  [[nodiscard]] std::string fingerprint() const;

 private:
  std::map<std::string, YamlNode, std::less<>> pages_;  ///< path → front matter
  std::map<std::string, std::vector<std::string>> by_label_;  ///< folder and slug of a label → paths
};

}  // namespace speur
