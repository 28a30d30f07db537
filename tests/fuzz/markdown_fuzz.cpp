// Laws of Markdown: any page is read, or given up with an Error; sections hold clean text; and
// nothing of what stands in an excluded admonition or element comes out, whatever it is.

#include "indexer/markdown/markdown.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace speur;

constexpr std::string_view secret = "QQGEHEIMQQ";

void require(bool law) {
  if (!law) std::abort();
}

bool is_clean(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7f) return false;
  }
  const auto is_space = [](char c) { return c == ' ' || c == '\n'; };
  if (!text.empty() && (is_space(text.front()) || is_space(text.back()))) return false;
  return text.find("\n\n") == std::string_view::npos && text.find("  ") == std::string_view::npos &&
         text.find("\xEF\xB7\x90") == std::string_view::npos;
}

bool says_secret(const MarkdownContent& content) {
  const auto says = [](std::string_view text) { return text.find(secret) != text.npos; };
  for (const Section& section : content.sections) {
    if (says(section.heading) || says(section.text) || says(section.anchor)) return true;
  }
  for (const auto& [name, meaning] : content.abbreviations) {
    if (says(name) || says(meaning)) return true;
  }
  return says(content.first_h1);
}

/// The page with `before` and the secret at the start of each line.
std::string mark_lines(std::string_view page, std::string_view before) {
  std::string marked;
  for (;;) {
    const std::size_t end = page.find_first_of("\r\n");
    marked += before;
    marked += secret;
    marked += page.substr(0, end);
    marked += '\n';
    if (end == std::string_view::npos) return marked;
    page.remove_prefix(end + 1);
  }
}

/// Nothing, where the page is given up.
MarkdownContent read(const std::string& page, AnchorStyle style) {
  std::vector<Problem> problems;
  try {
    return read_markdown(page, {style}, {"a.md", 1}, problems);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page(reinterpret_cast<const char*>(data), size);
  for (const AnchorStyle style : {AnchorStyle::python_markdown, AnchorStyle::github}) {
    const MarkdownContent content = read(page, style);
    for (const Section& section : content.sections) {
      require(is_clean(section.text) && is_clean(section.heading));
      require(section.heading.find('\n') == std::string::npos);
      require(section.level <= 6 && (section.level != 0 || !section.text.empty()));
    }
  }
  const AnchorStyle style = AnchorStyle::python_markdown;
  require(!says_secret(
      read("voor\n\n!!! x \"T\" { data-search-exclude }\n" + mark_lines(page, "    ") + "\nna\n",
           style)));
  std::string tagless = page;
  for (char& c : tagless) {
    if (c == '<') c = ' ';
  }
  require(!says_secret(read(
      "<div data-search-exclude>\n\n" + mark_lines(tagless, "") + "\n\n</div>\n\nna\n", style)));
  return 0;
}
