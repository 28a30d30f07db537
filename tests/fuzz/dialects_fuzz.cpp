// Laws of the dialects other than Python-Markdown's, HTML among them: any page is read, or given up with an Error,
// with whichever features a site turns on; sections hold clean text; and nothing of an excluded element comes out.
// The first byte says which dialect a page is in, the second how its ids are made, the next two which features it has.

#include "markdown_laws.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace speur;
using namespace speur::fuzz;

namespace {

constexpr std::size_t options_bytes = 4;

MarkdownFeatures features_of(unsigned bits) {
  MarkdownFeatures features;
  for (bool MarkdownFeatures::*feature :
       {&MarkdownFeatures::emoji, &MarkdownFeatures::raw_html, &MarkdownFeatures::icons,
        &MarkdownFeatures::attribute_lists, &MarkdownFeatures::footnotes, &MarkdownFeatures::admonitions,
        &MarkdownFeatures::details, &MarkdownFeatures::tabs, &MarkdownFeatures::definition_lists,
        &MarkdownFeatures::markdown_in_html, &MarkdownFeatures::code_languages,
        &MarkdownFeatures::spaced_headings, &MarkdownFeatures::fancy_lists,
        &MarkdownFeatures::heading_attributes, &MarkdownFeatures::vue, &MarkdownFeatures::gfm}) {
    features.*feature = (bits & 1U) != 0;
    bits >>= 1U;
  }
  return features;
}

MarkdownOptions options_of(const std::uint8_t* data) {
  MarkdownOptions options;
  options.dialect = static_cast<MarkdownDialect>(data[0] % 5);
  const bool is_python = options.dialect == MarkdownDialect::python_markdown;
  options.anchors = {is_python ? AnchorStyle::python_markdown : AnchorStyle::github,
                     static_cast<SlugRule>(data[1] % 12)};
  options.features = features_of(data[2] | unsigned{data[3]} << 8U);
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < options_bytes) return 0;
  const MarkdownOptions options = options_of(data);
  const std::string page(reinterpret_cast<const char*>(data) + options_bytes, size - options_bytes);
  check_sections(read(page, options));
  require(!says_secret(read(excluded(page), options)));
  return 0;
}
