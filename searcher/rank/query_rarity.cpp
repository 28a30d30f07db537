#include "searcher/rank/query_rarity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace speur {
namespace {

/// As Xapian's BM25Weight: with the Robertson/Sparck Jones weight bent so that it stays positive.
double rarity(double pages, double having) {
  double odds = (pages - having + 0.5) / (having + 0.5);
  if (odds < 2) odds = odds / 2 + 1;
  return std::log(odds);
}

/// What a unit tells of where the answer is.
double what_tells(double pages, double having) {
  return std::max(std::log((pages + 1) / (having + 0.5)), 0.2);
}

}  // namespace

QueryRarity::QueryRarity(const RankedQuery& query, double pages) {
  constexpr double of_function_word = 0.05;
  constexpr double unseen = std::numeric_limits<double>::max();
  std::vector<double> least(query.units.size(), unseen);
  const auto see = [&](std::size_t unit, double value) { least[unit] = std::min(least[unit], value); };
  for (const Evidence& evidence : query.evidence) {
    auto& fields = by_field.emplace_back();
    for (std::size_t field = 0; field < fields.size(); ++field) {
      const double having = evidence.field_pages[field] > 0 ? evidence.field_pages[field]
                                                            : evidence.pages;
      fields[field] = rarity(pages, having);
    }
    telling.push_back(what_tells(pages, evidence.pages));
    if (!evidence.is_member && !evidence.stands_in) see(evidence.unit, telling.back());
  }
  // Pages with all parts of a compound, or all words of a phrase, are no more than those with one.
  for (const Conjunction& all : query.conjunctions) {
    double most = 0;
    for (const std::size_t member : all.members) most = std::max(most, telling[member]);
    see(all.unit, most);
  }
  for (const PhraseEvidence& phrase : query.phrases) {
    std::vector<double>& words = phrases.emplace_back();
    double most = 0;
    for (const double having : phrase.pages) {
      words.push_back(rarity(pages, having));
      most = std::max(most, what_tells(pages, having));
    }
    see(phrase.unit, most);
  }
  for (std::size_t unit = 0; unit < query.units.size(); ++unit) {
    const double rare = least[unit] == unseen ? what_tells(pages, 0) : least[unit];
    units.push_back(query.units[unit].stop ? of_function_word : rare);
    if (query.units[unit].wanted && !query.units[unit].stop) content.push_back(unit);
  }
}

std::vector<double> QueryRarity::content_weights() const {
  std::vector<double> weights(units.size());
  for (const std::size_t unit : content) weights[unit] = units[unit];
  return weights;
}

}  // namespace speur
