// Laws of Markdown: any page is read, or given up with an Error; sections hold clean text; and
// nothing of what stands in an excluded admonition or element comes out, whatever it is.

#include "markdown_laws.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace speur;
using namespace speur::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page(reinterpret_cast<const char*>(data), size);
  for (const AnchorStyle style : {AnchorStyle::python_markdown, AnchorStyle::github}) {
    check_sections(read(page, {style}));
  }
  const AnchorStyle style = AnchorStyle::python_markdown;
  require(!says_secret(
      read("voor\n\n!!! x \"T\" { data-search-exclude }\n" + mark_lines(page, "    ") + "\nna\n", {style})));
  require(!says_secret(read(excluded(page), {style})));
  return 0;
}
