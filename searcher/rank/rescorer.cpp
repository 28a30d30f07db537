#include "searcher/rank/rescorer.hpp"

#include "speur/analyzer.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t fields = field_specs.size();
constexpr double nothing = 1e-9;
/// What a word that is the first part of a compound of a title is of that compound. The last one is what it is: a
/// waste calendar is a calendar, and no waste.
constexpr double first_part = 0.5;
constexpr unsigned far_apart = 8;  ///< words between two units that are no longer near

/// The fields that a place of the record counts for: most for one, the lead for two, none for none.
struct CountsFor {
  std::size_t first = fields, second = fields;
};
CountsFor fields_of(RecordField field) {
  const auto place = [](TextField of) { return static_cast<std::size_t>(of); };
  switch (field) {
    case RecordField::title:
    case RecordField::other_title:
      return {place(TextField::title)};
    case RecordField::heading:
      return {place(TextField::heading)};
    case RecordField::description:
      return {place(TextField::description)};
    case RecordField::body:
      return {place(TextField::body)};
    case RecordField::label:
      return {place(TextField::label)};
    case RecordField::lead:
      return {place(TextField::body), place(TextField::description)};
    case RecordField::none:
      break;
  }
  return {};
}

/// As Xapian's BM25Weight: with the Robertson/Sparck Jones weight bent so that it stays positive.
double rarity(double pages, double having) {
  double odds = (pages - having + 0.5) / (having + 0.5);
  if (odds < 2) odds = odds / 2 + 1;
  return std::log(odds);
}

/// What a unit tells of where the answer is.
double telling(double pages, double having) {
  return std::max(std::log((pages + 1) / (having + 0.5)), 0.2);
}

bool is_word_exact(const WordRecord::Group& group, const WordTest& test) {
  if (test.exact == 0) return false;
  if (!group.is_exact(test.exact, test.stem_check)) return false;
  // Typed with accents, the word with the same ones is meant before the word without.
  return test.accented == 0 || (group.is_accented() && group.accented == test.accented);
}

}  // namespace

Rescorer::Rescorer(const RankedQuery& query, const RankingParameters& parameters, double pages,
                   double mean_length)
    : query_(query),
      parameters_(parameters),
      pages_(pages),
      mean_length_(std::max(mean_length, 1.0)),
      k1_(parameters.bm25_k1),
      field_weights_{parameters.field_title, parameters.field_heading, parameters.field_description,
                     parameters.field_body, parameters.field_label} {
  constexpr double unseen = std::numeric_limits<double>::max();
  std::vector<double> rarest(query.units.size(), unseen);
  const auto see = [&](std::size_t unit, double value) {
    rarest[unit] = std::min(rarest[unit], value);
  };
  constexpr std::size_t most_keys = 8;  // more take longer to announce than they save
  const auto add_keys = [&](const std::vector<WordTest>& tests) {
    for (const WordTest& test : tests) {
      if (keys_.size() < most_keys && std::ranges::find(keys_, test.key) == keys_.end()) {
        keys_.push_back(test.key);
      }
    }
  };
  for (const Evidence& evidence : query.evidence) {
    add_keys(evidence.tests);
    std::array<double, fields> by_field{};
    for (std::size_t field = 0; field < fields; ++field) {
      const double having = evidence.field_pages[field] > 0 ? evidence.field_pages[field]
                                                            : evidence.pages;
      by_field[field] = rarity(pages, having);
    }
    rarities_.push_back(by_field);
    evidence_rarity_.push_back(telling(pages, evidence.pages));
    if (!evidence.is_member && !evidence.stands_in) see(evidence.unit, evidence_rarity_.back());
  }
  // Pages with all parts of a compound, or all words of a phrase, are no more than those with one.
  for (const Conjunction& all : query.conjunctions) {
    double most = 0;
    for (const std::size_t member : all.members) most = std::max(most, evidence_rarity_[member]);
    see(all.unit, most);
  }
  for (const PhraseEvidence& phrase : query.phrases) {
    for (const std::vector<WordTest>& word : phrase.words) add_keys(word);
    std::vector<double> rarities;
    double most = 0;
    for (const double having : phrase.pages) {
      rarities.push_back(rarity(pages, having));
      most = std::max(most, telling(pages, having));
    }
    phrase_rarities_.push_back(std::move(rarities));
    std::vector<std::size_t> order(phrase.words.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t word) { return phrase.pages[word]; });
    phrase_orders_.push_back(std::move(order));
    see(phrase.unit, most);
  }
  for (std::size_t unit = 0; unit < query.units.size(); ++unit) {
    const double rare = rarest[unit] == unseen ? telling(pages, 0) : rarest[unit];
    unit_weights_.push_back(query.units[unit].stop ? 0.05 : rare);
    if (!query.units[unit].wanted || query.units[unit].stop) continue;
    content_units_.push_back(unit);
    content_weight_ += unit_weights_.back();
  }
  content_weights_.resize(query.units.size());
  for (const std::size_t unit : content_units_) content_weights_[unit] = unit_weights_[unit];
  page_.found.resize(query.units.size());
  evidence_scores_.resize(query.evidence.size());
  evidence_found_.resize(query.evidence.size());
  member_counts_.resize(query.evidence.size());
  unit_scores_.resize(query.units.size());
  phrase_found_.resize(query.phrases.size());
  text_positions_.resize(query.units.size());
  title_positions_.resize(query.units.size());
}

void Rescorer::count_group(const WordRecord& record, const Evidence& evidence,
                           const WordRecord::Group& group, double weight, bool is_exact,
                           Counts& counts) {
  const auto wanted = evidence.field ? static_cast<std::size_t>(*evidence.field) : fields;
  group.for_each_position([&](std::uint32_t position) {
    const RecordField place = record.field(position);
    const CountsFor counted = fields_of(place);
    bool taken = false;
    for (const std::size_t field : {counted.first, counted.second}) {
      if (field == fields || (wanted != fields && wanted != field)) continue;
      counts.all[field] += weight;
      if (is_exact) counts.exact[field] += 1;
      taken = true;
    }
    if (!taken) return;
    counts.any = true;
    if (query_.question != QuestionKind::none &&
        (place == RecordField::lead || place == RecordField::description)) {
      lead_.emplace_back(position, evidence.unit);
    }
    // Among several words, the other ones tell better which page is meant.
    const bool is_first_part = group.is_part() && group.part == 0 && content_units_.size() == 1;
    const double share = is_first_part ? first_part : 1;
    if (place == RecordField::other_title) names_.push_back({position, evidence.unit, share});
    if (place == RecordField::title) {
      titles_.push_back({position, evidence.unit, share});
      title_positions_[evidence.unit].push_back(position);
    } else if (place == RecordField::heading || place == RecordField::body ||
               place == RecordField::lead) {
      text_positions_[evidence.unit].push_back(position);
    }
  });
}

void Rescorer::count_test(const WordRecord& record, const Evidence& evidence, const WordTest& test,
                          Counts& counts) {
  if (test.kind == WordTest::Kind::compound) return count_compound(record, evidence, test, counts);
  if (test.kind == WordTest::Kind::identifier) {
    if (!record.has(test.key)) return;
    counts.any = true;
    counts.all[static_cast<std::size_t>(TextField::title)] = 1;
    return;
  }
  record.for_each_group(test.key, [&](const WordRecord::Group& group) {
    switch (test.kind) {
      case WordTest::Kind::word:
        if (!group.is_part()) {
          count_group(record, evidence, group, 1, is_word_exact(group, test), counts);
        }
        break;
      case WordTest::Kind::part:
        if (group.is_part()) {
          count_group(record, evidence, group, evidence.part_weight, false, counts);
        }
        break;
      case WordTest::Kind::exact:
        if (!group.is_part() && group.is_exact(test.exact, test.stem_check)) {
          count_group(record, evidence, group, 1, true, counts);
        }
        break;
      case WordTest::Kind::compound:
      case WordTest::Kind::identifier:
        break;
    }
  });
}

/// A word of which the first part, the next one and so on have these stems: its groups under their
/// keys have the same spelling and places, and part numbers that follow each other.
void Rescorer::count_compound(const WordRecord& record, const Evidence& evidence,
                              const WordTest& test, Counts& counts) {
  record.for_each_group(test.key, [&](const WordRecord::Group& first) {
    if (!first.is_part()) return;
    std::size_t same = 0;
    for (const std::uint32_t key : test.next_parts) {
      const auto number = static_cast<std::uint8_t>(first.part + same + 1);
      bool found = false;
      record.for_each_group(key, [&](const WordRecord::Group& next) {
        found = found || (next.is_part() && next.part == number && next.exact == first.exact &&
                          next.positions == first.positions);
      });
      if (!found) return;
      ++same;
    }
    count_group(record, evidence, first, 1, false, counts);
  });
}

void Rescorer::count(const WordRecord& record, const Evidence& evidence, Counts& counts) {
  for (const WordTest& test : evidence.tests) count_test(record, evidence, test, counts);
}

/// The places of a word of a phrase, increasing.
void Rescorer::find_places(const WordRecord& record, const std::vector<WordTest>& word,
                           std::vector<std::uint32_t>& places) {
  places.clear();
  bool is_sorted = true;
  for (const WordTest& test : word) {
    record.for_each_group(test.key, [&](const WordRecord::Group& group) {
      if (group.is_part() || !group.is_exact(test.exact, test.stem_check)) return;
      const std::size_t before = places.size();
      group.for_each_position([&](std::uint32_t position) { places.push_back(position); });
      is_sorted = is_sorted && (before == 0 || before == places.size());
    });
  }
  if (!is_sorted) std::ranges::sort(places);
}

/// Where all words of a phrase stand one after the other: the places of the first. The rarest words are looked at
/// first, so that most pages without the phrase are done before the places of function words are read.
void Rescorer::find_sequence(const WordRecord& record, std::size_t phrase) {
  std::vector<std::uint32_t>& places = places_.back();
  std::vector<std::uint32_t>& starts = starts_;
  starts.clear();
  bool is_first = true;
  for (const std::size_t word : phrase_orders_[phrase]) {
    find_places(record, query_.phrases[phrase].words[word], places);
    const auto offset = static_cast<std::uint32_t>(word);
    if (is_first) {
      for (const std::uint32_t place : places) {
        if (place >= offset) starts.push_back(place - offset);
      }
    } else {
      auto next = places.begin();
      std::erase_if(starts, [&](std::uint32_t start) {
        while (next != places.end() && *next < start + offset) ++next;
        return next == places.end() || *next != start + offset;
      });
    }
    is_first = false;
    if (starts.empty()) return;
  }
}

/// Where all words stand near each other: the places of the first.
void Rescorer::find_near(const WordRecord& record, const PhraseEvidence& phrase) {
  starts_.clear();
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    find_places(record, phrase.words[i], places_[i]);
    if (places_[i].empty()) return;
  }
  for (const std::uint32_t start : places_.front()) {
    std::uint32_t low = start, high = start;
    for (std::size_t i = 1; i < phrase.words.size(); ++i) {
      // The nearest place of the word to the first one, on either side.
      const std::vector<std::uint32_t>& places = places_[i];
      const auto after = std::ranges::lower_bound(places, start);
      const bool is_after =
          after != places.end() &&
          (after == places.begin() || *after - start <= start - *std::prev(after));
      const std::uint32_t nearest = is_after ? *after : *std::prev(after);
      low = std::min(low, nearest);
      high = std::max(high, nearest);
    }
    // `slop` more words than the phrase has may lie between its first and last one.
    if (high - low <= phrase.slop + phrase.words.size() - 1) starts_.push_back(start);
  }
}

/// In how many places of each field the words stand as the phrase wants.
Rescorer::FieldCounts Rescorer::find_phrase(const WordRecord& record, std::size_t number) {
  const PhraseEvidence& phrase = query_.phrases[number];
  FieldCounts found{};
  places_.resize(std::max(places_.size(), phrase.words.size() + 1));
  if (phrase.slop == 0) {
    find_sequence(record, number);
  } else {
    find_near(record, phrase);
  }
  const auto wanted = phrase.field ? static_cast<std::size_t>(*phrase.field) : fields;
  for (const std::uint32_t start : starts_) {
    const RecordField place = record.field(start);
    const CountsFor counted = fields_of(place);
    for (const std::size_t field : {counted.first, counted.second}) {
      if (field != fields && (wanted == fields || wanted == field)) found[field] += 1;
    }
    auto& positions =
        place == RecordField::title ? title_positions_[phrase.unit] : text_positions_[phrase.unit];
    const std::size_t words = phrase.slop == 0 ? phrase.words.size() : 1;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint32_t position = start + static_cast<std::uint32_t>(i);
      positions.push_back(position);
      if (place == RecordField::title) titles_.push_back({position, phrase.unit, 1});
    }
  }
  return found;
}

void Rescorer::note(std::size_t unit, std::string_view field, std::string_view term,
                    std::string_view form, double score) {
  if (std::abs(score) < nothing) return;
  parts_.push_back({query_.units[unit].text, std::string(field), std::string(term),
                    std::string(form), score});
}

double Rescorer::score_counts(const Evidence& evidence, const Counts& counts, std::size_t place) {
  double sum = 0;
  for (std::size_t field = 0; field < fields; ++field) {
    if (counts.all[field] <= 0) continue;
    const double weight = field_weights_[field] * rarities_[place][field];
    sum += evidence.weight * weight * saturated(counts.all[field]);
    if (evidence.exact_weight > 0 && counts.exact[field] > 0) {
      sum += evidence.exact_weight * weight * saturated(counts.exact[field]);
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
  for (std::size_t field = 0; field < fields; ++field) {
    double least = std::numeric_limits<double>::max();
    for (const std::size_t member : all.members) {
      least = std::min(least, member_counts_[member][field]);
    }
    if (least <= 0) continue;
    together = true;
    most += field_weights_[field] * rarities_[all.whole][field] * saturated(least);
  }
  if (!together) {
    constexpr auto body = static_cast<std::size_t>(TextField::body);
    most = field_weights_[body] * rarities_[all.whole][body] * saturated(1);
  }
  return most;
}

/// Reads what the page has of each unit: its scores, what was found, and where.
void Rescorer::read(const WordRecord& record) {
  const WordRecordHeader& header = record.header();
  k_ = k1_ * (1 - parameters_.bm25_b +
              parameters_.bm25_b * std::max(header.length / mean_length_, 0.5));
  std::ranges::fill(page_.found, 0.0);
  std::ranges::fill(unit_scores_, UnitScore{});
  for (auto* positions : {&text_positions_, &title_positions_}) {
    for (auto& each : *positions) each.clear();
  }
  lead_.clear();
  names_.clear();
  titles_.clear();
  const auto add = [&](std::size_t unit, double score) {
    unit_scores_[unit].best = std::max(unit_scores_[unit].best, score);
    unit_scores_[unit].sum += score;
  };
  for (std::size_t i = 0; i < query_.evidence.size(); ++i) {
    const Evidence& evidence = query_.evidence[i];
    Counts counts;
    count(record, evidence, counts);
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
      wanted += evidence_rarity_[member];
      if (!evidence_found_[member]) continue;
      ++there;
      score += evidence_scores_[member];
      has += evidence_rarity_[member];
    }
    if (there == 0) continue;
    const bool complete = there == all.members.size();
    page_.found[all.unit] = std::max(page_.found[all.unit], complete ? 1 : has / wanted);
    add(all.unit, complete ? std::min(score, most_of(all)) : all.partial * score);
  }
  for (std::size_t i = 0; i < query_.phrases.size(); ++i) {
    const PhraseEvidence& phrase = query_.phrases[i];
    const FieldCounts counts = find_phrase(record, i);
    double score = 0;
    for (std::size_t field = 0; field < fields; ++field) {
      if (counts[field] <= 0) continue;
      for (const double rare : phrase_rarities_[i]) {
        score += phrase.weight * field_weights_[field] * rare * saturated(counts[field]);
      }
      page_.found[phrase.unit] = 1;
    }
    phrase_found_[i] = score > 0;
    if (score > 0) add(phrase.unit, score);
  }
  for (auto* positions : {&text_positions_, &title_positions_}) {
    for (auto& each : *positions) {
      std::ranges::sort(each);
      each.erase(std::unique(each.begin(), each.end()), each.end());
    }
  }
}

/// An answer often repeats its question: what part of the wanted words the description or first paragraph has,
/// times what part of its words are those of the question, function words included.
double Rescorer::lead_fit(const WordRecord& record) {
  if (lead_.empty() || content_weight_ <= 0) return 0;
  std::ranges::sort(lead_);
  const WordRecord::Run run = record.run_at(lead_.front().first);
  double has = 0;
  std::uint32_t words = 0, before = 0;
  lead_units_.assign(query_.units.size(), false);
  for (const auto& [position, unit] : lead_) {
    if (position >= run.end) break;
    if (words == 0 || position != before) ++words;
    before = position;
    if (!lead_units_[unit]) has += content_weights_[unit];
    lead_units_[unit] = true;
  }
  // What follows it is another block, which begins behind a gap.
  const std::uint32_t length = run.end - run.begin > block_gap ? run.end - run.begin - block_gap : 1;
  return has / content_weight_ * std::min(1.0, static_cast<double>(words) / length);
}

/// The square of what part of the wanted words a title has, times what part of its words they are. Squared: a title
/// that is half of the query, or twice, is that of another page. A compound with a wanted word is no more than a
/// part of that word: the page about the calendar is not the page about waste.
/// `places`: of one title, increasing; `length`: its words.
double Rescorer::title_fit(std::span<const TitlePlace> places, double length) {
  double has = 0, matching = 0;
  lead_units_.assign(query_.units.size(), false);
  for (auto place = places.begin(); place != places.end();) {
    const std::uint32_t position = place->position;
    double matched = 0;
    for (; place != places.end() && place->position == position;) {
      const std::size_t unit = place->unit;
      double share = 0;
      for (; place != places.end() && place->position == position && place->unit == unit; ++place) {
        share = std::max(share, place->share);
      }
      matched += share;
      if (!lead_units_[unit]) has += content_weights_[unit];
      lead_units_[unit] = true;
    }
    matching += std::min(matched, 1.0);
  }
  const double fits = has / content_weight_ * std::min(1.0, matching / length);
  return fits * fits;
}

/// How well the best of the page's further names fits the wanted words, as its title does.
double Rescorer::name_fit(const WordRecord& record) {
  if (names_.empty() || content_weight_ <= 0) return 0;
  std::ranges::sort(names_);
  double best = 0;
  for (auto first = names_.begin(); first != names_.end();) {
    const WordRecord::Run run = record.run_at(first->position);
    const auto last = std::find_if(first, names_.end(), [&](const TitlePlace& place) {
      return place.position >= run.end;
    });
    const std::uint32_t length = run.end - run.begin > block_gap ? run.end - run.begin - block_gap : 1;
    best = std::max(best, title_fit({first, last}, length));
    first = last;
  }
  return best;
}

/// Proximity, title fit and coverage of the page that was read.
void Rescorer::fit(const WordRecord& record) {
  page_.proximity = page_.title_proximity = page_.title = page_.name = page_.lead = 0;
  page_.coverage = 1;
  if (content_units_.empty()) return;
  double has = 0;
  std::vector<std::vector<std::uint32_t>> text, title;
  for (const std::size_t unit : content_units_) has += page_.found[unit] * unit_weights_[unit];
  if (content_weight_ > 0) page_.coverage = has / content_weight_;
  page_.lead = lead_fit(record);
  page_.name = name_fit(record);
  if (content_units_.size() > 1) {
    for (const std::size_t unit : content_units_) {
      text.push_back(text_positions_[unit]);
      title.push_back(title_positions_[unit]);
    }
    page_.title_proximity = proximity(title);
    page_.proximity = std::max(proximity(text), page_.title_proximity);
  }
  if (record.header().title_words > 0 && content_weight_ > 0) {
    // Its length is that of its words that tell something, and so is what is matched.
    std::erase_if(titles_, [&](const TitlePlace& place) { return content_weights_[place.unit] <= 0; });
    std::ranges::sort(titles_);
    page_.title = title_fit(titles_, record.header().title_words);
  }
}

const Rescorer::Page& Rescorer::score(const WordRecord& record) {
  read(record);
  fit(record);
  page_.words = page_.content = 0;
  page_.has_all = true;
  for (std::size_t unit = 0; unit < query_.units.size(); ++unit) page_.words += score_unit(unit);
  for (const std::size_t unit : content_units_) {
    page_.content += score_unit(unit);
    page_.has_all = page_.has_all && page_.found[unit] > 0;
  }
  // A page that has all words scores more than the sum of its words; the less so, the more words: in
  // a long question some are only there to make a sentence.
  const double gained =
      page_.has_all && content_units_.size() > 1
          ? 2 * parameters_.coverage_weight / static_cast<double>(content_units_.size()) *
                page_.content
          : 0;
  page_.terms = (page_.words + gained) * record.boost();
  const double title = content_units_.size() > 1 ? parameters_.title_weight : parameters_.title_word;
  page_.score = page_.terms *
                (1 + parameters_.proximity_weight * page_.proximity +
                 parameters_.title_proximity * page_.title_proximity + title * page_.title +
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
  if (content_units_.size() != 1) return false;
  const std::size_t unit = content_units_.front();
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
  const std::size_t unit = content_units_.front();
  const double k = k1_ * (1 - parameters_.bm25_b + parameters_.bm25_b * long_page);
  for (const Conjunction& all : query_.conjunctions) {
    if (all.unit != unit || all.whole == Conjunction::no_word) continue;
    return query_.units[unit].factor * query_.evidence[all.whole].weight * field_weights_[body] *
           rarities_[all.whole][body] * (k1_ + 1) / (1 + k);
  }
  return 0;
}

std::vector<ScoreFeature> Rescorer::features(const WordRecord& record) {
  static_cast<void>(score(record));
  return {{"words", page_.words},
          {"content", page_.content},
          {"count", static_cast<double>(content_units_.size())},
          {"all", page_.has_all ? 1.0 : 0.0},
          {"boost", record.boost()},
          {"proximity", page_.proximity},
          {"title_proximity", page_.title_proximity},
          {"title", page_.title},
          {"name", page_.name},
          {"lead", page_.lead},
          {"coverage", page_.coverage}};
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
    Counts counts;
    count(record, evidence, counts);
    for (std::size_t field = 0; field < fields; ++field) {
      if (counts.all[field] <= 0) continue;
      Counts only;
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
    const FieldCounts counts = find_phrase(record, i);
    double whole = 0;
    FieldCounts scores{};
    for (std::size_t field = 0; field < fields; ++field) {
      for (const double rare : phrase_rarities_[i]) {
        if (counts[field] <= 0) continue;
        scores[field] += phrase.weight * field_weights_[field] * rare * saturated(counts[field]);
      }
      whole += scores[field];
    }
    for (std::size_t field = 0; field < fields; ++field) {
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

bool Rescorer::has(const WordRecord& record, const Evidence& evidence) {
  Counts counts;
  return std::ranges::any_of(evidence.tests, [&](const WordTest& test) {
    count_test(record, evidence, test, counts);
    return counts.any;
  });
}

bool Rescorer::has_unit(const WordRecord& record, std::size_t unit) {
  for (const Evidence& evidence : query_.evidence) {
    if (evidence.unit != unit || evidence.is_member) continue;
    if (has(record, evidence)) return true;
  }
  for (const Conjunction& all : query_.conjunctions) {
    if (all.unit != unit) continue;
    const auto is_there = [&](std::size_t member) { return has(record, query_.evidence[member]); };
    const bool complete = all.partial > 0 ? std::ranges::any_of(all.members, is_there)
                                          : std::ranges::all_of(all.members, is_there);
    if (complete) return true;
  }
  for (std::size_t i = 0; i < query_.phrases.size(); ++i) {
    if (query_.phrases[i].unit != unit) continue;
    const FieldCounts counts = find_phrase(record, i);
    if (std::ranges::any_of(counts, [](double count) { return count > 0; })) return true;
  }
  return false;
}

double proximity(const std::vector<std::vector<std::uint32_t>>& positions) {
  if (positions.size() < 2) return 0;
  double sum = 0;
  for (std::size_t unit = 0; unit + 1 < positions.size(); ++unit) {
    double best = 0;
    auto next = positions[unit + 1].begin();
    for (const std::uint32_t here : positions[unit]) {
      while (next != positions[unit + 1].end() && *next < here) ++next;
      if (next != positions[unit + 1].end() && *next == here) {  // one compound has both
        best = 1;
        break;
      }
      if (next != positions[unit + 1].end() && *next - here <= far_apart) {
        best = std::max(best, 1.0 / (*next - here));
      }
      if (next != positions[unit + 1].begin()) {
        const std::uint32_t before = *std::prev(next);
        // In the other order is half as good: "toezicht, menselijk" for menselijk toezicht.
        if (before < here && here - before <= far_apart) {
          best = std::max(best, 0.5 / (here - before));
        }
      }
    }
    sum += best;
  }
  return sum / static_cast<double>(positions.size() - 1);
}

}  // namespace speur
