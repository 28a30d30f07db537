#pragma once

#include "indexer/site/jekyll/jekyll_settings.hpp"
#include "indexer/site/rules/moments.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace speur {

/// What a file is to Jekyll.
struct JekyllFile {
  enum class Kind : std::uint8_t { page, post, draft, document };
  Kind kind = Kind::page;
  std::string_view collection;       ///< "posts", or the name of a collection
  std::string_view inside;           ///< the path below the collection's folder
  std::string_view folder_of_posts;  ///< the folder that _posts lies in, with its slash
};

/// Whether a file starts with front matter, by its first line alone.
[[nodiscard]] bool has_front_matter(const std::filesystem::path& file);

/// The date that the name of a post starts with, and the rest of the name.
[[nodiscard]] std::optional<std::pair<Moment, std::string_view>> read_post_name(std::string_view stem);

/// Which files Jekyll reads, and what they are to it. Paths are those below the site's folder.
class JekyllFiles {
 public:
  /// `settings` have to outlive this.
  explicit JekyllFiles(const JekyllSettings& settings) : settings_(settings) {}

  [[nodiscard]] bool enters(std::string_view folder) const;
  [[nodiscard]] bool may_be_page(std::string_view path) const;
  [[nodiscard]] JekyllFile file_of(std::string_view path) const;
  /// Whether `include` names the file, by its name or with its folders.
  [[nodiscard]] bool is_included_file(std::string_view path) const;

 private:
  /// Whether Jekyll reads the files of a folder; those around it are not asked.
  [[nodiscard]] bool is_entered(std::string_view folder) const;
  /// `include: [.well-known/a.md]` reads that file, whatever its folder is.
  [[nodiscard]] bool leads_to_included_file(std::string_view folder) const;
  [[nodiscard]] bool is_excluded(std::string_view path, bool folder) const;
  [[nodiscard]] bool is_included(std::string_view path) const;

  const JekyllSettings& settings_;
};

}  // namespace speur
