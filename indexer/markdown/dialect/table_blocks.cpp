#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/markdown_table.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

namespace {

bool is_barred(std::string_view text) {
  return text.size() > 1 && text.front() == '|' && text.back() == '|';
}

/// GitHub's tables take the backslash off a bar before anything else, in code too.
std::string with_plain_bars(std::string_view cell) {
  std::string plain;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool escaped = cell[i] == '\\' && i + 1 < cell.size();
    if (escaped && cell[i + 1] != '|') plain += cell[i];
    if (escaped) ++i;
    plain += cell[i];
  }
  return plain;
}

}  // namespace

bool BlockTranslator::table(const Lead& lead, std::string_view line) {
  if (next_ >= lines_.size() || lines_[next_].kind != LineKind::text || line.find('|') == npos ||
      !is_inside(lines_[next_].text)) {
    return false;
  }
  const std::string_view delimiter = lines_[next_].text;
  const Lead delimiter_lead = read_lead(delimiter);
  const std::string_view second = delimiter.substr(delimiter_lead.length);
  // Rows between bars are cells, even where no generator would take them for a table.
  const bool delimited = is_table_delimiter(second);
  // A table may be the first of an item.
  const bool is_in_item = delimiter_lead.indent > lead.indent;
  const std::size_t marker = is_in_item ? list_marker_length(line.substr(lead.length)) : 0;
  const std::string_view header = line.substr(lead.length + marker);
  if (!delimited && !(is_barred(header) && is_barred(second))) return false;
  const bool github = dialect_ == MarkdownDialect::commonmark || dialect_ == MarkdownDialect::mdx;
  const bool exclude = take_exclusion();
  blank();
  const std::size_t begin = result_.text.size();
  std::string row_lead(line.substr(0, lead.length));
  if (marker != 0) {
    put_block(line.substr(0, lead.length + marker), {}, marks::nothing);
    row_lead.append(marker, ' ');
  }
  // Cells that the table has no column for are shown by kramdown alone. The line of dashes tells how many
  // there are, since it alone has no empty cells, which are not counted.
  const std::size_t columns = delimited && dialect_ != MarkdownDialect::kramdown
                                  ? split_table_row(second).size()
                                  : npos;
  row(row_lead, header, columns);
  if (delimited) ++next_;
  while (next_ < lines_.size() && lines_[next_].kind == LineKind::text &&
         !lines_[next_].text.empty() && is_inside(lines_[next_].text)) {
    const std::string_view next = lines_[next_].text;
    const Lead next_lead = read_lead(next);
    if (next_lead.length == next.size() || next_lead.quotes != delimiter_lead.quotes) break;
    const bool may_begin_item = github || next_lead.indent < delimiter_lead.indent;
    if (may_begin_item && list_marker_length(next.substr(next_lead.length)) != 0) break;
    if (attribute_line(begin)) break;
    if (!delimited && !is_barred(next.substr(next_lead.length))) break;
    row(row_lead, next.substr(next_lead.length), columns);
    ++next_;
  }
  if (exclude) drop_from(begin);
  return true;
}

bool BlockTranslator::attribute_line(std::size_t begin) {
  if (next_ >= lines_.size() || lines_[next_].kind != LineKind::text ||
      !is_inside(lines_[next_].text)) {
    return false;
  }
  const std::string_view text = without_spaces(lines_[next_].text);
  if (!text.starts_with('{') || attribute_list_length(text) != text.size()) return false;
  if (excludes(text)) drop_from(begin);
  ++next_;
  return true;
}

void BlockTranslator::drop_from(std::size_t begin) {
  note_references(std::string_view(result_.text).substr(begin));
  result_.text.resize(begin);
  blank_ = true;
}

void BlockTranslator::row(std::string_view lead, std::string_view text, std::size_t columns) {
  // kramdown has lines between groups of rows, and above those at the foot.
  const char* const rulers = dialect_ == MarkdownDialect::kramdown ? "-:=+" : "-:";
  for (const std::string_view cell : split_table_row(text)) {
    if (columns-- == 0) return;
    if (cell.find_first_not_of(rulers) == npos) continue;
    const bool github = dialect_ == MarkdownDialect::commonmark || dialect_ == MarkdownDialect::mdx;
    put_block(lead, github ? with_plain_bars(cell) : std::string(cell), marks::cell);
  }
}

}  // namespace speur
