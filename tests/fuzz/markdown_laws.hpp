#pragma once

#include "indexer/markdown/markdown.hpp"

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

// What holds of any page, in whichever dialect it is read.

namespace speur::fuzz {

inline constexpr std::string_view secret = "QQGEHEIMQQ";

inline void require(bool law) {
  if (!law) std::abort();
}

[[nodiscard]] inline bool is_clean(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7f) return false;
  }
  const auto is_space = [](char c) { return c == ' ' || c == '\n'; };
  if (!text.empty() && (is_space(text.front()) || is_space(text.back()))) return false;
  return text.find("\n\n") == std::string_view::npos && text.find("  ") == std::string_view::npos &&
         text.find("\xEF\xB7\x90") == std::string_view::npos;
}

inline void check_sections(const MarkdownContent& content) {
  for (const Section& section : content.sections) {
    require(is_clean(section.text) && is_clean(section.heading));
    require(section.heading.find('\n') == std::string::npos);
    require(section.level <= 6 && (section.level != 0 || !section.text.empty()));
  }
}

[[nodiscard]] inline bool says_secret(const MarkdownContent& content) {
  const auto says = [](std::string_view text) { return text.find(secret) != text.npos; };
  for (const Section& section : content.sections) {
    if (says(section.heading) || says(section.text) || says(section.anchor)) return true;
  }
  for (const auto& [name, meaning] : content.abbreviations) {
    if (says(name) || says(meaning)) return true;
  }
  for (const PageDefinition& definition : content.definitions) {
    if (says(definition.term) || says(definition.text)) return true;
  }
  return says(content.first_h1);
}

/// The page with `before` and the secret at the start of each line.
[[nodiscard]] inline std::string mark_lines(std::string_view page, std::string_view before) {
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

/// The page as the only content of an element that is excluded from search. Its own tags become text, so that none
/// ends the element.
[[nodiscard]] inline std::string excluded(std::string page) {
  for (char& c : page) {
    if (c == '<') c = ' ';
  }
  return "<div data-search-exclude>\n\n" + mark_lines(page, "") + "\n\n</div>\n\nna\n";
}

/// Nothing, where the page is given up.
[[nodiscard]] inline MarkdownContent read(const std::string& page, const MarkdownOptions& options) {
  std::vector<Problem> problems;
  try {
    return read_markdown(page, options, {"a.md", 1}, problems);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace speur::fuzz
