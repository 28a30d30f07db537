#include "searcher/fuzzy_terms.hpp"

#include "speur/schema.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace speur {
namespace {

// ICU's macros narrow integers on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
std::u32string decode(std::string_view utf8) {
  std::u32string points;
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(utf8.data(), i, size, point);
    points += static_cast<char32_t>(point);
  }
  return points;
}
#pragma GCC diagnostic pop

}  // namespace

unsigned edit_distance(std::u32string_view a, std::u32string_view b, unsigned bound) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > bound) return bound + 1;
  std::vector<unsigned> before(a.size() + 1), last(a.size() + 1), row(a.size() + 1);
  for (unsigned i = 0; i <= a.size(); ++i) last[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    row[0] = static_cast<unsigned>(j);
    unsigned least = row[0];
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const unsigned replaced = last[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[i] = std::min({replaced, last[i] + 1, row[i - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[i] = std::min(row[i], before[i - 2] + 1);
      }
      least = std::min(least, row[i]);
    }
    if (least > bound) return bound + 1;
    before.swap(last);
    last.swap(row);
  }
  return std::min(last[a.size()], bound + 1);
}

std::vector<std::string> similar_words(const Xapian::Database& database, std::string_view word,
                                       unsigned distance, std::size_t limit) {
  const std::u32string wanted = decode(word);
  // A word of three letters with two edits is any word.
  const unsigned bound = std::min(distance, wanted.size() < 4 ? 1U : 2U);
  std::set<std::tuple<unsigned, std::ptrdiff_t, std::string>> found;
  for (const TextField field : {TextField::body, TextField::title}) {
    const std::string prefix(spec(field).prefix);
    auto term = database.allterms_begin(prefix);
    // Capitals begin the terms of other fields; words are in lower case.
    if (prefix.empty()) term.skip_to("a");
    for (; term != database.allterms_end(prefix); ++term) {
      const std::string text = (*term).substr(prefix.size());
      if (text.size() > word.size() + 4 * bound || text.size() + 4 * bound < word.size()) continue;
      const unsigned edits = edit_distance(wanted, decode(text), bound);
      if (edits > bound) continue;
      found.emplace(edits, -static_cast<std::ptrdiff_t>(term.get_termfreq()), text);
    }
  }
  std::vector<std::string> words;
  for (const auto& [edits, frequency, text] : found) {
    if (words.size() == limit) break;
    if (std::ranges::find(words, text) == words.end()) words.push_back(text);
  }
  return words;
}

}  // namespace speur
