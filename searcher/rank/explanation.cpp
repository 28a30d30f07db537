#include "searcher/rank/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "speur/schema.hpp"

namespace speur {
namespace {

constexpr double nothing = 1e-9;

/// The weight of one leaf on one page: Xapian tells only sums, so the leaf is searched by itself
/// among the one page, with the statistics of the whole index.
double leaf_weight(const IndexReader& index, const Xapian::Weight& weighting,
                   const Xapian::Query& leaf, const std::string& id_term) {
  Xapian::Enquire enquire(index.database());
  enquire.set_weighting_scheme(weighting);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, leaf, Xapian::Query(id_term)));
  const Xapian::MSet found = enquire.get_mset(0, 1);
  return found.empty() ? 0 : found.begin().get_weight();
}

/// The terms without their prefixes, each once.
std::string readable_terms(const ScoredLeaf& leaf) {
  std::vector<std::string_view> seen;
  std::string terms;
  for (const std::vector<std::string>& group : leaf.groups) {
    for (const std::string& term : group) {
      const std::string_view text = without_prefix(term);
      if (std::ranges::find(seen, text) != seen.end()) continue;
      seen.push_back(text);
      terms += terms.empty() ? "" : " ";
      terms += text;
    }
  }
  return terms;
}

}  // namespace

std::vector<ScorePart> explain(const IndexReader& index, const CompiledQuery& query,
                               const Xapian::Weight& weighting, Xapian::docid page,
                               const PageScores& scores) {
  const std::string id_term = bounded_term(id_prefix, index.page_id(page));
  std::vector<ScorePart> parts;
  double sum = 0;
  for (const ScoredLeaf& leaf : query.leaves) {
    const QueryUnit& unit = query.units[leaf.unit];
    const double weight = leaf_weight(index, weighting, leaf.query, id_term) * unit.factor;
    if (weight < nothing) continue;
    const std::string terms = readable_terms(leaf);
    parts.push_back({unit.text, leaf.field, terms, leaf.form, weight});
    sum += weight;
  }
  std::ranges::stable_sort(parts, std::ranges::greater(), &ScorePart::score);
  const auto add = [&](const std::string& rule, double score) {
    if (std::abs(score) >= nothing) parts.push_back({"", rule, "", "", score});
  };
  add("all words", scores.terms / scores.boost - sum);
  add("boost", scores.terms - scores.terms / scores.boost);
  add("proximity, missing words", scores.total - scores.terms);
  return parts;
}

}  // namespace speur
