#include "searcher/rank/rescorer.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace speur {
namespace {

constexpr double nothing = 1e-9;

}  // namespace

void Rescorer::note(std::size_t unit, std::string_view field, std::string_view term,
                    std::string_view form, double score) {
  if (std::abs(score) < nothing) return;
  parts_.push_back({query_.units[unit].text, std::string(field), std::string(term),
                    std::string(form), score});
}

std::vector<ScorePart> Rescorer::explain(const WordRecord& record) {
  const Page page = score(record);
  parts_.clear();
  double sum = 0;
  // The best evidence of a unit counts whole, the rest in part; each field of it is a line.
  const auto share = [&](std::size_t unit, double score) {
    if (unit_scores_[unit].other > own_score(unit)) return 0.0;
    const bool is_best = score >= unit_scores_[unit].best;
    return query_.units[unit].factor * (is_best ? 1 : parameters_.form_rest);
  };
  const auto tell = [&](const Evidence& evidence, std::size_t place, double factor) {
    const EvidenceCounts counts = counter_.count(record, evidence);
    for (std::size_t field = 0; field < field_specs.size(); ++field) {
      if (counts.all[field] <= 0) continue;
      EvidenceCounts only;
      only.all[field] = counts.all[field];
      const double stem = factor * score_counts(evidence, only, place);
      only.exact[field] = counts.exact[field];
      const double exact = factor * score_counts(evidence, only, place) - stem;
      const std::string_view name = field_specs[field].name;
      note(evidence.unit, name, evidence.term, evidence.form, stem);
      note(evidence.unit, name, evidence.term, "exact", exact);
      sum += stem + exact;
    }
  };
  for (std::size_t i = 0; i < query_.evidence.size(); ++i) {
    const Evidence& evidence = query_.evidence[i];
    if (evidence.is_member || !evidence_found_[i]) continue;
    if (!evidence.stands_in) {
      tell(evidence, i, share(evidence.unit, evidence_scores_[i]));
      continue;
    }
    UnitScore& score = unit_scores_[evidence.unit];
    if (evidence_scores_[i] < score.other || own_score(evidence.unit) >= score.other) continue;
    tell(evidence, i, query_.units[evidence.unit].factor);
  }
  for (const Conjunction& all : query_.conjunctions) {
    double score = 0;
    std::size_t there = 0;
    for (const std::size_t member : all.members) {
      score += evidence_scores_[member];
      there += evidence_found_[member] ? 1U : 0U;
    }
    const double counted = there == all.members.size() ? 1 : all.partial;
    if (there == 0 || counted <= 0) continue;
    const double most = counted == 1 && score > 0 ? std::min(1.0, most_of(all) / score) : 1;
    for (const std::size_t member : all.members) {
      if (!evidence_found_[member]) continue;
      tell(query_.evidence[member], member,
           counted * most * share(all.unit, counted * most * score));
    }
  }
  for (std::size_t i = 0; i < query_.phrases.size(); ++i) {
    const PhraseEvidence& phrase = query_.phrases[i];
    const FieldCounts counts = counter_.count_phrase(record, i);
    double whole = 0;
    FieldCounts scores{};
    for (std::size_t field = 0; field < field_specs.size(); ++field) {
      for (const double rare : rarity_.phrases[i]) {
        if (counts[field] <= 0) continue;
        scores[field] += phrase.weight * field_weights_[field] * rare * saturated(counts[field], field);
      }
      whole += scores[field];
    }
    for (std::size_t field = 0; field < field_specs.size(); ++field) {
      const double score = share(phrase.unit, whole) * scores[field];
      note(phrase.unit, field_specs[field].name, query_.units[phrase.unit].text, phrase.form, score);
      sum += score;
    }
  }
  std::ranges::stable_sort(parts_, std::ranges::greater(), &ScorePart::score);
  const auto add = [&](const std::string& rule, double score) {
    if (std::abs(score) >= nothing) parts_.push_back({"", rule, "", "", score});
  };
  add("all words", page.terms / record.boost() - sum);
  add("boost", page.terms - page.terms / record.boost());
  add("proximity, title, names, lead, missing words", page.score + page.held_back - page.terms);
  add("only parts of the word", -page.held_back);
  return std::move(parts_);
}

}  // namespace speur
