#pragma once

#include "speur/ascii.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::http {

/// A request that is whole and well-formed.
struct Request {
  std::string method;  ///< as sent: "GET"
  std::string target;  ///< origin-form, "/v1/search?q=fiets", or "*"
  std::vector<std::pair<std::string, std::string>> fields;  ///< names in lower case
  std::string body;
  bool keep_alive = true;
  bool http_1_0 = false;

  /// The value of the field, of several with this name joined by ", "; empty if there is none.
  [[nodiscard]] std::string field(std::string_view lower_case_name) const {
    std::string value;
    for (const auto& [name, text] : fields) {
      if (name != lower_case_name) continue;
      if (!value.empty()) value += ", ";
      value += text;
    }
    return value;
  }
  [[nodiscard]] bool has_field(std::string_view lower_case_name) const {
    for (const auto& field : fields) {
      if (field.first == lower_case_name) return true;
    }
    return false;
  }
};

/// A field's value, or a member of one, without the white space around it (RFC 9110, 5.6.3).
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

using ResponseFields = std::vector<std::pair<std::string_view, std::string>>;

struct Response {
  unsigned status = 200;
  std::string_view content_type = "application/json";  ///< static text; empty: there is no content
  std::string body{};
  ResponseFields fields{};  ///< values hold no line end
  bool close = false;       ///< the connection, after it
};

/// "Not Found"; empty for a status that this server does not give.
[[nodiscard]] constexpr std::string_view reason(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

}  // namespace speur::http
