#include "searcher/candidates/word_compiler.hpp"

#include "searcher/words/shortenings.hpp"
#include "speur/compound_key.hpp"
#include "speur/schema.hpp"
#include "stemmers/english/translations.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace speur {
namespace {

using Op = CandidateQuery;

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, is_ascii_digit);
}

/// Whether a word may be a part of a compound that was typed in pieces.
bool may_be_part(const QueryWord& word) {
  return word.tokens.size() == 1 && !word.is_stop && !has_digit(word.tokens.front().form->exact);
}

/// What the smallest parts of a compound count for, beside larger ones that the site has.
constexpr double finer_parts = 0.5;

std::string without_stops(std::string text) {
  std::erase(text, '.');
  return text;
}

/// Letters only, and enough of them to be a word.
bool is_plain_word(const Token& token) {
  constexpr std::size_t least = 4;
  return token.form->exact.size() >= least && !has_digit(token.form->exact);
}

}  // namespace

bool is_abbreviation(const QueryWord& word) {
  if (word.tokens.size() < 2) return false;
  for (std::size_t i = 0; i < word.tokens.size(); ++i) {
    const Token& token = word.tokens[i];
    if (token.end - token.begin != 1 || !is_ascii_letter(word.text[token.begin])) return false;
    const bool is_next = i == 0 || (token.begin == word.tokens[i - 1].end + 1 &&
                                    word.text[token.begin - 1] == '.');
    if (!is_next) return false;
  }
  return true;
}

std::vector<QueryWord> pieces_of(const QueryWord& word) {
  std::vector<std::string> joined;
  for (const Token& token : word.tokens) {
    const std::span<const std::string> terms = token.joined.terms();
    joined.insert(joined.end(), terms.begin(), terms.end());
  }
  std::vector<QueryWord> pieces;
  for (const Token& token : word.tokens) {
    pieces.push_back({word.text.substr(token.begin, token.end - token.begin), {token}});
    if (word.begin) pieces.back().begin = *word.begin + token.begin;
    pieces.back().joined = joined;
    pieces.back().joined_pieces = word.tokens.size();
  }
  return pieces;
}

WordCompiler::WordCompiler(const QueryTools& tools, EvidenceBuilder& builder)
    : tools_(tools),
      parameters_(tools.parameters),
      own_(analyzer(tools.language)),
      site_(analyzer(tools.index.language())),
      builder_(builder) {}

Analyzer& WordCompiler::analyzer(const std::string& language) {
  const auto found = tools_.analyzers.find(language);
  if (found != tools_.analyzers.end()) return found->second;
  const IndexReader& index = tools_.index;
  return tools_.analyzers.emplace(language, Analyzer(index.recipe(), language, index.path()))
      .first->second;
}

std::vector<Token> WordCompiler::tokens(std::string_view text, Analyzer& analyzer) {
  std::vector<Token> tokens = analyzer.analyze(text);
  for (Token& token : tokens) {
    forms_.push_back(std::make_unique<WordForm>(*token.form));
    token.form = forms_.back().get();
  }
  return tokens;
}

std::vector<QueryExpansion> WordCompiler::other_names(std::string_view text) {
  const std::vector<Token> named = tokens(text);
  std::vector<const WordForm*> forms;
  forms.reserve(named.size());
  for (const Token& token : named) forms.push_back(token.form);
  std::vector<QueryExpansion> names;
  for (const Expansion& expansion : tools_.relations.expansions(forms)) {
    if (expansion.first != 0 || expansion.last + 1 != forms.size()) continue;
    const bool is_acronym = expansion.kind == ExpansionKind::acronym;
    names.push_back({std::string(text), expansion.text, is_acronym ? "acronym" : "synonym"});
  }
  return names;
}

bool WordCompiler::can_be_apart(const QueryWord& word) const {
  if (word.tokens.size() < 2 || is_abbreviation(word)) return false;
  const Xapian::Database& database = tools_.index.database();
  if (database.term_exists(bounded_term(identifier_prefix, ascii_lower(word.text)))) return false;
  if (std::ranges::none_of(word.tokens,
                           [](const Token& token) { return has_digit(token.form->exact); })) {
    return true;
  }
  const auto is_in_site = [&](const std::string& joined) {
    return builder_.pages_with(joined) > 0;
  };
  return std::ranges::any_of(word.tokens, is_plain_word) &&
         std::ranges::none_of(word.tokens, [&](const Token& token) {
           return std::ranges::any_of(token.joined.terms(), is_in_site);
         });
}

std::vector<Op> WordCompiler::compile(std::span<QueryWord> words, LeafPlace where) {
  for (QueryWord& word : words) {
    word.is_stop = !word.tokens.empty() &&
                   std::ranges::all_of(word.tokens, [](const Token& t) { return t.form->stop; });
    if (is_abbreviation(word)) word.is_stop = own_.analyze_word(without_stops(word.text)).stop;
    word.is_stop = word.is_stop || word.is_frame;
  }
  std::vector<Options> options(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    where.unit = words[i].unit;
    if (words[i].tokens.size() == 1) {
      add(options[i], token(words[i].tokens.front(), where));
      const double share = parameters_.form_joined / static_cast<double>(words[i].joined_pieces);
      add(options[i], joined(words[i].joined, where, share));
      const Token& only = words[i].tokens.front();  // 1.250,00 is 1250
      if (has_digit(only.form->exact)) {
        add(options[i], joined(only.joined.terms(), where, parameters_.form_joined));
      }
    } else if (words[i].tokens.size() > 1) {
      pieces(words[i], where, options[i]);
      add(options[i], joined(words[i].joined, where,
                             parameters_.form_joined / static_cast<double>(words[i].joined_pieces)));
    }
    // The half that was typed is a part of the whole, and finds its own word beside it.
    for (const Token& whole : words[i].completed) {
      add(options[i], token(whole, where, parameters_.form_pair));
    }
  }
  // What a visitor excludes is the word, not what may be meant by it.
  if (!where.negated) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      pair(words[i], words[i + 1], where, options[i], options[i + 1]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      where.unit = words[i].unit;
      similar(words[i], where, options[i]);
      shortened(words[i], where, options[i]);
    }
    translations(words, where, options);
    expansions(words, where, options);
    corrected(words, where, options);
  }
  std::vector<Op> queries;
  queries.reserve(options.size());
  for (const Options& each : options) queries.push_back(Op::any(each));
  return queries;
}

void WordCompiler::add(Options& options, Op query) const {
  if (!query.empty()) options.push_back(std::move(query));
}

void WordCompiler::widen(Options& options, Op query, QueryExpansion expansion) {
  if (query.empty()) return;
  options.push_back(std::move(query));
  tell(std::move(expansion));
}

void WordCompiler::tell(QueryExpansion expansion) {
  if (std::ranges::find(expanded, expansion) == expanded.end()) {
    expanded.push_back(std::move(expansion));
  }
}

/// The word in each language that the site has pages in: they have that language's stems.
std::vector<SoughtWord> WordCompiler::forms(const WordForm& form, const LeafPlace& place) {
  const bool as_part = !form.stop && !place.negated;
  std::vector<SoughtWord> words{{form.stem, form.exact, form.accented, as_part}};
  for (const std::string& language : tools_.index.languages()) {
    if (language == own_.language()) continue;
    std::string stem = analyzer(language).analyze_word(form.exact).stem;
    if (stem != form.stem) words.push_back({std::move(stem), form.exact, form.accented, as_part});
  }
  return words;
}

std::vector<SoughtWord> WordCompiler::spelled(const Token& token) {
  return forms(*token.form, {.negated = true});
}

Op WordCompiler::token(const Token& token, const LeafPlace& place, double share) {
  const WordForm& form = *token.form;
  Options options;
  builder_.match(place, WordPattern::Kind::exact, form.exact);
  const std::size_t whole = stem(token, place, share, options);
  if (form.parts.size() > 1 && !place.negated) compound(form, place, share, whole, options);
  if (form.parts.size() < 2 && !place.negated) apart(form, place, share, whole, options);
  return Op::any(std::move(options));
}

std::size_t WordCompiler::stem(const Token& token, const LeafPlace& place, double share,
                               Options& options) {
  const WordForm& form = *token.form;
  const std::vector<SoughtWord> words = forms(form, place);
  for (const SoughtWord& word : words) {
    builder_.match(place, WordPattern::Kind::stem, word.stem);
    if (word.as_part) builder_.match(place, WordPattern::Kind::part, word.stem);
  }
  const EvidenceBuilder::Made made =
      builder_.add(place, {.form = "stem",
                           .weight = share * parameters_.form_stem,
                           .exact_weight = share * parameters_.form_exact,
                           .words = words});
  add(options, made.query);
  if (!form.stop && !place.negated) {
    family(form.stem, place, share * parameters_.form_family, own_, options);
  }
  return made.place;
}

/// Words of the same root in another part of speech.
void WordCompiler::family(const std::string& stem, const LeafPlace& place, double weight,
                          Analyzer& analyzer, Options& options) {
  if (weight <= 0) return;
  SoughtEvidence sought{.form = "family", .weight = weight};
  for (const std::string& each : analyzer.related_stems(stem)) {
    builder_.match(place, WordPattern::Kind::stem, each);
    builder_.match(place, WordPattern::Kind::part, each);
    sought.words.push_back({each});
  }
  add(options, builder_.add(place, sought).query);
}

/// Other spellings of a compound and larger compounds with it; and its parts. All of them are the
/// compound in other words; some of them count where the site does not have the compound at all.
void WordCompiler::compound(const WordForm& form, const LeafPlace& place, double share,
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
      add(options, split(larger, place, weight, partial));
      weight *= finer_parts;
    }
  }
  std::vector<SubCompound> parts;
  parts.reserve(stems.size());
  for (const std::string& stem : stems) parts.push_back({stem, {}});
  const std::size_t before = builder_.ranked.conjunctions.size();
  add(options, split(parts, place, weight, partial));
  if (has_whole && builder_.ranked.conjunctions.size() > before) {
    builder_.ranked.conjunctions.back().whole = whole;
  }
}

/// A word of the site that is two others of the site written as one, and is in no dictionary: releasenotes. Side by
/// side they are the same word, anywhere else its parts.
void WordCompiler::apart(const WordForm& form, const LeafPlace& place, double share, std::size_t whole,
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
  add(options, builder_.phrase(place, "apart", exact, 0, weight / static_cast<double>(words.size())));
  builder_.matcher.add(PhrasePattern{words, place.unit, place.field});
  add(options, split(parts, place, weight, 0));
  builder_.ranked.conjunctions.back().whole = whole;
}

Op WordCompiler::split(const std::vector<SubCompound>& parts, const LeafPlace& place, double weight,
                       double partial) {
  std::vector<EvidenceBuilder::Made> members;
  for (const SubCompound& part : parts) {
    builder_.match(place, WordPattern::Kind::stem, part.stem);
    builder_.match(place, WordPattern::Kind::part, part.stem);
    SoughtEvidence sought{.form = "split", .weight = weight, .words = {{part.stem}}, .is_member = true};
    if (!part.parts.empty()) sought.compounds.push_back(part.parts);
    members.push_back(builder_.add(place, sought));
  }
  return builder_.all_of(place, "split", members, partial);
}

/// A compound in the fewest pieces that the site has, where some of them are compounds themselves:
/// inkoopvoorwaardencheck is inkoopvoorwaarden and check. Empty where none is.
std::vector<WordCompiler::SubCompound> WordCompiler::larger_parts(const WordForm& form) const {
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
Op WordCompiler::joined(std::span<const std::string> terms, const LeafPlace& place,
                        double weight) {
  Options options;
  for (const std::string& term : terms) {
    builder_.match(place, WordPattern::Kind::exact, term);
    add(options, builder_
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
void WordCompiler::pieces(const QueryWord& word, const LeafPlace& place, Options& options) {
  for (const Token& token : word.tokens) {
    add(options, joined(token.joined.terms(), place, parameters_.form_joined));
  }
  if (is_abbreviation(word)) {  // its letters mean nothing apart
    for (const Token& whole : tokens(without_stops(word.text))) add(options, token(whole, place));
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
    add(options, builder_.phrase(place, "phrase", exact, 0, 1));
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
  add(options, builder_.all_of(place, "pieces", members, 0));
}

/// Two words that the site may write as one: "woning bouw", "fiets stalling". What is found so
/// counts half for each.
void WordCompiler::pair(const QueryWord& left, const QueryWord& right, LeafPlace place,
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
    builder_.match(place, WordPattern::Kind::stem, whole.stem);
    for (const std::string& key : keys) builder_.match(place, WordPattern::Kind::compound, key);
    add(*options, builder_.add(place, sought).query);
  }
}

/// Words of the thesaurus that the site has. A page with one of them says the same in another word,
/// and what it scores stands in for what the word itself would score: it never adds to it.
void WordCompiler::similar(const QueryWord& word, const LeafPlace& place, Options& options) {
  constexpr std::size_t most = 4;
  constexpr double alike = 0.4;  // words that are this much alike weigh as much as any
  if (parameters_.form_thesaurus <= 0 || word.is_stop || word.tokens.size() != 1 || place.whole) {
    return;
  }
  const std::string& stem = word.tokens.front().form->stem;
  const double pages = builder_.pages_with(stem);
  if (pages > parameters_.thesaurus_rare * tools_.index.database().get_doccount()) return;
  std::size_t count = 0;
  for (const LikeWord& each : own_.similar_words(stem)) {
    const WordForm other = own_.analyze_word(each.text);
    if (other.stem == stem || builder_.pages_with(other.stem) == 0) continue;
    builder_.match(place, WordPattern::Kind::stem, other.stem);
    builder_.match(place, WordPattern::Kind::part, other.stem);
    const double weight = parameters_.form_thesaurus * std::min(each.likeness / alike, 1.0);
    widen(options,
          builder_
              .add(place, {.form = "thesaurus",
                           .weight = weight,
                           .words = {{other.stem}},
                           .stands_in = true,
                           .pages = pages})
              .query,
          {word.text, each.text, "thesaurus"});
    if (++count == most) return;
  }
}

/// What a word is short for that no dictionary has, Dutch or English, as what stands in for it.
void WordCompiler::shortened(const QueryWord& word, const LeafPlace& place, Options& options) {
  if (parameters_.form_thesaurus <= 0 || word.is_stop || word.tokens.size() != 1 || place.whole) return;
  const WordForm& form = *word.tokens.front().form;
  if (own_.is_known_word(form.exact)) return;
  if (!dutch_for_english(analyzer("en").analyze_word(form.exact).stem, form.exact).empty()) return;
  for (const std::string& full : full_words(tools_.index.words(), form.exact)) {
    const WordForm other = own_.analyze_word(full);
    const bool is_compound = other.parts.size() > 1 ||
                             own_.is_known_word(full.substr(std::min(form.exact.size(), full.size())));
    if (is_compound || other.stem == form.stem || builder_.pages_with(other.stem) == 0) continue;
    builder_.match(place, WordPattern::Kind::stem, other.stem);
    builder_.match(place, WordPattern::Kind::part, other.stem);
    widen(options,
          builder_
              .add(place, {.form = "shortening",
                           .weight = parameters_.form_thesaurus,
                           .words = {{other.stem}},
                           .stands_in = true,
                           .pages = static_cast<double>(builder_.pages_with(form.stem))})
              .query,
          {word.text, full, "shortening"});
  }
}

/// Acronyms, what they stand for, and synonyms. What some words of the query are together counts
/// for each of them in equal parts.
void WordCompiler::expansions(std::span<const QueryWord> words, LeafPlace place,
                              std::vector<Options>& options) {
  std::vector<const WordForm*> forms;
  std::vector<std::size_t> owners;  // the word of each token
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const Token& token : words[i].tokens) {
      forms.push_back(token.form);
      owners.push_back(i);
    }
  }
  for (const Expansion& expansion : tools_.relations.expansions(forms)) {
    const double weight = expansion.kind == ExpansionKind::acronym ? parameters_.form_acronym
                                                                   : parameters_.form_synonym;
    const std::size_t first = owners[expansion.first];
    const std::size_t last = owners[expansion.last];
    const std::vector<Token> meaning = tokens(expansion.text);
    if (weight <= 0 || meaning.empty()) continue;
    std::string asked;
    for (std::size_t word = first; word <= last; ++word) {
      asked += (asked.empty() ? "" : " ") + words[word].text;
    }
    for (std::size_t word = first; word <= last; ++word) {
      if (words[word].is_stop) continue;
      place.unit = words[word].unit;
      const std::string kind = expansion.kind == ExpansionKind::acronym ? "acronym" : "synonym";
      const double share = weight / static_cast<double>(last - first + 1);
      widen(options[word], together(meaning, place, kind, share), {asked, expansion.text, kind});
    }
  }
}

/// What the site has instead of words that it does not have. The speller knows which those are.
void WordCompiler::corrected(std::span<const QueryWord> words, LeafPlace place,
                             std::vector<Options>& options) {
  std::vector<std::string> exact;
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].tokens.size() != 1) continue;  // names and identifiers
    exact.push_back(words[i].tokens.front().form->exact);
    owners.push_back(i);
  }
  for (const Speller::Change& change : tools_.speller.correct(exact)) {
    const std::size_t first = owners[change.first];
    const std::size_t last = owners[change.first + change.count - 1];
    if (last - first + 1 != change.count) continue;  // something stands between them
    // "e-mail" is sought as one already, and is no mistake.
    if (change.count > 1 && words[first].joined_pieces > 1 && words[last].joined_pieces > 1)
      continue;
    is_guess = is_guess || !change.is_on_site;
    if (change.is_said && words[first].begin && words[last].begin) {
      const std::size_t end = *words[last].begin + words[last].text.size();
      corrections.push_back({*words[first].begin, end, change.text});
    }
    const std::vector<Token> meant = tokens(change.text);
    for (std::size_t word = first; word <= last; ++word) {
      place.unit = words[word].unit;
      const double share = parameters_.form_correction / static_cast<double>(change.count);
      if (share <= 0) continue;
      add(options[word], meant.size() == 1 ? token(meant.front(), place, share)
                                           : together(meant, place, "correction", share));
      for (const QueryExpansion& other : other_names(change.text)) {
        const double of_name =
            other.kind == "acronym" ? parameters_.form_acronym : parameters_.form_synonym;
        const std::vector<Token> name = tokens(other.text);
        if (of_name <= 0 || name.empty()) continue;
        widen(options[word], together(name, place, other.kind, share * of_name), other);
      }
    }
  }
}

/// An English query also finds Dutch pages. A query is English if one of its words is, and is no
/// Dutch one: then the others are, too, that could be both.
void WordCompiler::translations(std::span<QueryWord> words, LeafPlace place,
                                std::vector<Options>& options) {
  if (parameters_.form_translation <= 0 || site_.language() != "nl") return;
  if (own_.language() != "nl" && own_.language() != "en") return;
  Analyzer& english = analyzer("en");
  struct Entry {
    std::size_t word;
    std::string exact, stem;
  };
  std::vector<Entry> entries;
  bool is_english = own_.language() == "en";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].tokens.size() != 1) continue;
    const std::string& exact = words[i].tokens.front().form->exact;
    const WordForm form = english.analyze_word(exact);
    entries.push_back({i, exact, form.stem});
    is_english = is_english || is_english_word(form.stem, exact);
  }
  if (!is_english) return;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t length = std::min(longest_english_term, entries.size() - first);
    std::vector<std::string> dutch;
    for (; length > 0; --length) {  // "personal data" before "personal"
      const std::span<const Entry> run(&entries[first], length);
      if (run.back().word - run.front().word + 1 != length) continue;
      std::string stems, text;
      for (const Entry& entry : run) {
        stems += (stems.empty() ? "" : " ") + entry.stem;
        text += (text.empty() ? "" : " ") + entry.exact;
      }
      for (const std::string_view word : dutch_for_english(stems, text)) dutch.emplace_back(word);
      if (!dutch.empty()) break;
    }
    length = std::max<std::size_t>(length, 1);
    if (length == 1) {
      const Entry& entry = entries[first];
      QueryWord& word = words[entry.word];
      word.is_stop = word.is_stop || english.analyze_word(entry.exact).stop;
      if (word.is_stop) dutch.clear();
      if (dutch.empty() && !word.is_stop) dutch = dutch_cognates(entry.exact);
    }
    std::string asked;
    for (std::size_t i = first; i < first + length; ++i) {
      asked += (asked.empty() ? "" : " ") + words[entries[i].word].text;
    }
    for (std::size_t i = first; i < first + length && !dutch.empty(); ++i) {
      place.unit = words[entries[i].word].unit;
      Op query = any_of(dutch, place, parameters_.form_translation / static_cast<double>(length));
      if (query.empty()) continue;
      for (const std::string& text : dutch) {
        const std::vector<Token> translated = tokens(text, site_);
        const bool is_there = std::ranges::all_of(translated, [&](const Token& each) {
          return each.form->stop || builder_.pages_with(each.form->stem) > 0;
        });
        if (is_there) tell({asked, text, "translation"});
      }
      add(options[entries[i].word], std::move(query));
    }
    first += length;
  }
}

Op WordCompiler::any_of(const std::vector<std::string>& dutch, const LeafPlace& place,
                        double weight) {
  Options options;
  SoughtEvidence sought{.form = "translation", .weight = weight};
  for (const std::string& text : dutch) {
    const std::vector<Token> words = tokens(text, site_);
    if (words.size() == 1) {
      const WordForm& form = *words.front().form;
      builder_.match(place, WordPattern::Kind::stem, form.stem);
      builder_.match(place, WordPattern::Kind::part, form.stem);
      sought.words.push_back({form.stem});
      if (form.parts.size() > 1) {
        std::vector<std::string>& parts = sought.compounds.emplace_back();
        for (const CompoundPart& part : form.parts) parts.push_back(part.stem);
      }
      family(form.stem, place, weight * parameters_.form_family, site_, options);
    } else if (words.size() > 1) {
      add(options, together(words, place, "translation", weight));
    }
  }
  add(options, builder_.add(place, sought).query);
  return Op::any(std::move(options));
}

/// Pages with all of `words`.
Op WordCompiler::together(const std::vector<Token>& words, const LeafPlace& place,
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
