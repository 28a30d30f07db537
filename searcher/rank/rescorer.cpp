#include "searcher/rank/rescorer.hpp"

#include "searcher/rank/exact_words.hpp"
#include "searcher/rank/proximity.hpp"
#include "speur/analyzer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace speur {
namespace {

/// The words of a run: what follows it is another block, which begins behind a gap.
std::uint32_t length_of(const WordRecord::Run& run) {
  return run.end - run.begin > block_gap ? run.end - run.begin - block_gap : 1;
}

/// Of places in order: the first at or behind `end`, which is of a run. It is given by value: GCC 14 does not store
/// a run that is given by reference before it calls this.
template <typename Place>
Place first_behind(std::uint32_t end, Place first, Place last) {
  return std::find_if(first, last, [end](const UnitPlace& place) { return place.position >= end; });
}

/// Whether one of the alternatives stands at a place for which `test(position)` is true.
template <typename Test>
bool has_typed(const WordRecord& record, const std::vector<WordTest>& alternatives, const Test& test) {
  bool found = false;
  for_each_exact_group(record, alternatives, [&](const WordRecord::Group& group) {
    if (!found) group.for_each_position([&](std::uint32_t position) { found = found || test(position); });
  });
  return found;
}

}  // namespace

Rescorer::Rescorer(const RankedQuery& query, const RankingParameters& parameters, double pages,
                   double mean_length)
    : query_(query),
      parameters_(parameters),
      mean_length_(std::max(mean_length, 1.0)),
      k1_(parameters.bm25_k1),
      field_weights_{parameters.field_title, parameters.field_heading, parameters.field_description,
                     parameters.field_body, parameters.field_label},
      rarity_(query, pages),
      counter_(query, rarity_.content.size() == 1),
      text_fit_(rarity_.content_weights()) {
  constexpr std::size_t most_keys = 8;  // more take longer to announce than they save
  const auto add_keys = [&](const std::vector<WordTest>& tests) {
    for (const WordTest& test : tests) {
      if (keys_.size() < most_keys && std::ranges::find(keys_, test.key) == keys_.end()) {
        keys_.push_back(test.key);
      }
    }
  };
  for (const Evidence& evidence : query.evidence) add_keys(evidence.tests);
  for (const PhraseEvidence& phrase : query.phrases) {
    for (const std::vector<WordTest>& word : phrase.words) add_keys(word);
  }
  page_.found.resize(query.units.size());
  evidence_scores_.resize(query.evidence.size());
  evidence_found_.resize(query.evidence.size());
  member_counts_.resize(query.evidence.size());
  unit_scores_.resize(query.units.size());
  phrase_found_.resize(query.phrases.size());
}

double Rescorer::score_counts(const Evidence& evidence, const EvidenceCounts& counts, std::size_t place) {
  double sum = 0;
  for (std::size_t field = 0; field < field_specs.size(); ++field) {
    if (counts.all[field] <= 0) continue;
    const double weight = field_weights_[field] * rarity_.by_field[place][field];
    sum += evidence.weight * weight * saturated(counts.all[field], field);
    if (evidence.exact_weight > 0 && counts.exact[field] > 0) {
      sum += evidence.exact_weight * weight * saturated(counts.exact[field], field);
    }
  }
  return sum;
}

double Rescorer::own_score(std::size_t unit) const {
  const UnitScore& score = unit_scores_[unit];
  return score.best + parameters_.form_rest * (score.sum - score.best);
}

double Rescorer::score_unit(std::size_t unit) const {
  const UnitScore& score = unit_scores_[unit];
  return query_.units[unit].factor * std::max(own_score(unit), score.other);
}

/// As if the word itself stood where all of its parts stand, so that no page with many words of one part
/// each stands before a page with the word.
double Rescorer::most_of(const Conjunction& all) const {
  if (all.whole == Conjunction::no_word || evidence_found_[all.whole]) {
    return std::numeric_limits<double>::max();
  }
  double most = 0;
  bool together = false;
  for (std::size_t field = 0; field < field_specs.size(); ++field) {
    double least = std::numeric_limits<double>::max();
    for (const std::size_t member : all.members) {
      least = std::min(least, member_counts_[member][field]);
    }
    if (least <= 0) continue;
    together = true;
    most += field_weights_[field] * rarity_.by_field[all.whole][field] * saturated(least, field);
  }
  if (!together) {
    constexpr auto body = static_cast<std::size_t>(TextField::body);
    most = field_weights_[body] * rarity_.by_field[all.whole][body] * saturated(1, body);
  }
  return most;
}

/// Reads what the page has of each unit: its scores, what was found, and where.
void Rescorer::read(const WordRecord& record) {
  const WordRecordHeader& header = record.header();
  const double length = std::max(header.length / mean_length_, 0.5);
  k_ = k_of(length);
  title_k_ = k_of(std::min(length, parameters_.bm25_title_length));
  std::ranges::fill(page_.found, 0.0);
  std::ranges::fill(unit_scores_, UnitScore{});
  counter_.begin_page();
  const auto add = [&](std::size_t unit, double score) {
    unit_scores_[unit].best = std::max(unit_scores_[unit].best, score);
    unit_scores_[unit].sum += score;
  };
  for (std::size_t i = 0; i < query_.evidence.size(); ++i) {
    const Evidence& evidence = query_.evidence[i];
    const EvidenceCounts counts = counter_.count(record, evidence);
    evidence_found_[i] = counts.any;
    evidence_scores_[i] = counts.any ? score_counts(evidence, counts, i) : 0;
    if (evidence.is_member) member_counts_[i] = counts.all;
    if (evidence.is_member || !counts.any) continue;
    double& found = page_.found[evidence.unit];
    found = std::max(found, evidence.stands_in ? parameters_.thesaurus_found : 1.0);
    if (evidence.stands_in) {
      double& other = unit_scores_[evidence.unit].other;
      other = std::max(other, evidence_scores_[i]);
      continue;
    }
    add(evidence.unit, evidence_scores_[i]);
  }
  for (const Conjunction& all : query_.conjunctions) {
    double score = 0, has = 0, wanted = 0;
    std::size_t there = 0;
    for (const std::size_t member : all.members) {
      wanted += rarity_.telling[member];
      if (!evidence_found_[member]) continue;
      ++there;
      score += evidence_scores_[member];
      has += rarity_.telling[member];
    }
    if (there == 0) continue;
    const bool complete = there == all.members.size();
    page_.found[all.unit] = std::max(page_.found[all.unit], complete ? 1 : has / wanted);
    add(all.unit, complete ? std::min(score, most_of(all)) : all.partial * score);
  }
  for (std::size_t i = 0; i < query_.phrases.size(); ++i) {
    const PhraseEvidence& phrase = query_.phrases[i];
    const FieldCounts counts = counter_.count_phrase(record, i);
    double score = 0;
    for (std::size_t field = 0; field < field_specs.size(); ++field) {
      if (counts[field] <= 0) continue;
      for (const double rare : rarity_.phrases[i]) {
        score += phrase.weight * field_weights_[field] * rare * saturated(counts[field], field);
      }
      page_.found[phrase.unit] = 1;
    }
    phrase_found_[i] = score > 0;
    if (score > 0) add(phrase.unit, score);
  }
  for (auto* positions : {&counter_.places().in_text, &counter_.places().in_title}) {
    for (auto& each : *positions) std::ranges::sort(each);
  }
}

/// An answer often repeats its question: what part of the wanted words the description or first paragraph has,
/// times what part of its words are those of the question, function words included.
double Rescorer::lead_fit(const WordRecord& record) {
  std::vector<UnitPlace>& places = counter_.places().lead;
  if (places.empty() || text_fit_.total() <= 0) return 0;
  std::ranges::sort(places);
  const WordRecord::Run run = record.run_at(places.front().position);
  return text_fit_({places.begin(), first_behind(run.end, places.begin(), places.end())}, length_of(run));
}

/// Squared: a title that is half of the query, or twice, is that of another page.
double Rescorer::title_fit(std::span<const UnitPlace> places, double length) {
  const double fits = text_fit_(places, length);
  return fits * fits;
}

/// How well the best of the page's further names fits the wanted words, as its title does.
double Rescorer::name_fit(const WordRecord& record) {
  std::vector<UnitPlace>& places = counter_.places().names;
  if (places.empty() || text_fit_.total() <= 0) return 0;
  std::ranges::sort(places);
  double best = 0;
  for (auto first = places.begin(); first != places.end();) {
    const WordRecord::Run run = record.run_at(first->position);
    const auto last = first_behind(run.end, first, places.end());
    best = std::max(best, title_fit({first, last}, length_of(run)));
    first = last;
  }
  return best;
}

/// Whether a title or heading has the words of the query and no others, in its order and as typed. Whoever types a
/// title means that page, and not one whose title is the same but for its function words, endings or the parts of
/// compounds.
bool Rescorer::is_typed(const WordRecord& record, const WordRecord::Run& run) const {
  if (query_.typed.empty() || length_of(run) != query_.typed.size()) return false;
  std::uint32_t next = run.begin;
  return std::ranges::all_of(query_.typed, [&](const std::vector<WordTest>& alternatives) {
    const std::uint32_t wanted = next++;
    return has_typed(record, alternatives, [&](std::uint32_t position) { return position == wanted; });
  });
}

/// Function words stand in too many places to look at all of them.
bool Rescorer::has_typed_heading(const WordRecord& record) const {
  if (query_.typed.empty() || page_.coverage < 1) return false;
  const auto before = static_cast<std::uint32_t>(query_.typed_content);
  return has_typed(record, query_.typed[before], [&](std::uint32_t position) {
    if (record.field(position) != RecordField::heading) return false;
    const WordRecord::Run run = record.run_at(position);
    return run.begin + before == position && is_typed(record, run);
  });
}

/// Proximity, title fit and coverage of the page that was read.
void Rescorer::fit(const WordRecord& record) {
  page_.proximity = page_.title_proximity = page_.title = page_.name = page_.lead = 0;
  page_.typed_title = page_.typed_heading = 0;
  page_.coverage = 1;
  if (rarity_.content.empty()) return;
  double has = 0;
  std::vector<std::vector<std::uint32_t>> text, title;
  for (const std::size_t unit : rarity_.content) has += page_.found[unit] * rarity_.units[unit];
  if (text_fit_.total() > 0) page_.coverage = has / text_fit_.total();
  page_.lead = lead_fit(record);
  page_.name = name_fit(record);
  if (rarity_.content.size() > 1) {
    for (const std::size_t unit : rarity_.content) {
      text.push_back(counter_.places().in_text[unit]);
      title.push_back(counter_.places().in_title[unit]);
    }
    page_.title_proximity = proximity(title);
    page_.proximity = std::max(proximity(text), page_.title_proximity);
  }
  if (record.header().title_words > 0 && text_fit_.total() > 0) {
    // Its length is that of its words that tell something, and so is what is matched.
    std::vector<UnitPlace>& places = counter_.places().titles;
    std::erase_if(places, [&](const UnitPlace& place) { return !text_fit_.is_wanted(place.unit); });
    std::ranges::sort(places);
    page_.title = title_fit(places, record.header().title_words);
    if (!places.empty() && is_typed(record, record.run_at(places.front().position))) page_.typed_title = 1;
  }
  if (page_.typed_title == 0 && has_typed_heading(record)) page_.typed_heading = 1;
}

const Rescorer::Page& Rescorer::score(const WordRecord& record) {
  read(record);
  fit(record);
  page_.words = page_.content = 0;
  page_.has_all = true;
  for (std::size_t unit = 0; unit < query_.units.size(); ++unit) page_.words += score_unit(unit);
  for (const std::size_t unit : rarity_.content) {
    page_.content += score_unit(unit);
    page_.has_all = page_.has_all && page_.found[unit] > 0;
  }
  // A page that has all words scores more than the sum of its words; the less so, the more words: in
  // a long question some are only there to make a sentence.
  const double gained =
      page_.has_all && rarity_.content.size() > 1
          ? 2 * parameters_.coverage_weight / static_cast<double>(rarity_.content.size()) *
                page_.content
          : 0;
  page_.terms = (page_.words + gained) * record.boost();
  const double title = rarity_.content.size() > 1 ? parameters_.title_weight : parameters_.title_word;
  page_.score = page_.terms *
                (1 + parameters_.proximity_weight * page_.proximity +
                 parameters_.title_proximity * page_.title_proximity + title * page_.title +
                 parameters_.title_typed * page_.typed_title + parameters_.heading_typed * page_.typed_heading +
                 parameters_.name_weight * page_.name + parameters_.question_lead * page_.lead) *
                std::pow(page_.coverage, parameters_.partial_power);
  const double most = has_parts_alone() ? least_of_word() : 0;
  page_.held_back = most > 0 ? page_.score - page_.score * most / (page_.score + most) : 0;
  page_.score -= page_.held_back;
  return page_;
}

/// Whether the query is one compound that the site has, and the page has but its parts, in words of their own or
/// in other compounds. Among several words, the other ones tell better which page is meant.
bool Rescorer::has_parts_alone() const {
  if (rarity_.content.size() != 1) return false;
  const std::size_t unit = rarity_.content.front();
  const auto whole = std::ranges::find_if(query_.conjunctions, [&](const Conjunction& all) {
    return all.unit == unit && all.whole != Conjunction::no_word;
  });
  if (whole == query_.conjunctions.end() || page_.score <= 0) return false;
  const auto is_compound = [](const WordTest& test) { return test.kind == WordTest::Kind::compound; };
  for (std::size_t i = 0; i < query_.evidence.size(); ++i) {
    const Evidence& evidence = query_.evidence[i];
    if (evidence.is_member || evidence.unit != unit || !evidence_found_[i]) continue;
    if (!std::ranges::all_of(evidence.tests, is_compound)) return false;
  }
  for (std::size_t i = 0; i < query_.phrases.size(); ++i) {
    if (query_.phrases[i].unit == unit && phrase_found_[i]) return false;  // written apart, it is the word
  }
  return true;
}

/// What a page scores that has the word once, in running text ten times as long as that of most pages.
double Rescorer::least_of_word() const {
  constexpr double long_page = 10;
  constexpr auto body = static_cast<std::size_t>(TextField::body);
  const std::size_t unit = rarity_.content.front();
  for (const Conjunction& all : query_.conjunctions) {
    if (all.unit != unit || all.whole == Conjunction::no_word) continue;
    return query_.units[unit].factor * query_.evidence[all.whole].weight * field_weights_[body] *
           rarity_.by_field[all.whole][body] * (k1_ + 1) / (1 + k_of(long_page));
  }
  return 0;
}

std::vector<ScoreFeature> Rescorer::features(const WordRecord& record) {
  static_cast<void>(score(record));
  return {{"words", page_.words},
          {"content", page_.content},
          {"count", static_cast<double>(rarity_.content.size())},
          {"all", page_.has_all ? 1.0 : 0.0},
          {"boost", record.boost()},
          {"proximity", page_.proximity},
          {"title_proximity", page_.title_proximity},
          {"title", page_.title},
          {"typed_title", page_.typed_title},
          {"typed_heading", page_.typed_heading},
          {"name", page_.name},
          {"lead", page_.lead},
          {"coverage", page_.coverage}};
}

bool Rescorer::has_unit(const WordRecord& record, std::size_t unit) {
  counter_.begin_page();
  for (const Evidence& evidence : query_.evidence) {
    if (evidence.unit != unit || evidence.is_member) continue;
    if (counter_.has(record, evidence)) return true;
  }
  for (const Conjunction& all : query_.conjunctions) {
    if (all.unit != unit) continue;
    const auto is_there = [&](std::size_t member) { return counter_.has(record, query_.evidence[member]); };
    const bool complete = all.partial > 0 ? std::ranges::any_of(all.members, is_there)
                                          : std::ranges::all_of(all.members, is_there);
    if (complete) return true;
  }
  for (std::size_t i = 0; i < query_.phrases.size(); ++i) {
    if (query_.phrases[i].unit != unit) continue;
    const FieldCounts counts = counter_.count_phrase(record, i);
    if (std::ranges::any_of(counts, [](double count) { return count > 0; })) return true;
  }
  return false;
}

}  // namespace speur
