#pragma once

#include "searcher/rank/evidence.hpp"
#include "speur/word_record.hpp"

#include <vector>

namespace speur {

/// Calls `visit` with each group of a page's words that are spelled as one of the alternatives for a word, all of
/// Kind::exact.
template <typename Visit>
void for_each_exact_group(const WordRecord& record, const std::vector<WordTest>& alternatives, const Visit& visit) {
  for (const WordTest& test : alternatives) {
    record.for_each_group(test.key, [&](const WordRecord::Group& group) {
      if (!group.is_part() && group.is_exact(test.exact, test.stem_check)) visit(group);
    });
  }
}

}  // namespace speur
