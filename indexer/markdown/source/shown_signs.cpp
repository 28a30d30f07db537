#include "indexer/markdown/source/shown_signs.hpp"

#include "indexer/markdown/source/shortcode.hpp"
#include "speur/npos.hpp"

namespace speur {
namespace {

constexpr std::string_view nothing = "\xEF\xBB\xBF";  // U+FEFF

bool is_comment(std::string_view tag) {
  constexpr std::string_view shortest = "{{</**/>}}";
  return tag.size() >= shortest.size() && tag.substr(3, 2) == "/*" && tag.substr(tag.size() - 5, 2) == "*/";
}

}  // namespace

std::string with_signs_apart(std::string_view text) {
  std::string apart;
  for (std::size_t i = 0; i < text.size(); ++i) {
    apart += text[i];
    const std::string_view signs = text.substr(i, 2);
    if (signs == "{{" || signs == "{%" || signs == "%}" || signs == "}}") apart += nothing;
  }
  return apart;
}

std::string with_hugo_signs_apart(std::string text) {
  if (text.find("{{") == std::string::npos) return text;
  std::string apart;
  const std::string_view all = text;
  std::size_t from = 0;
  for (auto tag = next_shortcode(all, 0); from < all.size(); tag = next_shortcode(all, from)) {
    const std::size_t begin = tag ? tag->begin : all.size();
    for (std::size_t i = from; i < begin; ++i) {
      apart += all[i];
      const std::string_view signs = all.substr(i, 2);
      // A tag that is too long for those who look for tags is none of text for all that.
      const bool is_tag = i + 2 < all.size() && (all[i + 2] == '<' || all[i + 2] == '%');
      const bool is_comment_of_mdx = signs == "{/" && i > 0 && all[i - 1] == '{';
      if ((signs == "{{" && !is_tag) || signs == "}}" || is_comment_of_mdx) apart += nothing;
    }
    if (!tag) break;
    const std::string_view whole = all.substr(begin, tag->end - begin);
    if (is_comment(whole)) {
      std::string shown(whole.substr(0, 3));
      (shown += whole.substr(5, whole.size() - 10)) += whole.substr(whole.size() - 3);
      apart += with_signs_apart(shown);
    } else {
      apart += whole;
    }
    from = tag->end;
  }
  return apart;
}

}  // namespace speur
