#include "searcher/candidates/query_leaves.hpp"

#include "searcher/candidates/timed_match.hpp"

#include <algorithm>
#include <utility>

namespace speur {

using Op = Xapian::Query;

double QueryLeaves::weight(TextField field) const {
  switch (field) {
    case TextField::title:
      return parameters_.field_title;
    case TextField::heading:
      return parameters_.field_heading;
    case TextField::description:
      return parameters_.field_description;
    case TextField::body:
      return parameters_.field_body;
    case TextField::label:
      return parameters_.field_label;
  }
  return 0;
}

std::vector<std::string> QueryLeaves::existing(std::vector<std::string> terms) {
  std::erase_if(terms, [&](const std::string& term) {
    const auto [known, is_new] = term_pages.try_emplace(term, 0);
    if (is_new) known->second = index_.pages_with(term);
    return known->second == 0;
  });
  std::ranges::sort(terms);
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

Op QueryLeaves::add(const LeafPlace& place, TextField field, std::string_view form,
                    double form_weight, std::vector<std::vector<std::string>> groups) {
  const std::vector<std::string>& terms = groups.front();
  if (terms.empty()) return {};
  const Op one =
      terms.size() == 1 ? Op(terms.front()) : Op(Op::OP_SYNONYM, terms.begin(), terms.end());
  const Op query = scaled(one, form_weight * weight(field));
  note(place, {query, std::move(groups), 0, std::string(spec(field).name), std::string(form)});
  return query;
}

Op QueryLeaves::exact(const LeafPlace& place, const std::string& word, double weight,
                      std::string_view form) {
  match(place, WordPattern::Kind::exact, word);
  return leaf(place, form, weight, [&](const FieldSpec& names) {
    return std::vector<std::string>{bounded_term(names.prefix, word)};
  });
}

Op QueryLeaves::words(const LeafPlace& place, const std::vector<std::string>& exact, Op::op op,
                      Xapian::termcount window, double form_weight, std::string_view form) {
  window = std::max(window, static_cast<Xapian::termcount>(exact.size()));
  return in_fields(place.field, [&](TextField field) {
    std::vector<std::string> terms;
    std::vector<std::vector<std::string>> groups;
    for (const std::string& word : exact) {
      terms.push_back(bounded_term(spec(field).prefix, word));
      groups.push_back({terms.back()});
    }
    const Op together =
        terms.size() == 1 ? Op(terms.front()) : Op(op, terms.begin(), terms.end(), window);
    const double factor = form_weight * weight(field);
    note(place, {scaled(together, factor), std::move(groups), 0, std::string(spec(field).name),
                 std::string(form)});
    return scaled(terms.size() == 1 ? together : watched(together, deadline_), factor);
  });
}

void QueryLeaves::match(const LeafPlace& place, WordPattern::Kind kind, std::string text) {
  if (!place.negated) matcher.add(WordPattern{kind, std::move(text), place.unit, place.field});
}

void QueryLeaves::note(const LeafPlace& place, ScoredLeaf leaf) {
  if (place.negated) return;
  leaf.unit = place.unit;
  leaves.push_back(std::move(leaf));
}

}  // namespace speur
