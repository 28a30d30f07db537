#include "searcher/words/word_neighbours.hpp"

#include "speur/schema.hpp"

#include <string>

namespace speur {
namespace {

constexpr int most_pages = 100;   ///< with both words, in one field
constexpr int most_steps = 2000;  ///< of looking for those

bool follow_each_other(const Xapian::Database& database, Xapian::docid page,
                       const std::string& left, const std::string& right) {
  auto after = database.positionlist_begin(page, right);
  const auto end = database.positionlist_end(page, right);
  for (auto at = database.positionlist_begin(page, left);
       at != database.positionlist_end(page, left); ++at) {
    after.skip_to(*at + 1);
    if (after == end) return false;
    if (*after == *at + 1) return true;
  }
  return false;
}

bool are_neighbours(const Xapian::Database& database, const FieldSpec& field,
                    std::string_view left_word, std::string_view right_word) {
  const std::string left = bounded_term(field.prefix, left_word);
  const std::string right = bounded_term(field.prefix, right_word);
  auto a = database.postlist_begin(left);
  auto b = database.postlist_begin(right);
  const auto a_end = database.postlist_end(left);
  const auto b_end = database.postlist_end(right);
  int pages = 0;
  for (int steps = 0; a != a_end && b != b_end && pages < most_pages && steps < most_steps;
       ++steps) {
    if (*a < *b) {
      a.skip_to(*b);
    } else if (*b < *a) {
      b.skip_to(*a);
    } else {
      if (follow_each_other(database, *a, left, right)) return true;
      ++pages;
      ++a;
    }
  }
  return false;
}

}  // namespace

bool are_neighbours(const Xapian::Database& database, std::string_view left,
                    std::string_view right) {
  if (left.empty() || right.empty()) return false;  // a term without text stands for every page
  for (const FieldSpec& field : field_specs) {
    if (are_neighbours(database, field, left, right)) return true;
  }
  return false;
}

}  // namespace speur
