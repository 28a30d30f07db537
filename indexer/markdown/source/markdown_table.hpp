#pragma once

#include <string_view>
#include <vector>

namespace speur {

/// Is this the line of dashes between a table's head and body: `| --- | :-: |`?
[[nodiscard]] bool is_table_delimiter(std::string_view line);

/// The cells of a row, trimmed, empty ones left out. A `|` in a code span, or behind a backslash,
/// is part of its cell.
[[nodiscard]] std::vector<std::string_view> split_table_row(std::string_view line);

}  // namespace speur
