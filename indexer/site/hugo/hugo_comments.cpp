#include "indexer/site/hugo/hugo_comments.hpp"

#include "indexer/text/text_decoding.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace speur {
namespace {

struct CommentTag {
  std::size_t begin = 0, end = 0;
  bool closes = false;
};

/// The first tag of a comment at `from` or behind it.
std::optional<CommentTag> next_tag(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("{{", from); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    const char sign = at + 2 < text.size() ? text[at + 2] : '\0';
    if (sign != '<' && sign != '%') continue;
    const std::string_view closing = sign == '<' ? ">}}" : "%}}";
    constexpr std::size_t most_bytes = 200;
    const std::size_t end = text.substr(at, most_bytes).find(closing);
    if (end == std::string_view::npos) continue;
    std::string_view inside = trimmed(text.substr(at + 3, end - 3));
    const bool closes = inside.starts_with('/');
    if (closes) inside = trimmed(inside.substr(1));
    if (inside.substr(0, inside.find_first_of(" \t\n")) != "comment" || inside.ends_with('/')) continue;
    return CommentTag{at, at + end + closing.size(), closes};
  }
  return std::nullopt;
}

}  // namespace

std::string without_hugo_comments(std::string text) {
  std::string kept;
  std::size_t from = 0;
  for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, from)) {
    if (tag->closes) {  // of nothing
      kept.append(text, from, tag->end - from);
      from = tag->end;
      continue;
    }
    auto end = next_tag(text, tag->end);
    for (std::size_t depth = 1; end; end = next_tag(text, end->end)) {
      depth = end->closes ? depth - 1 : depth + 1;
      if (depth == 0) break;
    }
    if (!end) break;  // Hugo refuses such a page
    kept.append(text, from, tag->begin - from);
    const std::string_view gone = std::string_view(text).substr(tag->begin, end->end - tag->begin);
    kept.append(static_cast<std::size_t>(std::ranges::count(gone, '\n')), '\n');
    from = end->end;
  }
  if (from == 0) return text;
  kept.append(text, from);
  return kept;
}

}  // namespace speur
