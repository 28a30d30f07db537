#include "searcher/http/negotiation.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <string>

namespace speur::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view cut(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// One member of a list of preferences: its name in lower case, and whether it is wanted (q > 0).
struct Preference {
  std::string name;
  bool wanted = true;
};

Preference read_preference(std::string_view member) {
  Preference preference{ascii_lower(cut(member, ';')), true};
  while (!member.empty()) {
    const std::string parameter = ascii_lower(cut(member, ';'));
    if (!parameter.starts_with("q=")) continue;
    // All that can stand here and be zero is 0, 0., 0.0, …
    preference.wanted = parameter.find_first_of("123456789", 2) != parameter.npos;
  }
  return preference;
}

}  // namespace

bool accepts_type(std::string_view accept, std::string_view type) {
  if (trimmed(accept).empty()) return true;
  const std::string family = std::string(type.substr(0, type.find('/'))) + "/*";
  int best = -1;  // the most specific range decides
  bool wanted = false;
  while (!accept.empty()) {
    const Preference range = read_preference(cut(accept, ','));
    const int precision = range.name == type     ? 2
                          : range.name == family ? 1
                          : range.name == "*/*"  ? 0
                                                 : -1;
    if (precision < 0 || precision < best) continue;
    wanted = precision == best ? wanted || range.wanted : range.wanted;
    best = precision;
  }
  return wanted;
}

Codings accepted_codings(std::string_view accept_encoding, bool present) {
  Codings codings;
  if (!present) return codings;
  bool gzip_named = false, identity_named = false;
  while (!accept_encoding.empty()) {
    const Preference coding = read_preference(cut(accept_encoding, ','));
    if (coding.name == "gzip" || coding.name == "x-gzip") {
      codings.gzip = coding.wanted;
      gzip_named = true;
    } else if (coding.name == "identity") {
      codings.identity = coding.wanted;
      identity_named = true;
    } else if (coding.name == "*") {
      if (!gzip_named) codings.gzip = coding.wanted;
      if (!identity_named) codings.identity = coding.wanted;
    }
  }
  return codings;
}

bool matches_tag(std::string_view if_none_match, std::string_view tag) {
  const auto opaque = [](std::string_view text) {
    return text.starts_with("W/") ? text.substr(2) : text;
  };
  while (!if_none_match.empty()) {
    const std::string_view one = cut(if_none_match, ',');
    if (one == "*" || (!one.empty() && opaque(one) == opaque(tag))) return true;
  }
  return false;
}

bool is_media_type(std::string_view content_type, std::string_view type) {
  return ascii_lower(cut(content_type, ';')) == type;
}

}  // namespace speur::http
