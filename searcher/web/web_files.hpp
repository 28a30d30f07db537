#pragma once

#include <string>
#include <string_view>

namespace speur::http {

/// A file of searcher/web/, as the build made it part of the program.
struct WebFile {
  std::string_view name;  ///< "speur.js"
  std::string_view content_type;
  std::string_view content;
};
extern const WebFile web_material, web_openapi, web_script, web_style;

/// Its content's hash: 16 hexadecimal digits.
[[nodiscard]] std::string version_of(const WebFile& file);
/// A URL that is another after each change: "speur.js?v=0123456789abcdef".
[[nodiscard]] std::string versioned(const WebFile& file);

}  // namespace speur::http
