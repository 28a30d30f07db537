#include "searcher/rank/evidence_counter.hpp"

#include "searcher/rank/exact_words.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace speur {
namespace {

constexpr std::size_t fields = field_specs.size();
/// What a word that is the first part of a compound of a title is of that compound. The last one is what it is: a
/// waste calendar is a calendar, and no waste.
constexpr double first_part = 0.5;

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

bool is_word_exact(const WordRecord::Group& group, const WordTest& test) {
  if (test.exact == 0) return false;
  if (!group.is_exact(test.exact, test.stem_check)) return false;
  // Typed with accents, the word with the same ones is meant before the word without.
  return test.accented == 0 || (group.is_accented() && group.accented == test.accented);
}

}  // namespace

EvidenceCounter::EvidenceCounter(const RankedQuery& query, bool is_single)
    : query_(query), is_single_(is_single) {
  places_.in_text.resize(query.units.size());
  places_.in_title.resize(query.units.size());
  for (const PhraseEvidence& phrase : query.phrases) {
    std::vector<std::size_t>& order = orders_.emplace_back(phrase.words.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t word) { return phrase.pages[word]; });
  }
}

void EvidenceCounter::begin_page() {
  for (auto* positions : {&places_.in_text, &places_.in_title}) {
    for (auto& each : *positions) each.clear();
  }
  for (auto* places : {&places_.titles, &places_.names, &places_.lead}) places->clear();
}

void EvidenceCounter::count_group(const WordRecord& record, const Evidence& evidence,
                           const WordRecord::Group& group, double weight, bool is_exact,
                           EvidenceCounts& counts) {
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
      places_.lead.push_back({position, evidence.unit, 1});
    }
    // Among several words, the other ones tell better which page is meant.
    const bool is_first_part = group.is_part() && group.part == 0 && is_single_;
    const double share = is_first_part ? first_part : 1;
    if (place == RecordField::other_title) places_.names.push_back({position, evidence.unit, share});
    if (place == RecordField::title) {
      places_.titles.push_back({position, evidence.unit, share});
      places_.in_title[evidence.unit].push_back(position);
    } else if (place == RecordField::heading || place == RecordField::body ||
               place == RecordField::lead) {
      places_.in_text[evidence.unit].push_back(position);
    }
  });
}

void EvidenceCounter::count_test(const WordRecord& record, const Evidence& evidence, const WordTest& test,
                          EvidenceCounts& counts) {
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
void EvidenceCounter::count_compound(const WordRecord& record, const Evidence& evidence,
                              const WordTest& test, EvidenceCounts& counts) {
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

EvidenceCounts EvidenceCounter::count(const WordRecord& record, const Evidence& evidence) {
  EvidenceCounts counts;
  for (const WordTest& test : evidence.tests) count_test(record, evidence, test, counts);
  return counts;
}

bool EvidenceCounter::has(const WordRecord& record, const Evidence& evidence) {
  EvidenceCounts counts;
  return std::ranges::any_of(evidence.tests, [&](const WordTest& test) {
    count_test(record, evidence, test, counts);
    return counts.any;
  });
}

/// The places of a word of a phrase, increasing.
void EvidenceCounter::find_places(const WordRecord& record, const std::vector<WordTest>& word,
                           std::vector<std::uint32_t>& places) {
  places.clear();
  bool is_sorted = true;
  for_each_exact_group(record, word, [&](const WordRecord::Group& group) {
    const std::size_t before = places.size();
    group.for_each_position([&](std::uint32_t position) { places.push_back(position); });
    is_sorted = is_sorted && (before == 0 || before == places.size());
  });
  if (!is_sorted) std::ranges::sort(places);
}

/// Where all words of a phrase stand one after the other: the places of the first. The rarest words are looked at
/// first, so that most pages without the phrase are done before the places of function words are read.
void EvidenceCounter::find_sequence(const WordRecord& record, std::size_t phrase) {
  std::vector<std::uint32_t>& places = words_.back();
  std::vector<std::uint32_t>& starts = starts_;
  starts.clear();
  bool is_first = true;
  for (const std::size_t word : orders_[phrase]) {
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
void EvidenceCounter::find_near(const WordRecord& record, const PhraseEvidence& phrase) {
  starts_.clear();
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    find_places(record, phrase.words[i], words_[i]);
    if (words_[i].empty()) return;
  }
  for (const std::uint32_t start : words_.front()) {
    std::uint32_t low = start, high = start;
    for (std::size_t i = 1; i < phrase.words.size(); ++i) {
      // The nearest place of the word to the first one, on either side.
      const std::vector<std::uint32_t>& places = words_[i];
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
FieldCounts EvidenceCounter::count_phrase(const WordRecord& record, std::size_t number) {
  const PhraseEvidence& phrase = query_.phrases[number];
  FieldCounts found{};
  words_.resize(std::max(words_.size(), phrase.words.size() + 1));
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
        place == RecordField::title ? places_.in_title[phrase.unit] : places_.in_text[phrase.unit];
    const std::size_t words = phrase.slop == 0 ? phrase.words.size() : 1;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint32_t position = start + static_cast<std::uint32_t>(i);
      positions.push_back(position);
      if (place == RecordField::title) places_.titles.push_back({position, phrase.unit, 1});
    }
  }
  return found;
}

}  // namespace speur
