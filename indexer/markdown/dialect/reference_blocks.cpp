#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

bool BlockTranslator::abbreviation(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  if (!text.starts_with("*[")) return false;
  const std::size_t close = text.find(']');
  if (close == npos || close == 2) return false;
  std::size_t colon = close + 1;
  if (colon < text.size() && text[colon] == ' ') ++colon;
  if (colon >= text.size() || text[colon] != ':') return false;
  std::string_view meaning = without_spaces(text.substr(colon + 1));
  if (!features_.abbreviations) {
    // Who wrote it means one all the same, so that each finds the other.
    if (!meaning.empty()) result_.abbreviations.emplace_back(text.substr(2, close - 2), meaning);
    return false;
  }
  if (meaning.empty() && next_ < lines_.size() && lines_[next_].kind == LineKind::text) {
    meaning = without_spaces(lines_[next_++].text);
  }
  lost_exclusion(is_excluded_line());
  // Neighbours share a paragraph, which has no text of its own.
  if (!in_abbreviations_ || result_.text.size() != abbreviations_end_) blank();
  // In the list item that it stands in: else the item, and an excluded element in it, would end here.
  put(line.substr(0, lead.length), {}, marks::numbered(marks::abbreviation, result_.abbreviations.size()));
  result_.abbreviations.emplace_back(text.substr(2, close - 2), meaning);
  paragraph_lines_ = 0;
  in_abbreviations_ = true;
  abbreviations_end_ = result_.text.size();
  return true;
}

bool BlockTranslator::footnote(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  if (!features_.footnotes || !text.starts_with("[^")) return false;
  const std::size_t close = text.find("]:");
  if (close == npos || close == 2) return false;
  const std::string_view name = text.substr(2, close - 2);
  if (name.find_first_of("[] ") != npos) return false;
  lost_exclusion(is_excluded_line());
  const std::size_t number = result_.footnotes.size();
  result_.footnotes.emplace_back(name);
  put_block(line.substr(0, lead.length), {}, marks::numbered(marks::footnote_begin, number));
  Frame& frame = push(line.substr(0, lead.length), lead.indent + 4, lead.quotes);
  frame.footnote = number;
  frame.lazy = true;
  first_line(text.substr(close + 2));
  return true;
}

bool BlockTranslator::definition(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  if (text.size() < 3 || text[1] != ' ' || result_.text.empty() || lead.indent > 3) return false;
  // Of an excluded term nothing tells whether its definition is meant, too.
  lost_exclusion(excluded_line_ != npos && next_ - excluded_line_ <= 3);
  const std::size_t number = mark_term();
  blank();
  if (number != npos) {
    put_block(line.substr(0, lead.length), {}, marks::numbered(marks::definition_begin, number));
  }
  Frame& frame = push(line.substr(0, lead.length), lead.indent + 4, lead.quotes);
  frame.lazy = true;
  frame.is_definition = true;
  frame.is_known = features_.definition_lists;
  frame.definition = number;
  first_line(without_item_list(without_spaces(text.substr(1))));
  return true;
}

std::size_t BlockTranslator::mark_term() {
  std::string& text = result_.text;
  if (definition_end_ == text.size()) return last_definition_;
  const std::size_t end = text.find_last_not_of('\n');
  if (end == npos || in_html_ || in_list_item_) return npos;
  std::size_t begin = text.rfind('\n', end) + 1;  // npos + 1 is 0
  const std::string_view line = std::string_view(text).substr(begin, end + 1 - begin);
  if (!line.starts_with(prefix_)) return npos;
  const std::string_view term = line.substr(prefix_.size());
  constexpr std::string_view block_starts = " \t#|<>=~`-+:/!?";
  if (term.empty() || block_starts.find(term.front()) != npos || marks::at(term, 0) ||
      list_marker_length(term) != 0) {
    return npos;
  }
  std::string mark = prefix_ + marks::numbered(marks::definition_term, result_.definitions);
  mark += "\n\n";
  // A paragraph goes on above: there other terms of the definition stand.
  if (begin > 0 && text[begin - 1] == '\n' && begin > 1 && text[begin - 2] != '\n') {
    mark.insert(0, 1, '\n');
  }
  text.insert(begin, mark);
  return result_.definitions++;
}

}  // namespace speur
