#include "searcher/http/page/model/messages.hpp"

namespace speur::http {
namespace {

constexpr std::array<std::array<std::string_view, 12>, 2> months = {
    {{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december"},
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"}}};

/// "2025-04-01" or "2025-04".
bool is_date(std::string_view text) {
  static constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() != 7 && text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

}  // namespace

std::string Words::number(std::size_t count) const {
  std::string digits = std::to_string(count);
  const char separator = language_ == Language::english ? ',' : '.';
  for (std::size_t place = digits.size(); place > 3;) {
    place -= 3;
    digits.insert(place, 1, separator);
  }
  return digits;
}

std::string Words::date(std::string_view iso) const {
  if (!is_date(iso)) return std::string(iso);
  const auto two_digits = [&](std::size_t place) {
    return static_cast<std::size_t>(iso[place] - '0') * 10 +
           static_cast<std::size_t>(iso[place + 1] - '0');
  };
  const std::size_t month = two_digits(5);
  if (month < 1 || month > 12) return std::string(iso);
  const std::string_view name = months[static_cast<std::size_t>(language_)][month - 1];
  const std::string_view year = iso.substr(0, 4);
  if (iso.size() == 7) return fmt::format("{} {}", name, year);
  return fmt::format("{} {} {}", two_digits(8), name, year);
}

}  // namespace speur::http
