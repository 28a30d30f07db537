#pragma once

#include "indexer/includes/include_line.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// A tag within a line that stands for the text of a file.
struct IncludeTag {
  enum class Kind : unsigned char {
    templates,  ///< `{% include "x" %}` of Jinja and Liquid, `{!x!}`, looked up in the templates' folders
    page,       ///< `{% include_relative x %}`, `{% include-markdown "x" %}`: from the page's folder
    docfx,      ///< `[!INCLUDE [title](x)]`
    vitepress,  ///< `<!--@include: x-->`
  };
  Kind kind = Kind::templates;
  std::size_t begin = 0;
  std::size_t end = 0;
  SnippetName name;
  bool has_macros = false;   ///< the name of the file holds `{{ page.deel }}`
  bool is_variable = false;  ///< to Jinja, which has names of files in quotes
  std::string start, stop;  ///< of include-markdown: the text lies between these
  std::string_view arguments;  ///< what follows the name in a tag of templates
  bool is_markdown_include = false;  ///< `{!x!}`
  bool strips_before = false, strips_after = false;  ///< white space, by hyphens
};

/// The first tag of the kind at `from` or behind it.
[[nodiscard]] std::optional<IncludeTag> find_include_tag(std::string_view line, std::size_t from);

/// A line of VitePress that stands for a block of code: `<<< @/stukken/x.ts#deel{2,4 ts}[Label]`.
struct CodeImport {
  SnippetName name;      ///< to VitePress the lines in braces are marked ones, so that all of the file is read
  std::string language;  ///< empty: that of the file's name
  std::string label;     ///< of VitePress: the file's own name where the line gives none
};

[[nodiscard]] std::optional<CodeImport> read_code_import(std::string_view line);

/// A line of DocFX that does: `[!code-csharp[Naam](stuk.cs#deel)]`, with `?name=deel`, `?range=2-4,9` or `#L2-L4` too,
/// and Microsoft's `:::code source="stuk.cs" id="deel":::`.
[[nodiscard]] std::optional<CodeImport> read_docfx_code(std::string_view line);

/// Whether a text may hold such a tag: false for nearly all, and fast.
[[nodiscard]] bool may_include(std::string_view text);

/// Whether a text holds code of a template, which only the generator can run. Macros that put in a
/// value (`{{ x }}`), comments and includes are none.
[[nodiscard]] bool holds_template_code(std::string_view text);

}  // namespace speur
