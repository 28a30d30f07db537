#pragma once

#include "indexer/site/shortcodes/go_template.hpp"
#include "indexer/site/shortcodes/go_value.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace speur {

using GoTemplates = std::map<std::string, std::shared_ptr<const GoTemplate>, std::less<>>;  ///< null: not understood

/// What a template runs with.
struct GoContext {
  const GoTemplates& partials;
  const YamlNode& page;      ///< its front matter, with keys in lower case
  const YamlNode& settings;  ///< of the site, likewise
  std::string_view name;     ///< of the shortcode
  bool has_inner = false;    ///< something stands between its tags
  GoValue arguments;         ///< a list or a map
  const GoValue* around;     ///< the arguments of the shortcode around it; null: there is none
  const YamlNode& data;      ///< the site's data files, with keys in lower case; null where they are not read
  const YamlNode& words;     ///< its translations in the one language that it has
};

/// HTML that the template of a shortcode makes, with GoValue::inner_mark where what stands between its tags is, and
/// `unknown_mark` where it has words that are not known.
[[nodiscard]] std::string run_go_template(const GoTemplate& source, const GoContext& context);

inline constexpr char unknown_mark = '\x01';

}  // namespace speur
