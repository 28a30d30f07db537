#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/text/byte_set.hpp"

#include <algorithm>

namespace speur {

namespace {

constexpr std::size_t max_backticks = 80;  // as in cmark
constexpr std::size_t max_whole_tag_bytes = 2048;
constexpr ByteSet tag_stops("<`\\");

}  // namespace

std::string_view BlockTranslator::with_whole_tags(const Lead& lead, std::string_view line) {
  if (std::string_view("!?#/").find(line[lead.length]) != npos) return line;
  std::string* whole = nullptr;
  std::size_t at = lead.length;
  while ((at = tag_stops.find_in(line, at)) != npos) {
    if (line[at] == '\\') {
      at += 2;
    } else if (line[at] == '`') {
      const std::size_t end = std::min(line.find_first_not_of('`', at), line.size());
      const bool too_long = end - at > max_backticks;
      const std::size_t close = too_long ? npos : line.find(line.substr(at, end - at), end);
      at = close == npos ? end : close + (end - at);
    } else if (const std::size_t length = read_tag(line.substr(at, max_whole_tag_bytes)).length;
               length != 0) {
      at += length;
    } else if (line.size() - at < max_whole_tag_bytes && line.find('>', at) == npos) {
      std::string tag(line.substr(at));
      const std::size_t first = next_;
      const std::size_t tag_length = join_tag(lead, tag);
      if (next_ == first) return line;
      if (whole == nullptr) whole = &joined_.emplace_back(line);
      whole->resize(at);  // grows in place, or many tags would be copied again for each
      *whole += tag;
      line = *whole;
      at += tag_length;
    } else {
      ++at;
    }
  }
  return line;
}

std::size_t BlockTranslator::join_tag(const Lead& lead, std::string& tag) {
  std::string all = tag;
  for (std::size_t i = next_; i < lines_.size() && all.size() < max_whole_tag_bytes; ++i) {
    const std::string_view line = lines_[i].text;
    if (lines_[i].kind != LineKind::text || line.empty() || !is_inside(line)) return 0;
    std::size_t quotes = lead.quotes;
    for (const Frame& frame : frames_) quotes += frame.quotes;
    std::string_view text = without_spaces(line);
    for (; quotes > 0 && text.starts_with('>'); --quotes) text = without_spaces(text.substr(1));
    (all += ' ') += text;
    const bool closed = text.find('>') != npos;
    const HtmlTag whole = closed ? read_tag(all) : HtmlTag{};
    if (whole.length == 0) continue;
    const bool attributes = all.find('=') < whole.length;
    if (!whole.exclude && (whole.loose || !attributes)) return 0;
    tag = std::move(all);
    next_ = i + 1;
    return whole.length;
  }
  return 0;
}

}  // namespace speur
