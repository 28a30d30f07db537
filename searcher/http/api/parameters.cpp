#include "searcher/http/api/parameters.hpp"

#include "searcher/http/net/url_text.hpp"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <charconv>

namespace json = boost::json;

namespace speur::http {
namespace {

/// A name in a JSON pointer (RFC 6901).
std::string pointer(std::string_view name) {
  std::string text = "#/";
  for (const char c : name) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

void append_names(std::vector<std::string>& names, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view name = text.substr(0, end);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

Parameters Parameters::of_query(std::string_view query_string) {
  Parameters parameters;
  parameters.in_ = "query";
  QueryString split = split_query_string(query_string);
  for (const std::string& part : split.malformed) {
    parameters.refuse(part.substr(0, part.find('=')), "encoding", "is not percent-encoded UTF-8");
  }
  for (auto& [name, value] : split.parameters) {
    json::value* known = parameters.values_.if_contains(name);
    if (known == nullptr) {
      parameters.values_.emplace(name, std::move(value));
    } else {
      if (!known->is_array()) *known = json::array{*known};
      known->get_array().emplace_back(std::move(value));
    }
  }
  return parameters;
}

Parameters Parameters::of_object(json::object values, std::string_view in) {
  Parameters parameters;
  parameters.in_ = in;
  parameters.values_ = std::move(values);
  return parameters;
}

Parameters Parameters::of_body(const std::string& body, std::string_view query_string) {
  boost::system::error_code error;
  json::value parsed = json::parse(body, error);
  if (error) throw Refusal(400, "the body is no JSON: " + error.message());
  if (!parsed.is_object()) throw Refusal(400, "the body is a JSON object of parameters");
  Parameters parameters = of_object(std::move(parsed.get_object()), "body");
  parameters.beside_body_ = of_query(query_string).values_;
  if (json::value* strict = parameters.beside_body_.if_contains("strict")) {
    if (!parameters.values_.contains("strict")) parameters.values_["strict"] = *strict;
    parameters.beside_body_.erase("strict");
  }
  return parameters;
}

const json::value* Parameters::value(std::string_view name) {
  known_.emplace_back(name);
  const json::value* found = values_.if_contains(name);
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::optional<std::string> Parameters::text(std::string_view name, std::size_t max_bytes) {
  const json::value* given = value(name);
  if (given == nullptr) return std::nullopt;
  if (!given->is_string()) {
    refuse(name, "type", is_query() ? "is given once" : "is a string");
    return std::nullopt;
  }
  const json::string& text = given->get_string();
  if (text.size() > max_bytes) {
    refuse(name, "length", fmt::format("is at most {} bytes long", max_bytes));
    return std::nullopt;
  }
  return std::string(text);
}

std::optional<std::size_t> Parameters::number(std::string_view name, std::size_t least,
                                              std::size_t most) {
  const json::value* given = value(name);
  if (given == nullptr) return std::nullopt;
  std::optional<std::size_t> number;
  if (const json::string* text = given->if_string()) {
    std::size_t read = 0;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, read);
    if (error == std::errc() && stop == end) number = read;
  } else if (given->is_int64() && given->get_int64() >= 0) {
    number = static_cast<std::size_t>(given->get_int64());
  }
  if (!number || *number < least || *number > most) {
    refuse(name, "range", fmt::format("is a whole number from {} to {}", least, most));
    return std::nullopt;
  }
  return number;
}

bool Parameters::flag(std::string_view name) {
  const json::value* given = value(name);
  if (given == nullptr) return false;
  if (given->is_bool()) return given->get_bool();
  if (given->is_string()) {
    const std::string_view text = given->get_string();
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
  }
  refuse(name, "type", "is true or false");
  return false;
}

std::vector<std::string> Parameters::names(std::string_view name) {
  std::vector<std::string> names;
  const json::value* given = value(name);
  if (given == nullptr) return names;
  if (given->is_string()) {
    append_names(names, given->get_string());
    return names;
  }
  if (const json::array* list = given->if_array()) {
    for (const json::value& item : *list) {
      if (!item.is_string()) break;
      if (is_query()) {
        append_names(names, item.get_string());
      } else {
        names.emplace_back(item.get_string());
      }
    }
    if (is_query() || names.size() == list->size()) return names;
  }
  refuse(name, "type", "is a list of names, or names apart by commas");
  return {};
}

void Parameters::refuse(std::string_view name, std::string_view code, std::string detail) {
  add({std::string(in_), is_body() ? pointer(name) : std::string(name), std::string(code), std::move(detail)});
}

/// A body of a thousand wrong names would else have an answer thirty times as long.
void Parameters::add(ParameterError error) {
  constexpr std::size_t most_told = 50;
  ++wrong_;
  if (errors_.size() < most_told) errors_.push_back(std::move(error));
}

void Parameters::finish(bool strict) {
  if (strict) {
    std::vector<std::string> accepted = known_;
    std::ranges::sort(accepted);
    accepted.erase(std::unique(accepted.begin(), accepted.end()), accepted.end());
    for (const auto& [name, ignored] : values_) {
      if (std::ranges::find(accepted, std::string_view(name)) != accepted.end()) continue;
      refuse(name, "unknown",
             fmt::format("is no parameter here; there are: {}", fmt::join(accepted, ", ")));
    }
    for (const auto& [name, ignored] : beside_body_) {
      add({"query", std::string(name), "unknown",
           "is no parameter here: those of a POST stand in its body, except strict"});
    }
  }
  if (errors_.empty()) return;
  const ParameterError& first = errors_.front();
  std::string detail = fmt::format("'{}' {}", first.location, first.detail);
  if (wrong_ > 1) detail += fmt::format(" (and {} more)", wrong_ - 1);
  throw Refusal(400, detail, std::move(errors_));
}

}  // namespace speur::http
