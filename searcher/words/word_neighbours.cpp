#include "searcher/words/word_neighbours.hpp"

#include "speur/schema.hpp"
#include "speur/word_record.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace speur {
namespace {

constexpr int most_pages = 100;   ///< with both words
constexpr int most_steps = 2000;  ///< of looking for those

/// Where a page has the word as it stands.
std::vector<std::uint32_t> places_of(const WordRecord& record, const WordForm& form) {
  std::vector<std::uint32_t> places;
  record.for_each_group(word_key(form.stem), [&](const WordRecord::Group& group) {
    if (group.is_part() || !group.is_exact(exact_check(form.exact), exact_check(form.stem))) return;
    group.for_each_position([&](std::uint32_t position) { places.push_back(position); });
  });
  std::ranges::sort(places);
  return places;
}

bool follow_each_other(const WordRecord& record, const WordForm& left, const WordForm& right) {
  const std::vector<std::uint32_t> after = places_of(record, right);
  return std::ranges::any_of(places_of(record, left), [&](std::uint32_t place) {
    return std::ranges::binary_search(after, place + 1);
  });
}

}  // namespace

bool are_neighbours(const IndexReader& index, RecordReader& records, const Analyzer& analyzer,
                    std::string_view left, std::string_view right) {
  const WordForm left_form = analyzer.analyze_word(left);
  const WordForm right_form = analyzer.analyze_word(right);
  if (left_form.stem.empty() || right_form.stem.empty()) return false;
  const Xapian::Database& database = index.database();
  const std::string left_term = bounded_term(ranking_prefix, left_form.stem);
  const std::string right_term = bounded_term(ranking_prefix, right_form.stem);
  auto a = database.postlist_begin(left_term);
  auto b = database.postlist_begin(right_term);
  const auto a_end = database.postlist_end(left_term);
  const auto b_end = database.postlist_end(right_term);
  int pages = 0;
  for (int steps = 0; a != a_end && b != b_end && pages < most_pages && steps < most_steps;
       ++steps) {
    if (*a < *b) {
      a.skip_to(*b);
    } else if (*b < *a) {
      b.skip_to(*a);
    } else {
      if (follow_each_other(WordRecord(records.get(database, *a)), left_form, right_form)) {
        return true;
      }
      ++pages;
      ++a;
    }
  }
  return false;
}

}  // namespace speur
