#pragma once

#include "speur/error.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// Reads a text file line by line, in blocks: files of gigabytes and pipes alike.
class LineReader {
 public:
  /// Error(no_input) if it cannot be opened or is a folder.
  explicit LineReader(std::filesystem::path file);

  /// The next line that is not white space alone; nothing at the end. Without its line end, and
  /// the first without a BOM. Valid until the next call. Error(data) for one that is not UTF-8,
  /// holds a zero byte or is longer than 64 MiB; Error(io) if reading fails.
  [[nodiscard]] std::optional<std::string_view> next();

  /// Where the line that next() gave last stands.
  [[nodiscard]] Where where() const { return {file_, line_}; }
  [[noreturn]] void fail(std::string_view message) const;

 private:
  [[nodiscard]] std::optional<std::string_view> next_raw();
  [[nodiscard]] bool fill();

  std::filesystem::path file_;
  std::ifstream in_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;  // what is read and not yet given, in buffer_
  std::size_t line_ = 0;
};

inline constexpr std::string_view blanks = " \t\r\v\f";

/// `text` without white space at its ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Well-formed UTF-8 as in RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The columns of a line that are separated by blanks or tabs; returns how many there are, of
/// which the first N are in `columns`.
template <std::size_t N>
[[nodiscard]] std::size_t split_columns(std::string_view line,
                                        std::array<std::string_view, N>& columns) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  std::size_t count = 0;
  const char* at = line.data();
  const char* const end = at + line.size();
  while (true) {
    while (at != end && is_blank(*at)) ++at;
    if (at == end) return count;
    const char* const begin = at;
    while (at != end && !is_blank(*at)) ++at;
    if (count < N) columns[count] = {begin, static_cast<std::size_t>(at - begin)};
    ++count;
  }
}

/// A piece of input for a message: in double quotes, and short.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace speur
