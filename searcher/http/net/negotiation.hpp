#pragma once

#include <string_view>

namespace speur::http {

/// Whether an Accept field (RFC 9110, 12.5.1) lets `type` ("application/json") through. An empty
/// field takes all.
[[nodiscard]] bool accepts_type(std::string_view accept, std::string_view type);

/// How much an Accept-Encoding field wants each coding that there is: from 0, not at all, to 1000.
struct Codings {
  int brotli = 0, gzip = 0;
  int identity = 1000;  ///< no coding at all
};
/// `present` is false where there is no such field.
[[nodiscard]] Codings accepted_codings(std::string_view accept_encoding, bool present);

/// Whether an If-None-Match field names this tag, compared weakly.
[[nodiscard]] bool matches_tag(std::string_view if_none_match, std::string_view tag);

/// "application/json; charset=utf-8" is "application/json".
[[nodiscard]] bool is_media_type(std::string_view content_type, std::string_view type);

}  // namespace speur::http
