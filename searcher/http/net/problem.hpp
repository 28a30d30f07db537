#pragma once

#include "searcher/http/net/message.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// What is wrong with one parameter of a request.
struct ParameterError {
  std::string in;        ///< "query", "body", "path" or "header"
  std::string location;  ///< the parameter's name; in a body its JSON pointer
  std::string code;      ///< for programs: "unknown", "range", "type", …
  std::string detail;    ///< for people: what is accepted
};

/// Ends the handling of a request with this answer.
class Refusal : public std::runtime_error {
 public:
  Refusal(unsigned status, const std::string& detail, std::vector<ParameterError> errors = {})
      : std::runtime_error(detail), status_(status), errors_(std::move(errors)) {}
  [[nodiscard]] unsigned status() const noexcept { return status_; }
  [[nodiscard]] const std::vector<ParameterError>& errors() const noexcept { return errors_; }

 private:
  unsigned status_;
  std::vector<ParameterError> errors_;
};

/// application/problem+json of RFC 9457, with `errors` in the form of the Dutch API Design Rules.
[[nodiscard]] Response problem(unsigned status, std::string_view detail,
                               const std::vector<ParameterError>& errors = {});

}  // namespace speur::http
