#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// What Jekyll makes of a text for an address: mode "pretty" keeps `._~!$&'()+,;=@`, mode default keeps
/// letters and digits of any script alone; all else is one hyphen.
[[nodiscard]] std::string jekyll_slug(std::string_view text, bool pretty, bool keep_case);

/// The pattern that a style's name is short for (`pretty`, `date`, `ordinal`, `weekdate`, `none`), or the
/// pattern itself.
[[nodiscard]] std::string jekyll_post_pattern(std::string_view style);

/// `pattern` with what the style of the site puts behind addresses of pages and of collections: a slash,
/// `:output_ext`, or nothing.
[[nodiscard]] std::string with_jekyll_suffix(std::string pattern, std::string_view style);

/// The pattern with its `:names` replaced by `value`, its slashes made single, without a slash before it.
/// A name that has no value stays.
[[nodiscard]] std::string expand_jekyll(
    std::string_view pattern,
    const std::function<std::optional<std::string>(std::string_view)>& value);

/// Letters of any script in lower case.
[[nodiscard]] std::string jekyll_lower(std::string_view text);

}  // namespace speur
