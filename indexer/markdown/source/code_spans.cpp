#include "indexer/markdown/source/code_spans.hpp"

#include "indexer/budget/page_budget.hpp"

#include <algorithm>

namespace speur {

std::size_t CodeSpans::length_at(std::size_t begin) {
  const std::size_t open = std::min(text_.find_first_not_of('`', begin), text_.size());
  const std::string_view ticks = text_.substr(begin, open - begin);
  if (ticks.size() > max_backticks) return ticks.size();
  if (begin >= paragraph_end_) paragraph_end_ = std::min(text_.find("\n\n", begin), text_.size());
  std::size_t& none = no_code_[ticks.size()];
  if (begin < none) return ticks.size();
  const std::string_view paragraph = text_.substr(0, paragraph_end_);
  for (std::size_t i = paragraph.find(ticks, open); i < paragraph.size(); i = paragraph.find(ticks, i)) {
    const std::size_t behind = std::min(text_.find_first_not_of('`', i), text_.size());
    budget::spend(behind - i);
    if (behind - i == ticks.size()) return behind - begin;
    i = behind;
  }
  none = paragraph_end_;
  return ticks.size();
}

}  // namespace speur
