// Laws of ids: the id of any heading is UTF-8 and a single word, ASCII where its rule says so;
// and no two headings of a page share one, where the generator sees to that. The first byte says
// by which rule they are made, the second how; each line of the rest is a heading.

#include "indexer/markdown/source/slug.hpp"

#include "indexer/text/text_decoding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_set>

using namespace speur;

namespace {

void require(bool law) {
  if (!law) std::abort();
}

AnchorRules rules_of(unsigned rule, unsigned bits) {
  const bool is_python = rule < 3;
  AnchorRules rules(is_python ? AnchorStyle::python_markdown : AnchorStyle::github, static_cast<SlugRule>(rule));
  rules.letter_case = static_cast<LetterCase>(bits & 3U);
  rules.percent_encode = (bits & 4U) != 0;
  rules.separator = (bits & 8U) != 0 ? "_" : "-";
  constexpr const char* forms[] = {"NFC", "NFD", "NFKC", "NFKD"};
  rules.normal_form = forms[bits >> 4U & 3U];
  return rules;
}

bool is_ascii_rule(const AnchorRules& rules) {
  return rules.slug == SlugRule::python_markdown || rules.slug == SlugRule::hugo_ascii ||
         rules.slug == SlugRule::kramdown_plain || (rules.slug == SlugRule::pymdownx && rules.percent_encode);
}

bool gives_each_its_own(const AnchorRules& rules) {
  return rules.slug != SlugRule::kramdown && rules.slug != SlugRule::kramdown_plain;
}

void check(std::string_view id, const AnchorRules& rules) {
  require(first_invalid_utf8(id) == all_valid);
  for (const char c : id) {
    require(c != ' ' && c != '\n' && c != '\r' && c != '\0');
    if (is_ascii_rule(rules)) require(static_cast<unsigned char>(c) < 0x80);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t options_bytes = 2, rules_count = 12;
  if (size < options_bytes) return 0;
  const AnchorRules rules = rules_of(data[0] % rules_count, data[1]);
  std::string_view text(reinterpret_cast<const char*>(data) + options_bytes, size - options_bytes);
  if (first_invalid_utf8(text) != all_valid) return 0;
  Slugs slugs(rules);
  std::unordered_set<std::string> ids;
  while (!text.empty()) {
    const std::string_view heading = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(heading.size() + 1, text.size()));
    check(slugify(heading, rules), rules);
    const std::string id = slugs.unique(heading);
    check(id, rules);
    require(rules.slug != SlugRule::none || id.empty());
    if (!id.empty() && gives_each_its_own(rules)) require(ids.insert(id).second);
  }
  return 0;
}
