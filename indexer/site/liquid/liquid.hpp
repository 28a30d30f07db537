#pragma once

#include "indexer/site/liquid/liquid_tags.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What the templates of a page may ask: its front matter with the defaults, and the site's configuration. In Jinja
/// the names of `site` are those of variables, behind the names of `page`.
struct LiquidValues {
  const YamlNode& page;
  const YamlNode& site;
  TemplateLanguage language = TemplateLanguage::liquid;
};

/// Runs what of Jekyll's template language a reader of files can run, so that text which the site does not show
/// is not found, and text which it shows is:
/// - branches of `if`, `unless` and `case`: by the values of the page, of the configuration and of variables;
/// - `capture` and `assign` keep a text for `{{ name }}`, which becomes that text; `{{ page.x }}` and
///   `{{ site.x }}` likewise where they are words, with those filters that need no more than the text;
/// - what stands between `{% included x="…" %}` and `{% endincluded %}` is a file that the page includes, which knows
///   `include.x`;
/// - the body of a `for` is run for each item of a list that the page or the configuration has, or of a range of numbers;
///   that of any other is left out, and that is told.
/// A branch that depends on what only Jekyll knows (`site.posts`, `jekyll.environment`) is left out and told.
/// What mkdocs-macros has of Jinja is run likewise: `set` for `assign` and `capture`, `elif`, `{# comments #}`; macros
/// that a page defines are not.
/// A `comment` goes, and so do the tags around `raw`; other tags and macros stay as they are. Where text goes, its ends
/// of lines stay or follow at the next blank line, so that problems keep their lines. `where`: the file and the line of
/// the text's first line.
[[nodiscard]] std::string run_liquid(std::string text, const LiquidValues& values, const Where& where,
                                     std::vector<Problem>& problems);

}  // namespace speur
