#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

enum class ColorChoice : std::uint8_t { automatic, always, never };
/// "auto", "always" or "never"; Error(usage).
[[nodiscard]] ColorChoice parse_color_choice(std::string_view name);

/// What the place where an answer is printed can show. The default is a pipe: plain text.
struct Terminal {
  bool interactive = false;  ///< someone looks at it
  bool color = false;
  bool links = false;     ///< OSC 8 hyperlinks
  std::size_t width = 0;  ///< columns to wrap to; 0: lines are never wrapped
};

/// The value of an environment variable; nullptr if there is none.
using Environment = std::function<const char*(const char* name)>;

/// `columns`: of the terminal, 0 if it does not tell; `$COLUMNS` wins. Colour by the choice, else
/// by NO_COLOR (no-color.org) and CLICOLOR_FORCE, else where it is a terminal that is not dumb.
[[nodiscard]] Terminal describe_terminal(bool is_terminal, std::size_t columns, ColorChoice choice,
                                         const Environment& environment);

/// Standard output's.
[[nodiscard]] Terminal standard_output(ColorChoice choice);

/// Shows `text` in $PAGER, else in less; straight to standard output if that is no terminal or no
/// pager can be started.
void page(const std::string& text);

}  // namespace speur
