#include "indexer/page/odd_value.hpp"

#include "indexer/site/content_reader.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

/// Looks in the values of one key, and of those nested in it, for the first word of a facet.
const YamlNode* find_word(const YamlNode& value, const std::string& name, std::string_view facet,
                          const FacetRules& rules) {
  const auto renamed = rules.rename.find(name);
  const std::string& known = renamed == rules.rename.end() ? name : renamed->second;
  if (value.kind == Kind::scalar) {
    // A day that does not exist was told when the page was read.
    const bool is_word = known == facet && !value.text.empty() && !is_no_day(trimmed(value.text)) &&
                         guess_value(std::string(trimmed(value.text)), value.plain).type ==
                             FacetType::keyword;
    return is_word ? &value : nullptr;
  }
  for (const YamlNode& item : value.items) {
    if (const YamlNode* const found = find_word(item, known, facet, rules)) return found;
  }
  for (const YamlMember& member : value.members) {
    if (member.key.kind != Kind::scalar) continue;
    const std::string path = known.empty() ? member.key.text : known + "." + member.key.text;
    if (const YamlNode* const found = find_word(member.value, path, facet, rules)) return found;
  }
  return nullptr;
}

}  // namespace

std::optional<Problem> odd_value_problem(const SiteConfig& config, const std::string& page,
                                         std::string_view facet, FacetType type) {
  const SourceFile source = source_file({page, {}}, config);
  try {
    std::vector<Problem> told_when_read;
    const std::string text = decode_text(read_page_bytes(source, config), config.fallback,
                                         source.path, told_when_read);
    const PageParts parts = split_page(text, config.max_front_matter_bytes, config.rules->forms(),
                                       source.path, told_when_read);
    YamlNode keys = parse_front_matter(parts, source.path, told_when_read);
    if (config.rules->keys_in_any_case()) lower_keys(keys);
    if (const YamlNode* const word = find_word(keys, "", facet, config.facets)) {
      return Problem{{source.path, word->line},
                     fmt::format("'{}' is a {} on nearly all pages, and here it is none: \"{}\"", facet,
                                 type == FacetType::date ? "date" : "number", one_line(word->text)),
                     true};
    }
  } catch (const Error&) {
    // The page is gone, or was told as one that cannot be read.
  }
  return std::nullopt;
}

}  // namespace speur
