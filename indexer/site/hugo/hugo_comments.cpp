#include "indexer/site/hugo/hugo_comments.hpp"

#include "indexer/markdown/source/shortcode.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace speur {
namespace {

/// The first tag of a comment at `from` or behind it.
std::optional<ShortcodeTag> next_tag(std::string_view text, std::size_t from) {
  std::optional<ShortcodeTag> tag = next_shortcode(text, from);
  while (tag && (tag->name != "comment" || (!tag->opens && !tag->closes))) tag = next_shortcode(text, tag->end);
  return tag;
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
