#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// Reads the first line of an alert, as it stands behind the `>` of a quote: `[!NOTE]` of GitHub
/// and DocFX, `[!tip]- Title` of Obsidian and Hugo, `[!div class="x"]` of DocFX. Gives the title,
/// which is mostly empty: the type names a style and is no text.
[[nodiscard]] std::optional<std::string> read_alert_title(std::string_view text);

/// Length of DocFX's `[!NAME …]` at the start of `text`, with brackets within it: `[!VIDEO url]`,
/// `[!code-csharp[Main](file.cs)]`, `[!INCLUDE [title](file.md)]`. 0: there is none.
[[nodiscard]] std::size_t docfx_tag_length(std::string_view text);

}  // namespace speur
