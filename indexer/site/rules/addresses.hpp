#pragma once

#include "speur/error.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A generator writes each page to a file, whose path a system takes up to here. Patterns of addresses are filled in no
/// further, since one of them may name a long title many times.
inline constexpr std::size_t max_address_bytes = 4096;

/// A path as a URL has it, percent encoded as MkDocs does: all but letters, digits, `-._~` and slashes.
[[nodiscard]] std::string encoded(std::string_view path);

/// What an author wrote as a page's whole URL (also with http: or https:), or as its path: encoded where
/// that is needed, without a slash before it. Nothing for what cannot be linked to safely: another
/// scheme, steps out of the site, placeholders.
[[nodiscard]] std::optional<std::string> url_as_written(std::string_view written);

/// "https" of "https://a/b"; empty for a path.
[[nodiscard]] std::string_view scheme_of(std::string_view url);

/// "a/" of "a/b.md"; empty for a file of the content folder itself.
[[nodiscard]] std::string_view folder_of(std::string_view path);
/// "a" of "a/b/", and "" of "a/": the folder around a folder, with its slash.
[[nodiscard]] std::string_view folder_around(std::string_view folder);
/// The last name of a path or of a folder, with or without a slash at its end.
[[nodiscard]] std::string_view name_of(std::string_view path);
/// The file's name without folder and extension: "b.c" of "a/b.c.md".
[[nodiscard]] std::string_view page_stem(std::string_view path);
/// The parts of a path.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view path);

/// The parts joined with one slash each, without `.`, `..` and empty ones; a slash at the end stays.
[[nodiscard]] std::string joined_path(std::string_view a, std::string_view b);
[[nodiscard]] std::string clean_path(std::string_view path);

/// Whether the name ends with one of the extensions, in any case: ".md".
[[nodiscard]] bool has_extension(std::string_view name,
                                 const std::vector<std::string>& extensions);

/// Whether a file is HTML by its name.
[[nodiscard]] bool is_html_file(std::string_view name);

/// The text with each `%20` as the byte that it stands for.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// A page whose URL an earlier page has: a site can show one page at each. `url`: relative to the site.
/// Harmless, since the index holds both.
[[nodiscard]] Problem same_url_problem(std::string_view url, const std::filesystem::path& file,
                                       const std::filesystem::path& earlier_file);

}  // namespace speur
