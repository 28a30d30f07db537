// Laws of front matter: whatever a page starts with, it is cut and read without an exception; the
// short way through YAML reads as yaml-cpp does; and facets are sorted, with clean values.

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/text/text_decoding.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "tests/support/yaml_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace speur;

void require(bool law) {
  if (!law) std::abort();
}

void check_facets(const std::vector<Facet>& facets) {
  require(std::is_sorted(facets.begin(), facets.end(),
                         [](const Facet& a, const Facet& b) { return a.name < b.name; }));
  for (const Facet& facet : facets) {
    require(!facet.name.empty() && !facet.values.empty());
    for (const FacetValue& value : facet.values) {
      require(!value.text.empty() && is_clean_name(value.text));
      require(trimmed(value.text) == value.text);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<Problem> problems;
  std::string text;
  try {
    text = decode_text({reinterpret_cast<const char*>(data), size}, FallbackEncoding::windows_1252,
                       "a.md", problems);
  } catch (const Error&) {
    return 0;  // a binary file
  }
  require(first_invalid_utf8(text) == all_valid);
  for (const bool all : {false, true}) {
    const PageParts cut = split_page(text, 1U << 20U, {all, all, all}, "a.md", problems);
    check_facets(
        read_front_matter(parse_front_matter(cut, "a.md", problems), {}, "a.md", problems).facets);
  }
  const PageParts parts = split_page(text, 1U << 20U, {}, "a.md", problems);
  if (parts.form == FrontMatterForm::yaml) {
    if (const std::optional<YamlNode> simple = parse_simple_yaml(parts.front_matter, 2)) {
      const YamlDocument document = parse_any_yaml(parts.front_matter, {"a.md", 2});
      require(!document.failure && to_text(*simple) == to_text(document.root));
    }
  }
  return 0;
}
