#pragma once

#include <string>
#include <string_view>

namespace speur {

/// What looks like a tag of templates in `text` is to be shown, where the reader of Markdown would take it for a tag
/// that nobody read: a character between its signs, which no text keeps, tells it.
[[nodiscard]] std::string with_signs_apart(std::string_view text);

/// Likewise what of braces Hugo shows: `{{ x }}`, which is no tag of a shortcode, and the tag that a writer shows by
/// making it a comment, `{{</* x */>}}`, without the signs of that.
[[nodiscard]] std::string with_hugo_signs_apart(std::string text);

}  // namespace speur
