#pragma once

#include <string_view>

namespace speur {

/// Whether `:name:` is an emoji of pymdownx (GitHub's and Hugo's are among them). Any other word between colons
/// is text, unless it is an icon.
[[nodiscard]] bool is_emoji_name(std::string_view name);

/// Whether `:name:` is an icon of MkDocs Material, by the set that its name begins with.
[[nodiscard]] bool is_icon_name(std::string_view name);

}  // namespace speur
