#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A folder of a Docusaurus site that one of its plugins makes pages of.
struct SiteFolder {
  enum class Kind : unsigned char { docs, blog, pages };
  Kind kind = Kind::docs;
  std::string path;    ///< with its slash
  std::string route;   ///< the path of its pages' addresses, without slashes around it
  std::string locale;  ///< as configured; empty: the default one
  std::vector<std::string> include, exclude;  ///< globs of paths in it
  std::vector<std::string> categories;  ///< of docs: as generated_sidebars() has them
  bool number_prefixes = true;  ///< of docs: 01-intro.md is intro
  bool is_default_translation = false;  ///< stands before the folder that it translates
};

/// Whether the text of a configuration has the word somewhere, as the name of a plugin.
[[nodiscard]] bool mentions(const std::filesystem::path& file, std::string_view word);

/// "01-intro" is "intro", and "2024-05-17", "8.0" stay: as Docusaurus reads names of files.
[[nodiscard]] std::string_view without_number(std::string_view name);

/// The address of a document of docs, below its route; with a slash at its end for one that stands for its
/// folder. `path`: in its folder. `slug` and `id`: of the front matter, or empty.
[[nodiscard]] std::string docs_address(std::string_view path, std::string_view slug,
                                       std::string_view id, bool number_prefixes);

/// The name that Docusaurus knows a document by. Of documents with one address it shows the first by these.
[[nodiscard]] std::string docs_id(std::string_view path, std::string_view id, bool number_prefixes);

/// The address of a post of a blog, below its route.
[[nodiscard]] std::string blog_address(std::string_view path, std::string_view slug);

}  // namespace speur
