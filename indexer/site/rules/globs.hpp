#pragma once

#include <string_view>

namespace speur {

/// Whether all of `path` is meant by `pattern`, as the globs of Node.js, DocFX and Hugo have it: `*` and
/// `?` stay within a part of the path, `**` as a part is any number of parts, `{a,b}` is either, and
/// `[a-z]` one of a set. A pattern that starts with `/` or `./` means the same without. Takes no more
/// time than the product of both lengths, for each way to read the braces (at most 64 are).
[[nodiscard]] bool matches_glob(std::string_view path, std::string_view pattern);

/// The same of one part of a path: `\` before a sign takes it as it is, and a set that is not closed is a bracket. A part
/// may be a whole path, in which `*` then goes through slashes.
[[nodiscard]] bool matches_part(std::string_view part, std::string_view pattern);

/// The same by Ruby's File.fnmatch without flags: `*` goes through slashes, braces are themselves.
[[nodiscard]] bool matches_fnmatch(std::string_view path, std::string_view pattern);

}  // namespace speur
