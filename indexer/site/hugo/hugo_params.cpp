#include "indexer/site/hugo/hugo_params.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <string_view>

namespace speur {
namespace {

/// What a name with full stops means below `map`, a scalar or a list of these; null where there is none.
const YamlNode* value_of(const YamlNode* map, std::string_view name) {
  while (map != nullptr && !name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    map = map->find(name.substr(0, dot));
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  const auto is_scalar = [](const YamlNode& node) { return node.kind == YamlNode::Kind::scalar; };
  const bool is_shown = map != nullptr && (is_scalar(*map) || (!map->items.empty() && std::ranges::all_of(map->items, is_scalar)));
  return is_shown ? map : nullptr;
}

/// The words of a scalar, or of all of a list.
std::string words_of(const YamlNode& value) {
  std::string words = value.text;
  for (const YamlNode& item : value.items) (words += words.empty() ? "" : " ") += item.text;
  return words;
}

/// The name that stands in `{{< param "naam" >}}`, in lower case.
std::string name_in(std::string_view tag) {
  constexpr std::string_view marks = "{}<>% \t\n\"`'";
  const std::size_t word = tag.find("param");
  tag.remove_prefix(word + std::string_view("param").size());
  const std::size_t begin = std::min(tag.find_first_not_of(marks), tag.size());
  const std::size_t end = tag.find_last_not_of(marks) + 1;  // npos + 1 is 0
  return end > begin ? ascii_lower(tag.substr(begin, end - begin)) : std::string();
}

/// Whether the tag stands in a heading whose id Hugo makes of the heading without the value.
bool is_in_heading(std::string_view text, const ShortcodeTag& tag) {
  const std::string_view before = text.substr(0, tag.begin);
  budget::spend(tag.begin - (before.rfind('\n') + 1));  // npos + 1 is 0
  return tag.sign == '<' && trimmed(before.substr(before.rfind('\n') + 1)).starts_with('#');  // npos + 1 is 0
}

}  // namespace

std::string with_hugo_params(std::string text, const YamlNode& page, const YamlNode& settings) {
  if (text.find("param") == std::string::npos) return text;
  std::string made;
  std::size_t begin = 0;
  for (auto tag = next_shortcode(text, 0); tag; tag = next_shortcode(text, tag->end)) {
    if (tag->name != "param" || is_in_heading(text, *tag)) continue;
    const std::string name = name_in(std::string_view(text).substr(tag->begin, tag->end - tag->begin));
    const YamlNode* value = name.empty() ? nullptr : value_of(&page, name);
    if (value == nullptr) value = value_of(page.find("params"), name);
    if (value == nullptr) value = value_of(settings.find("params"), name);
    if (value == nullptr) continue;
    made.append(text, begin, tag->begin - begin);
    const std::string words = words_of(*value);
    budget::hold(words.size());
    made += words;
    begin = tag->end;
  }
  return begin == 0 ? text : made.append(text, begin);
}

}  // namespace speur
