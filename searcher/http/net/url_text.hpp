#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::http {

/// Without percent-encoding; none where it is malformed or no UTF-8 comes out. `plus_is_blank`: as
/// forms write a blank in a query, never in a path.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text,
                                                         bool plus_is_blank = false);

/// The same of what a visitor wrote into an address: a `%` that starts no code is a percent sign,
/// and bytes that are no UTF-8 are read as Windows-1252, so that nothing of it is dropped.
[[nodiscard]] std::string leniently_decoded(std::string_view text);

/// As a name or value of a query string: all but letters, digits and -._~ in percent-encoding.
[[nodiscard]] std::string percent_encoded(std::string_view text);

struct QueryString {
  std::vector<std::pair<std::string, std::string>> parameters;  ///< in order
  std::vector<std::string> malformed;  ///< as sent: what could not be decoded
};
/// `a=b&c=d`; a name without "=" has the empty value, and empty parts are nothing.
/// `leniently`: values are leniently_decoded(), and none is malformed.
[[nodiscard]] QueryString split_query_string(std::string_view text, bool leniently = false);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace speur::http
