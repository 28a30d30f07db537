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

/// Looks in the values of one key, and of those nested in it, for the first of a facet that is not of this type.
const YamlNode* find_other(const YamlNode& value, const std::string& name, const OddValue& odd, const FacetRules& rules) {
  const auto renamed = rules.rename.find(name);
  const std::string& known = renamed == rules.rename.end() ? name : renamed->second;
  if (value.kind == Kind::scalar) {
    // A day that does not exist was told when the page was read.
    const bool is_other = known == odd.facet && !value.text.empty() && !is_no_day(trimmed(value.text)) &&
                          guess_value(std::string(trimmed(value.text)), value.plain).type != odd.type;
    return is_other ? &value : nullptr;
  }
  for (const YamlNode& item : value.items) {
    if (const YamlNode* const found = find_other(item, known, odd, rules)) return found;
  }
  for (const YamlMember& member : value.members) {
    if (member.key.kind != Kind::scalar) continue;
    const std::string path = known.empty() ? member.key.text : known + "." + member.key.text;
    if (const YamlNode* const found = find_other(member.value, path, odd, rules)) return found;
  }
  return nullptr;
}

}  // namespace

std::optional<Problem> odd_value_problem(const SiteConfig& config, const OddValue& odd) {
  const SourceFile source = source_file({odd.page, {}}, config);
  try {
    std::vector<Problem> told_when_read;
    const std::string text = decode_text(read_page_bytes(source, config), config.fallback,
                                         source.path, told_when_read);
    const PageParts parts = split_page(text, config.max_front_matter_bytes, config.rules->forms(),
                                       source.path, told_when_read);
    YamlNode keys = parse_front_matter(parts, source.path, told_when_read);
    if (config.rules->keys_in_any_case()) lower_keys(keys);
    if (const YamlNode* const value = find_other(keys, "", odd, config.facets)) {
      const std::string_view type = odd.type == FacetType::date ? "date" : "number";
      std::string message =
          odd.others == 0
              ? fmt::format("'{}' is a {} on nearly all pages, and here it is none: \"{}\"", odd.facet, type, one_line(value->text))
              : fmt::format("'{}' is a {} on most pages, but none on {}, as here: \"{}\"; so it is a facet of words, without "
                            "ranges", odd.facet, type, odd.others, one_line(value->text));
      return Problem{{source.path, value->line}, std::move(message), true};
    }
  } catch (const Error&) {
    // The page is gone, or was told as one that cannot be read.
  }
  return std::nullopt;
}

}  // namespace speur
