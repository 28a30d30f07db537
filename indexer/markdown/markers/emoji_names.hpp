#pragma once

#include <string_view>

namespace speur {

/// Whether `:name:` is an emoji of pymdownx (GitHub's and Hugo's are among them) or an icon of
/// MkDocs Material. Any other word between colons is text.
[[nodiscard]] bool is_emoji_name(std::string_view name);

}  // namespace speur
