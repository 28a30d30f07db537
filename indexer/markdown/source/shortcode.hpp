#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// The words that a reader sees of `{{< figure src="x" caption="…" >}}`, `{% include x alt="…" %}`
/// and the like: the values of parameters such as title, caption, alt and text, and of Hugo's
/// arguments without a name those that are sentences; with spaces between.
[[nodiscard]] std::string shortcode_words(std::string_view shortcode);

/// A tag of Hugo's: `{{< naam … >}}`, `{{% /naam %}}`.
struct ShortcodeTag {
  std::size_t begin = 0, end = 0;
  char sign = 0;          ///< '<' or '%'
  std::string_view name;  ///< of an example, `{{</* naam */>}}`, a star
  bool opens = true;      ///< what a tag with the same name closes
  bool closes = false;
};

/// The first one at `from` or behind it. One that goes on for more than 1000 bytes is none.
[[nodiscard]] std::optional<ShortcodeTag> next_shortcode(std::string_view text, std::size_t from);

/// Where `end` (`>}}` or `%}}`) stands that closes Hugo's shortcode at the start of `text`: not one
/// in a string between quotes or backquotes. npos: nowhere.
[[nodiscard]] std::size_t shortcode_end(std::string_view text, std::string_view end);

/// A line of code as Hugo shows it: shortcodes run in code, too, so that of them the words stay that a reader sees, and
/// an example, `{{</* naam */>}}`, becomes `{{< naam >}}`.
[[nodiscard]] std::string code_without_shortcodes(std::string_view line);

/// The text without what stands between `{{< comment >}}` and `{{< /comment >}}`, or with `%` for `<`: a shortcode of
/// Hugo, and of themes before, that shows nothing. The ends of its lines stay.
[[nodiscard]] std::string without_hugo_comments(std::string text);

/// HTML without what no reader sees of it: comments, scripts, styles, and the shortcodes and macros of generators,
/// of which the words that a reader sees stay. What has no end goes up to the end of the page.
[[nodiscard]] std::string without_templates(std::string_view html);

}  // namespace speur
