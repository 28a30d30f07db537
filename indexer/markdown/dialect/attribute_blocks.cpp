#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

namespace {

constexpr std::size_t max_excluding_names = 100;  // or each list would be compared with many

/// The name of kramdown's `{:name: .class #id}`, which gives a list a name; empty if it is none.
std::string_view defined_name(std::string_view text) {
  if (!text.starts_with("{:")) return {};
  const std::size_t end = text.find_first_of(": }", 2);
  if (end == std::string_view::npos || end == 2 || text[end] != ':') return {};
  return text.substr(2, end - 2);
}

}  // namespace

void BlockTranslator::find_excluding_names() {
  for (const SourceLine& line : lines_) {
    if (!line.text.starts_with("{:") || line.kind != LineKind::text) continue;
    const std::string_view name = defined_name(line.text);
    if (name.empty() || attribute_list_length(line.text) != line.text.size()) continue;
    const std::string rest = "{" + std::string(line.text.substr(name.size() + 3));
    const AttributeList list = parse_attribute_list(rest);
    if (!list.id.empty() && result_.named_ids.size() < max_excluding_names) {
      result_.named_ids.emplace_back(name, list.id);
    }
    if (!list.exclude) continue;
    if (result_.excluding_names.size() == max_excluding_names) return lost_exclusion(true);
    result_.excluding_names.emplace_back(name);
  }
}

bool BlockTranslator::excludes(std::string_view list) const {
  return parse_attribute_list(list).exclude || names_any(list, result_.excluding_names);
}

bool BlockTranslator::is_blank_line(std::size_t line) const {
  if (line >= lines_.size()) return true;
  return read_lead(lines_[line].text).length == lines_[line].text.size();
}

bool BlockTranslator::attribute_block(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  const bool is_kramdown = text.starts_with("{:");
  if (text.starts_with("{::") || text.starts_with("{:/")) {
    if (text.find('}') + 1 != text.size()) return false;
    blank();
    return true;  // an extension of kramdown, which is no text
  }
  if (text.starts_with("{%") || attribute_list_length(text) != text.size()) return false;
  if (!defined_name(text).empty()) return true;
  // A list below another one is of the same block.
  const bool follows = next_ >= 2 && list_below_ == next_ - 2;
  const bool exclude = excludes(text) || (follows && is_excluded_line());
  if (!is_kramdown && !exclude) return false;
  const std::string_view before = line.substr(0, lead.length);
  if (next_ >= 2 && !is_blank_line(next_ - 2) && !follows) {
    if (is_kramdown && !exclude && lead.quotes > 0 && heading_end_ == result_.text.size()) {
      // Behind the heading's own quotation the tree would know it no more.
      const std::string id = "{#" + parse_attribute_list(text).id + "}";
      if (is_kramdown_id(id)) result_.text.insert(heading_line_end_, " " + id);
      heading_end_ = result_.text.size();
      return true;
    }
    if (blank_) {
      // Of what was written as several blocks, the tree knows the last one only.
      lost_exclusion(exclude && result_.text.size() != heading_end_);
      put_block(before, text, marks::above);
    } else if (is_kramdown && in_list_item_ && (lead.indent == 0 || (dialect_ == MarkdownDialect::kramdown && lead.indent <= item_indent_))) {
      put_block(before, text, marks::above);
    } else {
      put(before, text, marks::above);
      if (is_kramdown) blank();
    }
    return true;
  }
  if (is_blank_line(next_)) {
    lost_exclusion(exclude);
    return true;
  }
  if (!follows) list_begin_ = result_.text.size();
  put_block(before, text, marks::below);
  list_below_ = next_ - 1;
  if (exclude) excluded_line_ = next_;
  return true;
}

bool BlockTranslator::take_exclusion() {
  if (!is_excluded_line()) return false;
  result_.text.resize(list_begin_);
  blank_ = true;
  return true;
}

bool BlockTranslator::is_excluded_line() const {
  return excluded_line_ != npos && excluded_line_ + 1 == next_;
}

}  // namespace speur
