#include "indexer/markdown/mdx/mdx_names.hpp"

#include "indexer/markdown/mdx/page_import.hpp"
#include "indexer/markdown/mdx/value_names.hpp"
#include "indexer/text/text_decoding.hpp"

#include <algorithm>
#include <utility>

namespace speur {

MdxNames::MdxNames(std::string_view body, std::span<const PageValue> values) {
  add_values(values, "frontMatter", constants_);
  for (std::size_t at = 0; at < body.size(); at = std::min(body.find('\n', at), body.size()) + 1) {
    if (body[at] != 'i' && body[at] != 'e') continue;
    const std::string_view line = body.substr(at, std::min(body.find('\n', at), body.size()) - at);
    note_constant(line);
    if (std::optional<PageImport> import = read_page_import(line)) pages_.insert(std::move(import->name));
  }
}

void MdxNames::note_constant(std::string_view line) {
  constexpr std::string_view word = "export const ";
  const std::size_t equals = line.find('=');
  if (!line.starts_with(word) || equals == std::string_view::npos) return;
  const std::string_view name = trimmed(line.substr(word.size(), equals - word.size()));
  std::string_view value = trimmed(line.substr(equals + 1));
  if (value.ends_with(';')) value.remove_suffix(1);
  JsValue known = JsReader(value, constants_).whole();
  if (known.truth != JsValue::Truth::unknown) constants_.insert_or_assign(std::string(name), std::move(known));
}

void MdxNames::note_component(std::string_view statement) {
  if (statement.find("children") != std::string_view::npos || statement.find("props") != std::string_view::npos) return;
  for (const std::string_view word : {"export const ", "export function "}) {
    if (!statement.starts_with(word)) continue;
    const std::string_view rest = statement.substr(word.size());
    const std::string_view name = rest.substr(0, rest.find_first_of(" =(:"));
    const bool is_code =
        statement.find("=>") != std::string_view::npos || statement.find("function") != std::string_view::npos;
    if (is_code && is_component(name)) childless_.emplace(name);
  }
}

}  // namespace speur
