#include "searcher/words/fuzzy_terms.hpp"

#include "searcher/index/edit_distance.hpp"
#include "speur/code_points.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace speur {
namespace {

/// By the order in which they are wanted.
using Found = std::set<std::tuple<unsigned, std::ptrdiff_t, std::string>>;

void add(Found& found, unsigned edits, std::size_t pages, std::string_view text) {
  found.emplace(edits, -static_cast<std::ptrdiff_t>(pages), text);
}

/// Words with other signs are not in the words file.
bool has_only_letters(std::u32string_view word) {
  return std::ranges::all_of(
      word, [](char32_t c) { return (c >= U'a' && c <= U'z') || c == U'\'' || c >= 0x80; });
}

void scan_terms(const IndexReader& index, std::u32string_view wanted, unsigned bound, Found& found) {
  const EditDistance distance(wanted);
  std::u32string points;
  const std::string prefix(ranking_prefix);
  const auto look_at = [&](const std::string& term, Xapian::doccount pages) {
    const std::string_view text = std::string_view(term).substr(prefix.size());
    if (text.size() > 4 * (wanted.size() + bound)) return true;
    decode_utf8(text, points);
    const unsigned edits = distance.to(points, bound);
    if (edits <= bound) add(found, edits, pages, text);
    return true;
  };
  if (const IndexPostings* postings = index.postings()) {
    postings->for_each(prefix, look_at);
    return;
  }
  const Xapian::Database& database = index.database();
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    look_at(*term, term.get_termfreq());
  }
}

}  // namespace

std::vector<std::string> similar_words(const IndexReader& index, std::string_view word,
                                       unsigned distance, std::size_t limit) {
  std::u32string wanted;
  decode_utf8(word, wanted);
  if (wanted.size() > EditDistance::longest) return {};
  // A word of three letters with two edits is any word.
  const unsigned bound = std::min(distance, wanted.size() < 4 ? 1U : 2U);
  Found found;
  if (has_only_letters(wanted) && !index.words().empty()) {
    for (const auto& [similar, edits] : index.words().similar(word, bound)) {
      add(found, edits, similar.pages, similar.text);
    }
  } else {
    scan_terms(index, wanted, bound, found);
  }
  std::vector<std::string> words;
  for (const auto& [edits, pages, text] : found) {
    if (words.size() == limit) break;
    if (std::ranges::find(words, text) == words.end()) words.push_back(text);
  }
  return words;
}

}  // namespace speur
