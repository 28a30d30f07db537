#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/markers/colon_box.hpp"
#include "indexer/markdown/markers/quote_alert.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

bool BlockTranslator::colon_box(const Lead& lead, std::string_view line) {
  const auto box = read_colon_box(line.substr(lead.length));
  if (!box) return false;
  blank();
  if (box->closing && box->colons == code_group_) code_group_ = 0;
  if (box->closing) return true;
  if (take_exclusion() || box->exclude) {
    if (!box->whole) skip_colon_box(box->colons);
    return true;
  }
  if (box->names_code) {
    Frame options;
    options.quotes = lead.quotes;
    options.indent = lead.indent + 4;
    skip_body(options);
  }
  if (box->name == "code-group") code_group_ = box->colons;
  if (!box->title.empty()) put_block(line.substr(0, lead.length), box->title, marks::nothing);
  return true;
}

void BlockTranslator::skip_colon_box(std::size_t colons) {
  // A box in the box needs fewer colons than this one; one with as many is counted all the same,
  // so that its end does not show what follows it.
  std::size_t depth = 1;
  while (next_ < lines_.size()) {
    const SourceLine& line = lines_[next_];
    if (!line.text.empty() && !is_inside(line.text)) return;
    if (line.kind == LineKind::text) {
      const auto box = read_colon_box(line.text.substr(read_lead(line.text).length));
      if (box && box->colons >= colons && !box->whole) {
        if (box->closing) {
          --depth;
        } else {
          ++depth;
        }
        if (depth == 0) {
          ++next_;
          return;
        }
      }
    }
    skip_one();
  }
}

bool BlockTranslator::alert(const Lead& lead, std::string_view line) {
  const bool quoted = lead.quotes > 0 || std::ranges::any_of(frames_, [](const Frame& frame) {
                        return frame.quotes > 0;
                      });
  if (!quoted) return false;
  const auto title = read_alert_title(line.substr(lead.length));
  if (!title) return false;
  if (title->empty()) return true;
  put(line.substr(0, lead.length), *title, marks::nothing);
  put(without_spaces(line.substr(0, lead.length)), {});
  return true;
}

}  // namespace speur
