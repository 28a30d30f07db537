#include "indexer/markdown/mdx/quoted_code.hpp"

#include "indexer/budget/page_budget.hpp"

#include <algorithm>

namespace speur {

namespace {
constexpr std::size_t max_lines = 200;  ///< of one expression in a quotation
constexpr std::size_t max_bytes = 1 << 14;
}  // namespace

std::string_view QuotedCode::at(std::size_t place, std::size_t quotes) {
  if (quotes == 0) return text_.substr(place);
  // What was copied for an earlier place of the line serves until half of it is read.
  const bool is_there = place >= begin_ && place < line_end_;
  if (!is_there || (is_cut_ && copied_.size() - (place - begin_) < max_bytes / 2)) copy(place, quotes);
  return std::string_view(copied_).substr(place - begin_);
}

void QuotedCode::copy(std::size_t place, std::size_t quotes) {
  copied_.clear();
  begin_ = line_end_ = place;
  is_cut_ = false;
  std::size_t at = place;
  for (std::size_t lines = 0; at < text_.size(); ++lines) {
    is_cut_ = lines == max_lines || copied_.size() >= max_bytes;
    if (is_cut_) return;
    budget::spend(max_bytes / max_lines);
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    std::size_t begin = at;
    for (std::size_t signs = lines == 0 ? 0 : quotes; signs > 0; --signs) {
      begin = std::min(text_.find_first_not_of(' ', begin), end);
      if (begin == end || text_[begin] != '>') return;
      ++begin;
    }
    const std::size_t bytes = std::min(end - begin, max_bytes);
    (copied_ += text_.substr(begin, bytes)) += '\n';
    if (lines == 0) line_end_ = place + bytes;
    at = end + 1;
  }
}

std::size_t QuotedCode::length_of(std::string_view code, std::size_t place, std::size_t quotes) const {
  auto lines = std::count(code.begin(), code.end(), '\n');
  if (quotes == 0 || lines == 0) return code.size();
  std::size_t at = place;
  for (; lines > 0; --lines) at = std::min(text_.find('\n', at), text_.size() - 1) + 1;
  for (std::size_t signs = quotes; signs > 0; --signs) at = std::min(text_.find('>', at), text_.size() - 1) + 1;
  return at + (code.size() - code.rfind('\n') - 1) - place;
}

}  // namespace speur
