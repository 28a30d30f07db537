#pragma once

#include "searcher/http/net/message.hpp"
#include "searcher/http/net/problem.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// The parameters of a request, from its query string or from the JSON object that is its body,
/// which may also give lists, numbers and booleans as such. What is wrong is gathered, so that a
/// client hears all of it at once, and thrown by finish().
class Parameters {
 public:
  /// Refusal(400) for a body that is no JSON object.
  [[nodiscard]] static Parameters of_query(std::string_view query_string);
  /// `strict` may also stand in the query string, and nothing else.
  [[nodiscard]] static Parameters of_body(const std::string& body, std::string_view query_string);
  /// `in`: static text, for errors.
  [[nodiscard]] static Parameters of_object(boost::json::object values, std::string_view in);

  /// None if it was not given. At most `max_bytes` long.
  [[nodiscard]] std::optional<std::string> text(std::string_view name, std::size_t max_bytes);
  [[nodiscard]] std::optional<std::size_t> number(std::string_view name, std::size_t least,
                                                  std::size_t most);
  [[nodiscard]] bool flag(std::string_view name);
  /// Names apart by commas, or a list of them.
  [[nodiscard]] std::vector<std::string> names(std::string_view name);
  /// As given, for what has a form of its own; null if it was not.
  [[nodiscard]] const boost::json::value* value(std::string_view name);

  [[nodiscard]] bool is_body() const { return in_ == "body"; }
  void refuse(std::string_view name, std::string_view code, std::string detail);
  /// Refusal(400) if anything was wrong; with `strict` also for parameters that nobody asked for.
  void finish(bool strict);

 private:
  [[nodiscard]] bool is_query() const { return in_ == "query"; }
  void add(ParameterError error);

  std::string_view in_;
  boost::json::object values_;
  boost::json::object beside_body_;  // in the query string of a request with a body
  std::vector<std::string> known_;
  std::vector<ParameterError> errors_;  // those that are told
  std::size_t wrong_ = 0;               // how many there are
};

}  // namespace speur::http
