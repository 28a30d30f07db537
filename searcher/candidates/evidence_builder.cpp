#include "searcher/candidates/evidence_builder.hpp"

#include "speur/ascii.hpp"
#include "speur/word_record.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

using Op = CandidateQuery;

WordTest word_test(WordTest::Kind kind, const SoughtWord& word) {
  WordTest test;
  test.kind = kind;
  test.key = word_key(word.stem);
  test.stem_check = exact_check(word.stem);
  if (!word.exact.empty()) test.exact = exact_check(word.exact);
  if (!word.accented.empty()) test.accented = exact_check(word.accented);
  return test;
}

bool has_only_letters(std::string_view word) {
  return std::ranges::none_of(word, [](char c) {
    return !is_ascii_letter(c) && c != '\'' && static_cast<unsigned char>(c) < 0x80;
  });
}

}  // namespace

Xapian::doccount EvidenceBuilder::pages_with(std::string_view stem) const {
  return index_.pages_with(bounded_term(ranking_prefix, stem));
}

/// A word that no page spells so is not worth a test; the words file knows words of letters.
bool EvidenceBuilder::is_spelled_so(const SoughtWord& word) const {
  if (word.exact == word.stem || !has_only_letters(word.exact) || index_.words().empty()) {
    return true;
  }
  return index_.words().find(word.exact).has_value();
}

/// How many pages have the stem, in all and in each field.
void EvidenceBuilder::count_stem(const std::string& stem, Xapian::doccount pages, Evidence& evidence) const {
  evidence.pages = std::max<double>(evidence.pages, pages);
  for (std::size_t field = 0; field < field_specs.size(); ++field) {
    const std::string_view prefix = field_specs[field].filter_prefix;
    if (prefix.empty()) continue;
    evidence.field_pages[field] =
        std::max<double>(evidence.field_pages[field], index_.pages_with(bounded_term(prefix, stem)));
  }
}

void EvidenceBuilder::add_word(const SoughtEvidence& sought, const SoughtWord& word,
                               Evidence& evidence) {
  if (sought.only_exact) {
    evidence.tests.push_back(word_test(WordTest::Kind::exact, word));
  } else {
    evidence.tests.push_back(word_test(WordTest::Kind::word, word));
    if (word.as_part && evidence.part_weight > 0) {
      evidence.tests.push_back(word_test(WordTest::Kind::part, word));
    }
  }
  if (!evidence.term.empty()) evidence.term += ' ';
  evidence.term += sought.only_exact ? word.exact : word.stem;
}

void EvidenceBuilder::add_compound(const std::vector<std::string>& parts, Evidence& evidence) {
  WordTest test;
  test.kind = WordTest::Kind::compound;
  test.key = word_key(parts.front());
  double least = std::numeric_limits<double>::max();
  std::string name;
  for (const std::string& part : parts) {
    const double pages = pages_with(part);
    if (pages == 0) return;
    least = std::min(least, pages);
    if (&part != &parts.front()) test.next_parts.push_back(word_key(part));
    if (!name.empty()) name += compound_separator;
    name += part;
  }
  evidence.tests.push_back(std::move(test));
  evidence.pages = std::max(evidence.pages, least);
  if (!evidence.term.empty()) evidence.term += ' ';
  evidence.term += name;
}

/// Pages that have one of the stems in the field, as far as filter terms tell.
Op EvidenceBuilder::in_field(const Op& query, const LeafPlace& place,
                             std::span<const std::string> stems) {
  if (!place.field) return query;
  const std::string_view prefix = spec(*place.field).filter_prefix;
  if (prefix.empty()) {
    needs_check = true;
    return query;
  }
  std::vector<Op> having;
  for (const std::string& stem : stems) having.push_back(Op::term(bounded_term(prefix, stem)));
  return Op::filter(query, Op::any(std::move(having)));
}

EvidenceBuilder::Made EvidenceBuilder::add(const LeafPlace& place, const SoughtEvidence& sought) {
  if (sought.weight <= 0) return {};
  Evidence evidence;
  evidence.unit = place.unit;
  evidence.form = sought.form;
  evidence.weight = sought.weight;
  evidence.exact_weight = sought.exact_weight;
  evidence.part_weight = parameters_.form_part;
  evidence.field = place.field;
  evidence.is_member = sought.is_member;
  evidence.stands_in = sought.stands_in;
  std::vector<std::string> stems;
  struct Stem {
    Xapian::doccount pages = 0;
    bool is_added = false;
  };
  std::unordered_map<std::string_view, Stem> known;  // hundreds of words that begin alike share stems
  for (const SoughtWord& word : sought.words) {
    const auto [at, is_new] = known.try_emplace(word.stem);
    Stem& stem = at->second;
    if (is_new) stem.pages = pages_with(word.stem);
    if (stem.pages == 0 || (stem.is_added && !sought.only_exact)) continue;
    if (sought.only_exact && !is_spelled_so(word)) continue;
    add_word(sought, word, evidence);
    if (std::exchange(stem.is_added, true)) continue;
    count_stem(word.stem, stem.pages, evidence);
    stems.push_back(word.stem);
  }
  for (const std::vector<std::string>& parts : sought.compounds) add_compound(parts, evidence);
  if (evidence.tests.empty()) return {};
  if (sought.pages > 0) {
    evidence.pages = std::max(evidence.pages, sought.pages);
    evidence.field_pages = {};
  }
  std::vector<Op> terms;
  for (const std::string& stem : stems) terms.push_back(Op::term(bounded_term(ranking_prefix, stem)));
  Made made;
  if (sought.only_exact && std::ranges::any_of(sought.words, [](const SoughtWord& word) {
        return word.exact != word.stem;
      })) {
    needs_check = true;
  }
  // Compounds with parts that are sought in pieces, too: those pieces find them.
  if (!terms.empty()) {
    made.query = Op::scale(in_field(Op::any(std::move(terms)), place, stems), sought.weight);
  }
  made.place = ranked.evidence.size();
  ranked.evidence.push_back(std::move(evidence));
  return made;
}

Op EvidenceBuilder::all_of(const LeafPlace& place, std::string_view form,
                           std::span<const Made> members, double partial, std::size_t whole) {
  Conjunction all;
  all.whole = whole;
  all.unit = place.unit;
  all.form = form;
  all.partial = partial;
  std::vector<Op> queries;
  bool is_complete = true;
  for (const Made& member : members) {
    if (!member.exists()) {
      is_complete = false;
      continue;
    }
    all.members.push_back(member.place);
    queries.push_back(member.query);
  }
  if (all.members.empty() || (!is_complete && partial <= 0)) return {};
  // Where a part is nowhere, the others are never all of it.
  ranked.conjunctions.push_back(std::move(all));
  return partial > 0 ? Op::scale(Op::any(std::move(queries)), partial) : Op::all(std::move(queries));
}

void EvidenceBuilder::typed(const std::vector<SoughtWord>& word) {
  std::vector<WordTest>& tests = ranked.typed.emplace_back();
  for (const SoughtWord& each : word) tests.push_back(word_test(WordTest::Kind::exact, each));
}

Op EvidenceBuilder::phrase(const LeafPlace& place, std::string_view form,
                           const std::vector<std::vector<SoughtWord>>& words, unsigned slop,
                           double weight) {
  PhraseEvidence phrase;
  phrase.unit = place.unit;
  phrase.form = form;
  phrase.slop = slop;
  phrase.weight = weight;
  phrase.field = place.field;
  std::vector<Op> all;
  for (const std::vector<SoughtWord>& alternatives : words) {
    std::vector<WordTest> tests;
    std::vector<Op> any;
    std::vector<std::string> stems;
    double pages = 0;
    for (const SoughtWord& word : alternatives) {
      tests.push_back(word_test(WordTest::Kind::exact, word));
      if (std::ranges::find(stems, word.stem) != stems.end()) continue;
      stems.push_back(word.stem);
      any.push_back(Op::term(bounded_term(ranking_prefix, word.stem)));
      pages += pages_with(word.stem);
    }
    all.push_back(in_field(Op::any(std::move(any)), place, stems));
    phrase.words.push_back(std::move(tests));
    phrase.pages.push_back(pages);
  }
  needs_check = true;
  ranked.phrases.push_back(std::move(phrase));
  return Op::scale(Op::all(std::move(all)), weight);
}

Op EvidenceBuilder::identifier(const LeafPlace& place, const std::string& folded) {
  const std::string term = bounded_term(identifier_prefix, folded);
  const Xapian::doccount pages = index_.pages_with(term);
  if (pages == 0) return {};
  Evidence evidence;
  evidence.unit = place.unit;
  evidence.form = "identifier";
  evidence.term = folded;
  evidence.weight = parameters_.field_identifier;
  evidence.pages = pages;
  WordTest test;
  test.kind = WordTest::Kind::identifier;
  test.key = identifier_key(folded);
  evidence.tests.push_back(test);
  ranked.evidence.push_back(std::move(evidence));
  return Op::scale(Op::term(term), parameters_.field_identifier);
}

void EvidenceBuilder::match(const LeafPlace& place, WordPattern::Kind kind, std::string text) {
  if (!place.negated) matcher.add(WordPattern{kind, std::move(text), place.unit, place.field});
}

}  // namespace speur
