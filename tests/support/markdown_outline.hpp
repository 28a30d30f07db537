#pragma once

#include "indexer/markdown/markdown.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The sections on one line each part: `# kop #anker | tekst`, blocks divided by `/`.
inline std::string outline(const MarkdownContent& content) {
  std::string result;
  for (const Section& section : content.sections) {
    if (!result.empty()) result += " || ";
    if (section.level != 0) {
      result += std::string(section.level, '#') + " " + section.heading + " #" + section.anchor;
      if (!section.text.empty()) result += " | ";
    }
    for (const char c : section.text) {
      if (c == '\n') {
        result += " / ";
      } else {
        result += c;
      }
    }
  }
  return result;
}

inline std::string outline_of(std::string_view body, const MarkdownOptions& options = {}) {
  std::vector<Problem> problems;
  return outline(read_markdown(body, options, {"pagina.md", 5}, problems));
}

struct OutlineRow {
  std::string_view markdown, outline;
};

}  // namespace speur
