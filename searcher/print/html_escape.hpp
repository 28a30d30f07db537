#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace speur {

/// Adds text as HTML shows it, in an element or in a quoted attribute.
inline void append_html(std::string& html, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of("&<>\"'"), text.size());
    html += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    switch (text.front()) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += "&#39;";
    }
    text.remove_prefix(1);
  }
}

}  // namespace speur
