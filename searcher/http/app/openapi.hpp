#pragma once

#include <string>
#include <string_view>

namespace speur::http {

/// The version of the API, not of the program: raised by what clients notice.
inline constexpr std::string_view api_version = "1.0.0";

/// The OpenAPI document (web/openapi.json) with its version, whose site it is, and this server,
/// whose base has no slash at the end.
[[nodiscard]] std::string openapi_document(std::string_view base, std::string_view site_name,
                                           std::string_view site_url);

}  // namespace speur::http
