#include "indexer/markdown/mdx/page_import.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>

namespace speur {

std::optional<PageImport> read_page_import(std::string_view line) {
  constexpr std::string_view word = "import ";
  if (!line.starts_with(word)) return std::nullopt;
  const std::string_view rest = trimmed(line.substr(word.size()));
  const auto name_end = std::find_if_not(rest.begin(), rest.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
  });
  const std::string_view name = rest.substr(0, static_cast<std::size_t>(name_end - rest.begin()));
  std::string_view from = trimmed(rest.substr(name.size()));
  if (from.starts_with(',')) {  // and other names of the file: `import Deel, {toc as kop} from './_deel.md'`
    const std::size_t others = from.find('}');
    if (others == npos) return std::nullopt;
    from = trimmed(from.substr(others + 1));
  }
  if (name.empty() || !from.starts_with("from ")) return std::nullopt;
  const std::string_view quoted = trimmed(from.substr(5));
  const std::size_t close = quoted.empty() ? npos : quoted.find(quoted[0], 1);
  if (close == npos || (quoted[0] != '"' && quoted[0] != '\'')) return std::nullopt;
  const std::string_view file = quoted.substr(1, close - 1);
  if (!file.ends_with(".md") && !file.ends_with(".mdx")) return std::nullopt;
  return PageImport{std::string(name), std::string(file)};
}

bool imports_a_page(std::string_view text) {
  for (std::size_t at = text.find("import "); at != npos; at = text.find("import ", at + 1)) {
    if (at != 0 && text[at - 1] != '\n') continue;
    if (read_page_import(text.substr(at, std::min(text.find('\n', at), text.size()) - at))) return true;
  }
  return false;
}

}  // namespace speur
