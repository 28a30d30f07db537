#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

void BlockTranslator::fenced_code() {
  const std::string_view open = enter(lines_[next_++].text);
  Lead lead = read_lead(open);
  const std::size_t marker = list_marker_length(open.substr(lead.length));
  const std::string_view info = without_spaces(open.substr(lead.length + marker));
  std::string first(open.substr(0, lead.length + marker));
  std::string others(open.substr(0, lead.length));
  others.append(marker, ' ');
  const bool exclude = is_excluded_fence(info);
  blank();
  const std::size_t begin = result_.text.size();
  std::size_t quotes = lead.quotes;
  for (const Frame& frame : frames_) quotes += frame.quotes;
  for (; lines_[next_].kind == LineKind::fence_body; ++next_) {
    if (exclude) continue;
    std::string_view code = lines_[next_].text;
    for (std::size_t i = 0; i < quotes; ++i) {
      const std::string_view rest = without_spaces(code);
      if (rest.starts_with('>')) code = rest.substr(1);
    }
    code = without_spaces(code);
    if (code.empty()) continue;
    put(first, escaped_for_cmark(code), marks::nothing);
    first = others;
  }
  ++next_;
  attribute_line(begin);
  blank();
}

bool BlockTranslator::is_excluded_fence(std::string_view info) {
  const std::size_t open = info.find('{');
  if (open == npos || attribute_list_length(info.substr(open)) == 0) return false;
  return parse_attribute_list(info.substr(open)).exclude;
}

}  // namespace speur
