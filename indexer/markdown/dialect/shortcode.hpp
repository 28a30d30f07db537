#pragma once

#include <string>
#include <string_view>

namespace speur {

/// The words that a reader sees of `{{< figure caption="…" >}}`, `{% include x alt="…" %}` and the
/// like: the values of parameters such as title, caption, alt and text, with spaces between.
[[nodiscard]] std::string shortcode_words(std::string_view shortcode);

}  // namespace speur
