#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace speur {

/// A chapter of the README that a manual page holds too.
struct ManualChapter {
  std::string_view title;     ///< "Search"
  std::string_view markdown;  ///< without its heading
};

/// The program's manual page in roff, for man(1): what --help says of it and of each command, then the
/// chapters. It holds no date, so that two builds make the same bytes.
[[nodiscard]] std::string manual_page(const CLI::App& app, std::string_view version,
                                      const std::vector<ManualChapter>& chapters);

/// Completions of the program's commands and options. `shell`: bash, zsh or fish; Error(usage) for
/// another.
[[nodiscard]] std::string completions(const CLI::App& app, std::string_view shell);

/// Options that --help does not list, for whoever makes packages: --manual-page prints manual_page(),
/// and --completions SHELL prints completions(). Both end the parse with CLI::Success.
void add_manual_options(CLI::App& app, std::string_view version,
                        std::vector<ManualChapter> chapters);

}  // namespace speur
