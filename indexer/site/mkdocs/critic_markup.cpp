#include "indexer/site/mkdocs/critic_markup.hpp"

#include "speur/npos.hpp"

#include <algorithm>
#include <array>

namespace speur {
namespace {

struct Sign {
  std::string_view open, close;
  bool when_accepted, when_rejected;  ///< whether the words between them are shown
};
constexpr auto signs = std::to_array<Sign>({{"{++", "++}", true, false},
                                            {"{--", "--}", false, true},
                                            {"{==", "==}", true, true},
                                            {"{>>", "<<}", false, false},
                                            {"{~~", "~~}", true, true}});

}  // namespace

std::string without_critic_markup(std::string_view text, bool accept) {
  std::string kept;
  std::array<bool, signs.size()> unclosed{};
  std::size_t begin = 0;
  for (std::size_t at = text.find('{'); at != npos; at = text.find('{', at)) {
    const auto* const sign = std::ranges::find_if(
        signs, [&](const Sign& each) { return text.substr(at, 3) == each.open; });
    const auto kind = static_cast<std::size_t>(sign - signs.begin());
    if (kind == signs.size() || unclosed[kind]) {
      ++at;
      continue;
    }
    const std::size_t end = text.find(sign->close, at + 3);
    std::string_view words = text.substr(at + 3, end == npos ? npos : end - at - 3);
    const std::size_t middle = sign->open == "{~~" ? words.find("~>") : npos;
    if (end == npos || (sign->open == "{~~" && middle == npos)) {
      unclosed[kind] = end == npos;
      ++at;
      continue;
    }
    if (middle != npos) words = accept ? words.substr(middle + 2) : words.substr(0, middle);
    kept += text.substr(begin, at - begin);
    if (accept ? sign->when_accepted : sign->when_rejected) kept += words;
    at = begin = end + sign->close.size();
  }
  return kept += text.substr(begin);
}

}  // namespace speur
