#pragma once

#include "indexer/front_matter/front_matter.hpp"
#include "speur/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What makes the site: each turns paths into URLs in its own way.
enum class Generator : std::uint8_t { mkdocs, hugo, jekyll };

struct UrlRules {
  Generator generator = Generator::mkdocs;
  bool directory_urls = true;  ///< a/b/ instead of a/b.html
};

/// Where the site has the page `id`: relative to the site's URL, without a leading slash, percent
/// encoded (RFC 3986; all but letters, digits and `-._~` as MkDocs does). "" is the site's root.
[[nodiscard]] std::string page_url(std::string_view id, const UrlRules& rules);

/// The same, where the front matter may say it: `url` or `permalink` whole (also with http: or
/// https:), `slug` the last part, or the whole path if it starts with a slash. One that cannot be
/// linked to safely or holds placeholders is a Problem, and the path decides.
[[nodiscard]] std::string page_url(std::string_view id, const FrontMatter& front_matter,
                                   const UrlRules& rules, const std::filesystem::path& file,
                                   std::vector<Problem>& problems);

/// The file's name without folder and extension: "b.c" of "a/b.c.md".
[[nodiscard]] std::string_view page_stem(std::string_view id);

/// Whether the page stands for its folder: index.md, _index.md, README.md.
[[nodiscard]] bool is_folder_page(std::string_view stem, Generator generator);

/// A page whose URL an earlier page has: a site can show one page at each. `url`: as page_url()
/// gives it. Harmless, since the index holds both.
[[nodiscard]] Problem same_url_problem(std::string_view url, const std::filesystem::path& file,
                                       const std::filesystem::path& earlier_file);

}  // namespace speur
