#pragma once

#include "indexer/markdown/source/page_value.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

struct SnippetOptions {
  /// Folders where names are looked up, in this order; a file stands for its own name.
  std::vector<std::filesystem::path> base_paths;
  /// Folders of templates, for `{% include %}`; none: the site has no such tags.
  std::vector<std::filesystem::path> template_paths;
  std::filesystem::path content;  ///< the pages' folder: `@/` of VitePress, `@site/` of Docusaurus
  /// Nothing outside this folder is read, links resolved; empty: nothing is read.
  std::filesystem::path root;
  /// Takes the paths that were looked up, also those where no file is; may be null. The text stays
  /// the same as long as the page and these files do.
  std::vector<std::filesystem::path>* looked_up = nullptr;
  /// Whether `<Deel/>` stands for the text of a file that the page imports by that name, as in MDX, whose other code
  /// then goes, and in Vue.
  enum class Imports : unsigned char { none, mdx, vue };
  Imports imports = Imports::none;
  /// Whether tags of templates give the file parameters, as Jekyll's do: its text then stands between
  /// `{% included x="…" %}` and `{% endincluded %}`, for the reader of templates to run, code and all.
  bool with_parameters = false;
  std::vector<PageValue> values = {};  ///< of the page's front matter, which its code in MDX may name
  /// Puts the values of `{{ page.deel }}` into the name of a file; macros that are not known stay. None: none is.
  std::function<std::string(std::string_view)> run_macros = {};
};

inline constexpr std::string_view included_begin = "included", included_end = "endincluded";

/// Puts in the files that tags name: `{% include "a.md" %}` of Jinja and Liquid where that file is
/// no template itself, `[!INCLUDE [title](a.md)]` of DocFX, `<!--@include: a.md-->` of VitePress, and
/// `<Deel/>` of MDX, where `import Deel from './_deel.md'` stands in the same file.
///
/// Puts the files that pymdownx.snippets' `--8<--` names into a page: on a line (`--8<-- "a.md"`),
/// as a block of names, `a.md:3:8` or
/// `a.md:1:2,-3:` for lines, `a.md:name` for the part between `--8<--
/// [start:name]` and `[end:name]`; `;--8<--` stays, less its semicolon. In code too, as there.
/// Snippets may hold snippets; a loop, a missing file, an address of another site and what goes
/// beyond bounds are problems, and the text goes on without them. `where`: the file and the line of
/// its first line.
[[nodiscard]] std::string expand_snippets(std::string body, const std::filesystem::path& page,
                                          const SnippetOptions& options, const Where& where,
                                          std::vector<Problem>& problems);

}  // namespace speur
