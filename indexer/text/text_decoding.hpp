#pragma once

#include "speur/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// How a file that is not UTF-8 is read; none: it is an error that names the byte.
enum class FallbackEncoding : std::uint8_t { none, windows_1252 };

/// Throws Error(no_input) where `path` cannot be opened or is no regular file (a pipe would make
/// the run wait), and Error(data) with both sizes where it has more than `max_bytes`.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::uintmax_t max_bytes);

/// A file's bytes as text: UTF-8 without byte order mark, `\n` the only line end, no NUL (one
/// becomes U+FFFD and is a Problem of its line). UTF-16 and UTF-32 are known by their byte order
/// mark. Throws Error(data) that names the first wrong byte, its offset and line, and for a binary
/// file.
[[nodiscard]] std::string decode_text(std::string bytes, FallbackEncoding fallback,
                                      const std::filesystem::path& file,
                                      std::vector<Problem>& problems);

inline constexpr std::size_t all_valid = static_cast<std::size_t>(-1);
/// The offset of the first byte that cannot be UTF-8; `all_valid` if there is none.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view bytes);

/// `text` with U+FFFD for each byte that cannot be UTF-8: names of files need not be.
[[nodiscard]] std::string valid_utf8(std::string text);

/// Whether `name` is UTF-8 without control characters: what an id and a message can hold.
[[nodiscard]] bool is_clean_name(std::string_view name);

/// The code point that starts at `at`, which moves behind it. `text` is valid UTF-8.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

/// White space is what ASCII and U+00A0 call so.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Trimmed, and every run of white space and control characters is one space: fit for one line.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace speur
