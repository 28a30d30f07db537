#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/markers/container_marker.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

bool BlockTranslator::container(const Lead& lead, std::string_view line, std::size_t list_marker) {
  const auto marker = read_container_marker(line.substr(lead.length + list_marker));
  if (!marker) return false;
  std::string body_lead(line.substr(0, lead.length));
  std::size_t body_indent = lead.indent + 4;
  if (list_marker != 0) {
    body_lead.append(list_marker, ' ');
    // Below a list marker the body starts four columns further than the item's text, which
    // stands behind the marker or, as Python-Markdown has it, at the next multiple of four.
    body_indent = lead.indent + std::min<std::size_t>(list_marker, 4) + 4;
  }
  Frame frame;
  frame.quotes = lead.quotes;
  frame.indent = body_indent;
  if (take_exclusion() || marker->exclude) {
    blank();
    skip_body(frame);
    return true;
  }
  blank();
  if (!marker->title.empty() || list_marker != 0) {
    put(line.substr(0, lead.length + list_marker), marker->title, marks::nothing);
    blank();
  }
  const char sign = line[lead.length + list_marker];
  push(body_lead, body_indent, lead.quotes).is_known = sign == '!'   ? features_.admonitions
                                                       : sign == '?' ? features_.details
                                                                     : features_.tabs;
  return true;
}

bool BlockTranslator::slash_block(const Lead& lead, std::string_view line) {
  const auto marker = read_slash_marker(line.substr(lead.length));
  if (!marker) return false;
  blank();
  if (marker->closing) {
    const auto open = std::find(blocks_.rbegin(), blocks_.rend(), marker->slashes);
    if (open != blocks_.rend()) blocks_.erase(std::prev(open.base()), blocks_.end());
    return true;
  }
  bool exclude = take_exclusion() || marker->exclude;
  Frame options;
  options.quotes = lead.quotes;
  options.indent = lead.indent + 4;
  while (next_ < lines_.size() && lines_[next_].kind == LineKind::text &&
         !lines_[next_].text.empty() && is_inside(lines_[next_].text, &options)) {
    exclude = exclude || option_excludes(lines_[next_].text);
    ++next_;
  }
  if (exclude) {
    skip_slash_block(marker->slashes);
    return true;
  }
  // A line that closes one is compared with all that are open.
  constexpr std::size_t max_blocks = 200;
  if (blocks_.size() < max_blocks) blocks_.push_back(marker->slashes);
  if (!marker->title.empty()) put_block(line.substr(0, lead.length), marker->title);
  return true;
}

void BlockTranslator::skip_slash_block(std::size_t slashes) {
  while (next_ < lines_.size()) {
    const SourceLine& line = lines_[next_];
    if (!line.text.empty() && !is_inside(line.text)) return;
    if (line.kind == LineKind::text) {
      const auto marker = read_slash_marker(line.text.substr(read_lead(line.text).length));
      if (marker && marker->closing && marker->slashes == slashes) {
        ++next_;
        return;
      }
    }
    skip_one();
  }
}

}  // namespace speur
