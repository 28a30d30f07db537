#pragma once

#include <xapian.h>

#include <string_view>

namespace speur {

/// Whether a page has `left` right before `right` (as WordForm::exact) in one field of its text.
/// Looks at some pages with both words, no more than a moment's work: false where those have none.
[[nodiscard]] bool are_neighbours(const Xapian::Database& database, std::string_view left,
                                  std::string_view right);

}  // namespace speur
