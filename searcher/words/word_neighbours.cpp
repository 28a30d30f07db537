#include "searcher/words/word_neighbours.hpp"

#include "speur/schema.hpp"
#include "speur/word_record.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

namespace speur {
namespace {

constexpr std::size_t most_pages = 100;  ///< with both words

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
  const std::vector<Xapian::docid> with_left =
      index.pages_of(bounded_term(ranking_prefix, left_form.stem));
  const std::vector<Xapian::docid> with_right =
      index.pages_of(bounded_term(ranking_prefix, right_form.stem));
  std::vector<Xapian::docid> with_both;
  std::ranges::set_intersection(with_left, with_right, std::back_inserter(with_both));
  with_both.resize(std::min(with_both.size(), most_pages));
  for (const Xapian::docid page : with_both) {
    if (follow_each_other(WordRecord(records.get(page)), left_form, right_form)) {
      return true;
    }
  }
  return false;
}

}  // namespace speur
