#pragma once

#include <string>
#include <string_view>

namespace speur {

/// The URL of a section of the page with the URL `page`; without an anchor the page's own. A URL has
/// one fragment, so that of the page gives way: "?q=x#y" and "uitleg" are "?q=x#uitleg".
[[nodiscard]] inline std::string section_url(std::string_view page, std::string_view anchor) {
  if (anchor.empty()) return std::string(page);
  std::string url(page.substr(0, page.find('#')));
  return url.append("#").append(anchor);
}

}  // namespace speur
