#pragma once

#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/candidates/word_matcher.hpp"
#include "speur/ranking.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

/// One scored piece of the query, for --explain and to tell what a page lacks. A page has it if it
/// has a term of each group: the forms of one word are one group, the words of a phrase one each.
struct ScoredLeaf {
  Xapian::Query query;                           ///< with its weight
  std::vector<std::vector<std::string>> groups;  ///< of terms as in the index
  std::size_t unit = 0;
  std::string field, form;  ///< `field` is empty for a leaf over all fields
};

/// A word, phrase, prefix or fuzzy word that a page is wanted to have.
struct QueryUnit {
  std::string text;     ///< as typed
  bool wanted = false;  ///< its absence is told; not so for OR branches and what must be there
  bool stop = false;
  double factor = 1;                  ///< on the weights of its leaves
  std::vector<std::string> prefixes;  ///< of terms: a unit that is a prefix
};

/// How many pages have a term, for each that is looked up: once, for a look-up reads blocks of the
/// index, and the forms of one word ask for the same terms.
using TermPages = std::unordered_map<std::string, Xapian::doccount>;

/// Where a leaf stands in the query.
struct LeafPlace {
  std::size_t unit = 0;
  std::optional<TextField> field;  ///< absent: all fields
  bool negated = false;            ///< its words are neither marked nor missed
  bool whole = false;              ///< some parts of a compound are not enough
};

/// Makes the leaves of one query: terms of the fields with their weights, and beside each what a
/// word of a page must be to be marked for it.
class QueryLeaves {
 public:
  QueryLeaves(const IndexReader& index, const RankingParameters& parameters, Deadline deadline)
      : index_(index), parameters_(parameters), deadline_(deadline) {}

  [[nodiscard]] double weight(TextField field) const;

  /// `make(field)` in the one field, or in all that weigh something: a page matches if one does.
  template <typename Make>
  [[nodiscard]] Xapian::Query in_fields(std::optional<TextField> field, const Make& make) const {
    if (field) return make(*field);
    std::vector<Xapian::Query> options;
    for (std::size_t i = 0; i < field_specs.size(); ++i) {
      const auto each = static_cast<TextField>(i);
      if (weight(each) > 0) options.push_back(make(each));
    }
    return {Xapian::Query::OP_OR, options.begin(), options.end()};
  }

  /// One leaf a field of the terms `terms(spec(field))` that exist, as one term; `form`: what they
  /// are, for --explain. Empty where none exists.
  template <typename Terms>
  [[nodiscard]] Xapian::Query leaf(const LeafPlace& place, std::string_view form,
                                   double form_weight, const Terms& terms) {
    if (form_weight <= 0) return {};
    return in_fields(place.field, [&](TextField field) {
      return add(place, field, form, form_weight, {existing(terms(spec(field)))});
    });
  }

  /// A word as it stands, in the index's spelling.
  [[nodiscard]] Xapian::Query exact(const LeafPlace& place, const std::string& word, double weight,
                                    std::string_view form = "exact");

  /// Words next to each other as they stand (`op`: OP_PHRASE), or within `window` words (OP_NEAR).
  [[nodiscard]] Xapian::Query words(const LeafPlace& place, const std::vector<std::string>& exact,
                                    Xapian::Query::op op, Xapian::termcount window,
                                    double form_weight = 1, std::string_view form = "phrase");

  /// What marks words of pages.
  void match(const LeafPlace& place, WordPattern::Kind kind, std::string text);

  /// Tells of a leaf that another made.
  void note(const LeafPlace& place, ScoredLeaf leaf);

  [[nodiscard]] std::vector<std::string> existing(std::vector<std::string> terms);

  std::vector<ScoredLeaf> leaves;
  WordMatcher matcher;
  TermPages term_pages;  ///< of all terms that were asked for

 private:
  [[nodiscard]] Xapian::Query add(const LeafPlace& place, TextField field, std::string_view form,
                                  double form_weight, std::vector<std::vector<std::string>> groups);

  const IndexReader& index_;
  const RankingParameters& parameters_;
  Deadline deadline_;
};

/// `query` with its weights times `factor`.
[[nodiscard]] inline Xapian::Query scaled(const Xapian::Query& query, double factor) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, factor};
}
[[nodiscard]] inline Xapian::Query join(Xapian::Query::op op,
                                        const std::vector<Xapian::Query>& parts) {
  return {op, parts.begin(), parts.end()};
}

}  // namespace speur
