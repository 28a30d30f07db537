#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// A name that stands for the text of a Markdown file: `import Deel from './_deel.mdx'`.
struct PageImport {
  std::string name;  ///< of the tag `<Deel/>`
  std::string file;
};

/// The import on a line of MDX; nothing where it is none of a Markdown file.
[[nodiscard]] std::optional<PageImport> read_page_import(std::string_view line);

/// Whether a line of the text imports a Markdown file.
[[nodiscard]] bool imports_a_page(std::string_view text);

}  // namespace speur
