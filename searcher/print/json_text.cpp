#include "searcher/print/json_text.hpp"

#include <fmt/format.h>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <cmath>
#include <iterator>

namespace speur {
namespace {

class JsonPrinter {
 public:
  explicit JsonPrinter(bool indented) : indented_(indented) {}

  void print(const boost::json::value& value) {
    if (const auto* object = value.if_object()) {
      print_members(*object, '{', '}', [this](const boost::json::key_value_pair& member) {
        text += boost::json::serialize(member.key());
        text += indented_ ? ": " : ":";
        print(member.value());
      });
    } else if (const auto* array = value.if_array()) {
      print_members(*array, '[', ']', [this](const boost::json::value& item) { print(item); });
    } else if (const double* number = value.if_double()) {
      if (std::isfinite(*number)) {
        fmt::format_to(std::back_inserter(text), "{}", *number);
      } else {
        text += "null";
      }
    } else {
      text += boost::json::serialize(value);
    }
  }

  std::string text;

 private:
  template <typename Members, typename Print>
  void print_members(const Members& members, char open, char close, const Print& print_member) {
    text += open;
    ++depth_;
    bool first = true;
    for (const auto& member : members) {
      if (!first) text += ',';
      first = false;
      break_line();
      print_member(member);
    }
    --depth_;
    if (!first) break_line();
    text += close;
  }

  void break_line() {
    if (indented_) text.append(1, '\n').append(2 * depth_, ' ');
  }

  bool indented_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string json_text(const boost::json::value& value, bool indented) {
  JsonPrinter printer(indented);
  printer.print(value);
  return std::move(printer.text);
}

}  // namespace speur
