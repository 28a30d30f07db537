#include "searcher/candidates/word_forms.hpp"

#include "speur/compound_key.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

using Op = CandidateQuery;

/// What the smallest parts of a compound count for, beside larger ones that the site has.
constexpr double finer_parts = 0.5;

}  // namespace

void add_to(QueryOptions& options, CandidateQuery query) {
  if (!query.empty()) options.push_back(std::move(query));
}

WordForms::WordForms(const QueryTools& tools, EvidenceBuilder& builder)
    : tools_(tools), parameters_(tools.parameters), own_(tools_.analyzer(tools.language)), builder_(builder) {}

std::vector<Token> WordForms::tokens(std::string_view text) { return tokens(text, own_); }

std::vector<Token> WordForms::tokens(std::string_view text, Analyzer& analyzer) {
  std::vector<Token> tokens = analyzer.analyze(text);
  for (Token& token : tokens) {
    forms_.push_back(std::make_unique<WordForm>(*token.form));
    token.form = forms_.back().get();
  }
  return tokens;
}

/// The word in each language that the site has pages in: they have that language's stems.
std::vector<SoughtWord> WordForms::forms(const WordForm& form, const LeafPlace& place) {
  const bool as_part = !form.stop && !place.negated;
  std::vector<SoughtWord> words{{form.stem, form.exact, form.accented, as_part}};
  for (const std::string& language : tools_.index.languages()) {
    if (language == own_.language()) continue;
    std::string stem = tools_.analyzer(language).analyze_word(form.exact).stem;
    if (stem != form.stem) words.push_back({std::move(stem), form.exact, form.accented, as_part});
  }
  return words;
}

std::vector<SoughtWord> WordForms::spelled(const Token& token) {
  return forms(*token.form, {.negated = true});
}

Op WordForms::token(const Token& token, const LeafPlace& place, double share) {
  const WordForm& form = *token.form;
  Options options;
  builder_.match(place, WordPattern::Kind::exact, form.exact);
  const std::size_t whole = stem(token, place, share, options);
  if (form.parts.size() > 1 && !place.negated) compound(form, place, share, whole, options);
  if (form.parts.size() < 2 && !place.negated) apart(form, place, share, whole, options);
  return Op::any(std::move(options));
}

std::size_t WordForms::stem(const Token& token, const LeafPlace& place, double share,
                            Options& options) {
  const WordForm& form = *token.form;
  const std::vector<SoughtWord> words = forms(form, place);
  for (const SoughtWord& word : words) {
    builder_.match(place, WordPattern::Kind::inflected, word.stem);
    if (word.as_part) builder_.match(place, WordPattern::Kind::part, word.stem);
  }
  const EvidenceBuilder::Made made =
      builder_.add(place, {.form = "stem",
                           .weight = share * parameters_.form_stem,
                           .exact_weight = share * parameters_.form_exact,
                           .words = words});
  add_to(options, made.query);
  if (!form.stop && !place.negated) {
    family(form.stem, place, share * parameters_.form_family, own_, options);
  }
  return made.place;
}

/// Words of the same root in another part of speech.
void WordForms::family(const std::string& stem, const LeafPlace& place, double weight,
                       Analyzer& analyzer, Options& options) {
  if (weight <= 0) return;
  SoughtEvidence sought{.form = "family", .weight = weight};
  for (const std::string& each : analyzer.related_stems(stem)) {
    builder_.match(place, WordPattern::Kind::stem, each);
    builder_.match(place, WordPattern::Kind::part, each);
    sought.words.push_back({each});
  }
  add_to(options, builder_.add(place, sought).query);
}

/// Other spellings of a compound and larger compounds with it; and its parts. All of them are the
/// compound in other words; some of them count where the site does not have the compound at all.
void WordForms::compound(const WordForm& form, const LeafPlace& place, double share,
                         std::size_t whole, Options& options) {
  builder_.match(place, WordPattern::Kind::compound, compound_key(form.parts));
  std::vector<std::string> stems;
  for (const CompoundPart& part : form.parts) stems.push_back(part.stem);
  static_cast<void>(builder_.add(place, {.form = "compound",
                                         .weight = share * parameters_.form_compound,
                                         .compounds = {stems}}));
  if (parameters_.form_split <= 0) return;
  const bool has_whole = builder_.pages_with(form.stem) > 0;
  const auto is_nowhere = [&](const std::string& stem) { return builder_.pages_with(stem) == 0; };
  if (has_whole && std::ranges::any_of(stems, is_nowhere)) return;
  const double partial = has_whole || place.whole ? 0 : parameters_.form_piece;
  double weight = share * parameters_.form_split;
  if (!has_whole) {
    const std::vector<SubCompound> larger = larger_parts(form);
    if (!larger.empty()) {
      add_to(options, split(larger, place, weight, partial, Conjunction::no_word));
      weight *= finer_parts;
    }
  }
  std::vector<SubCompound> parts;
  parts.reserve(stems.size());
  for (const std::string& stem : stems) parts.push_back({stem, {}});
  add_to(options, split(parts, place, weight, partial, has_whole ? whole : Conjunction::no_word));
}

/// A word of the site that is two others of the site written as one, and is in no dictionary: releasenotes. Side by
/// side they are the same word, anywhere else its parts.
void WordForms::apart(const WordForm& form, const LeafPlace& place, double share, std::size_t whole,
                      Options& options) {
  if (form.stop || place.whole || parameters_.form_split <= 0) return;
  const std::vector<std::string> words = tools_.speller.parts(form.exact);
  if (words.empty()) return;
  std::vector<std::vector<SoughtWord>> exact;
  std::vector<SubCompound> parts;
  for (const std::string& word : words) {
    const WordForm part = own_.analyze_word(word);
    exact.push_back({{part.stem, part.exact, part.accented}});
    parts.push_back({part.stem, {}});
  }
  const double weight = share * parameters_.form_split;
  add_to(options, builder_.phrase(place, "apart", exact, 0, weight / static_cast<double>(words.size())));
  builder_.matcher.add(PhrasePattern{words, place.unit, place.field});
  add_to(options, split(parts, place, weight, 0, whole));
}

Op WordForms::split(const std::vector<SubCompound>& parts, const LeafPlace& place, double weight,
                    double partial, std::size_t whole) {
  std::vector<EvidenceBuilder::Made> members;
  for (const SubCompound& part : parts) {
    builder_.match(place, WordPattern::Kind::stem, part.stem);
    builder_.match(place, WordPattern::Kind::part, part.stem);
    SoughtEvidence sought{.form = "split", .weight = weight, .words = {{part.stem}}, .is_member = true};
    if (!part.parts.empty()) sought.compounds.push_back(part.parts);
    members.push_back(builder_.add(place, sought));
  }
  return builder_.all_of(place, "split", members, partial, whole);
}

/// A compound in the fewest pieces that the site has, where some of them are compounds themselves:
/// inkoopvoorwaardencheck is inkoopvoorwaarden and check. Empty where none is.
std::vector<WordForms::SubCompound> WordForms::larger_parts(const WordForm& form) const {
  constexpr std::size_t most_parts = 8;
  const std::size_t count = form.parts.size();
  if (count < 3 || count > most_parts) return {};
  const auto piece = [&](std::size_t first, std::size_t last) {
    SubCompound made{form.parts[first].stem, {}};
    if (last == first + 1) return made;
    const std::size_t begin = form.parts[first].begin;
    std::string text = form.exact.substr(begin, form.parts[last - 1].end - begin);
    made.stem = own_.analyze_word(text).stem;
    if (builder_.pages_with(made.stem) == 0 && text.ends_with('s')) {  // the linking letter
      text.pop_back();
      made.stem = own_.analyze_word(text).stem;
    }
    if (builder_.pages_with(made.stem) == 0) made.stem.clear();
    for (std::size_t part = first; part < last; ++part) made.parts.push_back(form.parts[part].stem);
    return made;
  };
  // The best way to divide the parts before each place: by the number of pieces, the longest first.
  std::vector<std::vector<SubCompound>> best(count + 1);
  for (std::size_t last = 1; last <= count; ++last) {
    for (std::size_t first = 0; first < last; ++first) {
      if (last - first == count || (first > 0 && best[first].empty())) continue;
      SubCompound made = piece(first, last);
      if (made.stem.empty()) continue;
      if (!best[last].empty() && best[first].size() + 1 >= best[last].size()) continue;
      best[last] = best[first];
      best[last].push_back(std::move(made));
    }
  }
  return best[count].size() < count ? best[count] : std::vector<SubCompound>();
}

/// Pieces that are written together as one.
Op WordForms::joined(std::span<const std::string> terms, const LeafPlace& place,
                     double weight) {
  Options options;
  for (const std::string& term : terms) {
    builder_.match(place, WordPattern::Kind::exact, term);
    add_to(options, builder_
                        .add(place, {.form = "joined",
                                     .weight = weight,
                                     .words = {{term, term, {}, false}},
                                     .only_exact = true})
                        .query);
  }
  return Op::any(std::move(options));
}

/// "e-mail", "aia-09", "2024/1689": the whole as one, or its pieces. Pieces of an identifier mean
/// nothing apart; those of a hyphenated word do.
void WordForms::pieces(const QueryWord& word, const LeafPlace& place, Options& options) {
  for (const Token& token : word.tokens) {
    add_to(options, joined(token.joined.terms(), place, parameters_.form_joined));
  }
  if (is_abbreviation(word)) {  // its letters mean nothing apart
    for (const Token& whole : tokens(without_full_stops(word.text))) add_to(options, token(whole, place));
    return;
  }
  const bool identifier = std::ranges::any_of(
      word.tokens, [](const Token& token) { return has_digit(token.form->exact); });
  if (identifier) {
    std::vector<std::vector<SoughtWord>> exact;
    for (const Token& token : word.tokens) {
      builder_.match(place, WordPattern::Kind::exact, token.form->exact);
      exact.push_back(spelled(token));
    }
    add_to(options, builder_.phrase(place, "phrase", exact, 0, 1));
    return;
  }
  std::vector<EvidenceBuilder::Made> members;
  for (const Token& token : word.tokens) {
    const std::vector<SoughtWord> words = forms(*token.form, place);
    for (const SoughtWord& each : words) {
      builder_.match(place, WordPattern::Kind::stem, each.stem);
      builder_.match(place, WordPattern::Kind::part, each.stem);
    }
    members.push_back(builder_.add(place, {.form = "stem",
                                           .weight = parameters_.form_stem,
                                           .exact_weight = parameters_.form_exact,
                                           .words = words,
                                           .is_member = true}));
  }
  add_to(options, builder_.all_of(place, "pieces", members, 0));
}

/// Two words that the site may write as one: "woning bouw", "fiets stalling". What is found so
/// counts half for each.
void WordForms::pair(const QueryWord& left, const QueryWord& right, LeafPlace place,
                     Options& left_options, Options& right_options) {
  if (parameters_.form_pair <= 0 || !may_be_part(left) || !may_be_part(right)) return;
  const WordForm& a = *left.tokens.front().form;
  const WordForm& b = *right.tokens.front().form;
  const WordForm whole = own_.analyze_word(a.exact + b.exact);
  SoughtEvidence sought{.form = "pair", .weight = parameters_.form_pair};
  sought.words.push_back({whole.stem, whole.exact, {}, false});
  std::vector<std::string> keys;
  const auto add_parts = [&](std::vector<std::string> parts) {
    std::string key;
    for (const std::string& part : parts) (key += key.empty() ? "" : "|") += part;
    if (std::ranges::find(keys, key) != keys.end()) return;
    keys.push_back(std::move(key));
    sought.compounds.push_back(std::move(parts));
  };
  const auto stems_of = [](const WordForm& form) {
    std::vector<std::string> stems;
    for (const CompoundPart& part : form.parts) stems.push_back(part.stem);
    if (stems.empty()) stems.push_back(form.stem);
    return stems;
  };
  add_parts({a.stem, b.stem});
  std::vector<std::string> all = stems_of(a);
  for (std::string& stem : stems_of(b)) all.push_back(std::move(stem));
  add_parts(std::move(all));
  if (whole.parts.size() > 1) add_parts(stems_of(whole));
  for (const auto& [word, options] :
       {std::pair(&left, &left_options), std::pair(&right, &right_options)}) {
    place.unit = word->unit;
    builder_.match(place, WordPattern::Kind::exact, whole.exact);
    builder_.match(place, WordPattern::Kind::inflected, whole.stem);
    for (const std::string& key : keys) builder_.match(place, WordPattern::Kind::compound, key);
    add_to(*options, builder_.add(place, sought).query);
  }
}

/// Pages with all of `words`.
Op WordForms::together(const std::vector<Token>& words, const LeafPlace& place,
                       std::string_view form, double weight) {
  std::vector<EvidenceBuilder::Made> members;
  std::vector<std::string> exact;
  const Token* last = nullptr;  // that is no function word
  std::size_t content = 0;
  for (const Token& word : words) {
    exact.push_back(word.form->exact);
    if (word.form->stop) continue;
    last = &word;
    ++content;
    if (builder_.pages_with(word.form->stem) == 0) return {};
  }
  if (content == 0) return {};
  for (const Token& word : words) {
    if (word.form->stop) continue;
    members.push_back(builder_.add(place, {.form = form,
                                           .weight = weight,
                                           .words = {{word.form->stem, {}, {}, false}},
                                           .is_member = content > 1}));
  }
  if (exact.size() > 1 && !place.negated) {
    builder_.matcher.add(PhrasePattern{exact, place.unit, place.field});
  }
  if (content == 1) {
    builder_.match(place, WordPattern::Kind::stem, last->form->stem);
    return members.front().query;
  }
  return builder_.all_of(place, form, members, 0);
}

}  // namespace speur
