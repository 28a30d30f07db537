#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace speur::http {

enum class Language : std::size_t { dutch, english };

[[nodiscard]] constexpr std::string_view code(Language language) {
  return language == Language::english ? "en" : "nl";
}

enum class Message : std::size_t {
#define SPEUR_MESSAGE(name, dutch, english) name,
#include "searcher/web/messages.def"
#undef SPEUR_MESSAGE
};

inline constexpr std::array message_texts = {
#define SPEUR_MESSAGE(name, dutch, english) std::array<std::string_view, 2>{dutch, english},
#include "searcher/web/messages.def"
#undef SPEUR_MESSAGE
};

[[nodiscard]] constexpr bool has_gap_at(std::string_view text, std::size_t place) {
  return text.substr(place, 2) == "{}";
}
[[nodiscard]] constexpr std::size_t gaps(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) count += has_gap_at(text, i) ? 1 : 0;
  return count;
}
static_assert(std::ranges::all_of(message_texts,
                                  [](const auto& texts) {
                                    return !texts[0].empty() && !texts[1].empty() &&
                                           gaps(texts[0]) == gaps(texts[1]);
                                  }),
              "a message stands in both languages, with as many {} in each");

/// What the page says, in one language. Plain text: whoever prints it escapes it.
class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string_view operator()(Message message) const {
    return message_texts[static_cast<std::size_t>(message)][static_cast<std::size_t>(language_)];
  }
  template <typename... Parts>
  [[nodiscard]] std::string operator()(Message message, const Parts&... parts) const {
    return fmt::format(fmt::runtime((*this)(message)), parts...);
  }

  /// 12345 is "12.345", in English "12,345".
  [[nodiscard]] std::string number(std::size_t count) const;
  /// "2025-04-01" is "1 april 2025", "2025-04" is "april 2025"; all else stays as it is.
  [[nodiscard]] std::string date(std::string_view iso) const;

 private:
  Language language_;
};

}  // namespace speur::http
