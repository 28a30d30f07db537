#include "indexer/markdown/markers/directive.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "speur/ascii.hpp"

namespace speur {

std::size_t directive_name_length(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_ascii_letter(text[end]) || text[end] == '-' || text[end] == '_' ||
                               is_ascii_digit(text[end]))) {
    ++end;
  }
  const bool is_directive = end > 0 && is_ascii_letter(text[0]) && text[end - 1] != '-' && text[end - 1] != '_';
  return is_directive ? end : 0;
}

std::size_t directive_list_length(std::string_view text) {
  if (text.starts_with("{}")) return 2;
  return text.starts_with('{') ? attribute_list_length(text) : 0;
}

}  // namespace speur
