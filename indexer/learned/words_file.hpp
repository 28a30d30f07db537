#pragma once

#include <xapian.h>

#include <string>

namespace speur {

/// The payload of the words file (words_layout.hpp) of all words of titles, headings, descriptions
/// and texts. Not of labels, and no words with anything but letters and apostrophes in them, since
/// those are the names and numbers of one thing.
[[nodiscard]] std::string make_words_file(const Xapian::Database& database);

}  // namespace speur
