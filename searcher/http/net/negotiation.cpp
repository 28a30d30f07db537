#include "searcher/http/net/negotiation.hpp"

#include "searcher/http/net/message.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace speur::http {
namespace {

std::string_view cut(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// One member of a list of preferences: its name in lower case, and its q times 1000.
struct Preference {
  std::string name;
  int quality = 1000;
};

/// "0.8" is 800; what has another form is taken for 1.
int read_quality(std::string_view text) {
  if (!text.starts_with('0')) return 1000;
  text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  int quality = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const char digit = i < text.size() ? text[i] : '0';
    if (!is_ascii_digit(digit)) return 1000;
    quality = 10 * quality + (digit - '0');
  }
  return quality;
}

Preference read_preference(std::string_view member) {
  Preference preference{ascii_lower(cut(member, ';'))};
  while (!member.empty()) {
    const std::string parameter = ascii_lower(cut(member, ';'));
    if (parameter.starts_with("q=")) preference.quality = read_quality(parameter.substr(2));
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
    wanted = range.quality > 0 || (precision == best && wanted);
    best = precision;
  }
  return wanted;
}

Codings accepted_codings(std::string_view accept_encoding, bool present) {
  Codings codings;
  if (!present) return codings;
  std::optional<int> brotli, gzip, identity, others;
  while (!accept_encoding.empty()) {
    const Preference coding = read_preference(cut(accept_encoding, ','));
    if (coding.name == "br") {
      brotli = coding.quality;
    } else if (coding.name == "gzip" || coding.name == "x-gzip") {
      gzip = coding.quality;
    } else if (coding.name == "identity") {
      identity = coding.quality;
    } else if (coding.name == "*") {
      others = coding.quality;
    }
  }
  codings.brotli = brotli.value_or(others.value_or(0));
  codings.gzip = gzip.value_or(others.value_or(0));
  // Not named it is the last resort, and forbidden only by "*;q=0".
  codings.identity = identity.value_or(others == 0 ? 0 : 1);
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
