#pragma once

#include <string_view>

namespace speur::http {

/// Whether an Accept field (RFC 9110, 12.5.1) lets `type` ("application/json") through. An empty
/// field takes all.
[[nodiscard]] bool accepts_type(std::string_view accept, std::string_view type);

struct Codings {
  bool gzip = false;
  bool identity = true;  ///< no coding at all
};
/// What an Accept-Encoding field takes; `present` is false where there is none.
[[nodiscard]] Codings accepted_codings(std::string_view accept_encoding, bool present);

/// Whether an If-None-Match field names this tag, compared weakly.
[[nodiscard]] bool matches_tag(std::string_view if_none_match, std::string_view tag);

/// "application/json; charset=utf-8" is "application/json".
[[nodiscard]] bool is_media_type(std::string_view content_type, std::string_view type);

}  // namespace speur::http
