#pragma once

#include <string>

namespace speur {

/// The text without what stands between `{{< comment >}}` and `{{< /comment >}}`, or with `%` for `<`: a shortcode of
/// Hugo, and of themes before, that shows nothing. The ends of its lines stay.
[[nodiscard]] std::string without_hugo_comments(std::string text);

}  // namespace speur
