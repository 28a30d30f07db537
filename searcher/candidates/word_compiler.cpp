#include "searcher/candidates/word_compiler.hpp"

#include "speur/compound_key.hpp"
#include "speur/schema.hpp"
#include "stemmers/english/translations.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace speur {
namespace {

using Op = Xapian::Query;

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, is_ascii_digit);
}

/// Whether a word may be a part of a compound that was typed in pieces.
bool may_be_part(const QueryWord& word) {
  return word.tokens.size() == 1 && !word.is_stop && !has_digit(word.tokens.front().form->exact);
}

/// Letters only, and enough of them to be a word.
bool is_plain_word(const Token& token) {
  constexpr std::size_t least = 4;
  return token.form->exact.size() >= least && !has_digit(token.form->exact);
}

}  // namespace

std::vector<QueryWord> pieces_of(const QueryWord& word) {
  std::vector<std::string> joined;
  for (const Token& token : word.tokens) {
    joined.insert(joined.end(), token.joined.begin(), token.joined.end());
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

WordCompiler::WordCompiler(const QueryTools& tools, QueryLeaves& leaves)
    : tools_(tools),
      parameters_(tools.parameters),
      own_(analyzer(tools.language)),
      site_(analyzer(tools.index.language())),
      leaves_(leaves) {}

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

bool WordCompiler::can_be_apart(const QueryWord& word) const {
  if (word.tokens.size() < 2) return false;
  const Xapian::Database& database = tools_.index.database();
  if (database.term_exists(bounded_term(identifier_prefix, ascii_lower(word.text)))) return false;
  if (std::ranges::none_of(word.tokens,
                           [](const Token& token) { return has_digit(token.form->exact); })) {
    return true;
  }
  const auto is_in_site = [&](const std::string& joined) {
    return std::ranges::any_of(field_specs, [&](const FieldSpec& names) {
      return database.term_exists(bounded_term(names.prefix, joined));
    });
  };
  return std::ranges::any_of(word.tokens, is_plain_word) &&
         std::ranges::none_of(word.tokens, [&](const Token& token) {
           return std::ranges::any_of(token.joined, is_in_site);
         });
}

std::vector<Op> WordCompiler::compile(std::span<QueryWord> words, LeafPlace where) {
  for (QueryWord& word : words) {
    word.is_stop = !word.tokens.empty() &&
                   std::ranges::all_of(word.tokens, [](const Token& t) { return t.form->stop; });
  }
  std::vector<Options> options(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    where.unit = words[i].unit;
    if (words[i].tokens.size() == 1) {
      options[i].push_back(token(words[i].tokens.front(), where));
      const double share = parameters_.form_joined / static_cast<double>(words[i].joined_pieces);
      for (const std::string& joined : words[i].joined) {
        options[i].push_back(leaves_.exact(where, joined, share, "joined"));
      }
    } else if (words[i].tokens.size() > 1) {
      pieces(words[i], where, options[i]);
    }
  }
  // What a visitor excludes is the word, not what may be meant by it.
  if (!where.negated) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      pair(words[i], words[i + 1], where, options[i], options[i + 1]);
    }
    translations(words, where, options);
    expansions(words, where, options);
    corrected(words, where, options);
  }
  std::vector<Op> queries;
  for (const Options& each : options) queries.push_back(join(Op::OP_OR, each));
  return queries;
}

Op WordCompiler::token(const Token& token, const LeafPlace& place) {
  const WordForm& form = *token.form;
  Options options{leaves_.exact(place, form.exact, parameters_.form_exact)};
  if (!form.accented.empty()) {
    options.push_back(leaves_.exact(place, form.accented, parameters_.form_exact));
  }
  stem(token, place, options);
  if (form.parts.size() > 1 && !place.negated) compound(form, place, options);
  return join(Op::OP_OR, options);
}

std::vector<std::string> WordCompiler::stem_terms(const FieldSpec& names, const std::string& stem,
                                                  Analyzer& analyzer) {
  std::vector<std::string> terms{bounded_term(names.stem_prefix, stem)};
  // Pages whose word is its own stem have no stem term (schema.hpp, FieldSpec).
  const auto [own, is_new] = own_stems_.try_emplace({analyzer.language(), stem}, false);
  if (is_new) own->second = analyzer.analyze_word(stem).stem == stem;
  if (own->second) terms.push_back(bounded_term(names.prefix, stem));
  return terms;
}

std::vector<std::string> WordCompiler::word_terms(const FieldSpec& names, const WordForm& form,
                                                  Analyzer& analyzer) {
  std::vector<std::string> terms = stem_terms(names, form.stem, analyzer);
  if (form.stem == form.exact) terms.push_back(bounded_term(names.prefix, form.stem));
  return terms;
}

void WordCompiler::stem(const Token& token, const LeafPlace& place, Options& options) {
  const WordForm& form = *token.form;
  leaves_.match(place, WordPattern::Kind::stem, form.stem);
  // Pages in another language have that language's stems.
  std::vector<std::pair<std::string, Analyzer*>> others;
  for (const std::string& language : tools_.index.languages()) {
    if (language == own_.language()) continue;
    Analyzer& other = analyzer(language);
    std::string stem = other.analyze_word(form.exact).stem;
    leaves_.match(place, WordPattern::Kind::stem, stem);
    others.emplace_back(std::move(stem), &other);
  }
  const auto stems = [&](const FieldSpec& names) {
    std::vector<std::string> terms = word_terms(names, form, own_);
    for (const auto& [stem, other] : others) {
      const std::vector<std::string> more = stem_terms(names, stem, *other);
      terms.insert(terms.end(), more.begin(), more.end());
    }
    return terms;
  };
  const double part =
      form.stop || place.negated ? 0 : std::min(parameters_.form_part, parameters_.form_stem);
  // A compound with the word counts less than the word, but by the rarity of both together: that
  // of the compounds alone would put the only one of a common word before the word itself.
  options.push_back(leaves_.leaf(place, "stem", parameters_.form_stem - part, stems));
  if (part <= 0) return;
  family(form.stem, place, parameters_.form_family, own_, options);
  leaves_.match(place, WordPattern::Kind::part, form.stem);
  options.push_back(leaves_.leaf(place, "part", part, [&](const FieldSpec& names) {
    std::vector<std::string> terms = stems(names);
    terms.push_back(bounded_term(names.part_prefix, form.stem));
    return terms;
  }));
}

/// Words of the same root in another part of speech.
void WordCompiler::family(const std::string& stem, const LeafPlace& place, double weight,
                          Analyzer& analyzer, Options& options) {
  if (weight <= 0) return;
  const std::vector<std::string> related = analyzer.related_stems(stem);
  for (const std::string& each : related) {
    leaves_.match(place, WordPattern::Kind::stem, each);
    leaves_.match(place, WordPattern::Kind::part, each);
  }
  if (related.empty()) return;
  options.push_back(leaves_.leaf(place, "family", weight, [&](const FieldSpec& names) {
    std::vector<std::string> terms;
    for (const std::string& each : related) {
      for (std::string& term : stem_terms(names, each, analyzer)) terms.push_back(std::move(term));
      terms.push_back(bounded_term(names.part_prefix, each));
    }
    return terms;
  }));
}

/// Adds one group to `leaf`: pages with one of the terms, in any field of `place`.
template <typename Terms>
Op WordCompiler::group(ScoredLeaf& leaf, const LeafPlace& place, double weight,
                       const Terms& terms) {
  std::vector<std::string> all;
  Op query = leaves_.in_fields(place.field, [&](TextField field) {
    const std::vector<std::string> existing = leaves_.existing(terms(spec(field)));
    all.insert(all.end(), existing.begin(), existing.end());
    if (existing.empty()) return Op();
    return scaled(Op(Op::OP_SYNONYM, existing.begin(), existing.end()),
                  weight * leaves_.weight(field));
  });
  leaf.groups.push_back(std::move(all));
  return query;
}

/// Other spellings of a compound and larger compounds with it; and its parts. All of them are the
/// compound in other words; some of them count where the site does not have the compound at all.
void WordCompiler::compound(const WordForm& form, const LeafPlace& place, Options& options) {
  const std::string key = compound_key(form.parts);
  leaves_.match(place, WordPattern::Kind::compound, key);
  const auto exists_in = [&](TextField field) {
    std::vector<std::string> terms = word_terms(spec(field), form, own_);
    terms.push_back(bounded_term(spec(field).part_prefix, key));
    return !leaves_.existing(std::move(terms)).empty();
  };
  bool has_whole = place.field && exists_in(*place.field);
  for (std::size_t i = 0; !place.field && !has_whole && i < field_specs.size(); ++i) {
    has_whole = exists_in(static_cast<TextField>(i));
  }
  options.push_back(
      leaves_.leaf(place, "compound", parameters_.form_compound, [&](const FieldSpec& names) {
        return std::vector<std::string>{bounded_term(names.part_prefix, key)};
      }));
  if (parameters_.form_split <= 0) return;
  ScoredLeaf split;
  split.form = "split";
  std::vector<Op> all;
  for (const CompoundPart& part : form.parts) {
    all.push_back(group(split, place, parameters_.form_split, [&](const FieldSpec& names) {
      std::vector<std::string> terms = stem_terms(names, part.stem, own_);
      terms.push_back(bounded_term(names.part_prefix, part.stem));
      return terms;
    }));
  }
  if (has_whole && std::ranges::any_of(split.groups, &std::vector<std::string>::empty)) return;
  for (const CompoundPart& part : form.parts) {
    leaves_.match(place, WordPattern::Kind::stem, part.stem);
    leaves_.match(place, WordPattern::Kind::part, part.stem);
  }
  if (!has_whole && !place.whole && parameters_.form_piece > 0) {
    options.push_back(scaled(join(Op::OP_OR, all), parameters_.form_piece));
  }
  split.query = join(Op::OP_AND, all);
  options.push_back(split.query);
  leaves_.note(place, std::move(split));
}

/// "e-mail", "aia-09", "2024/1689": the whole as one, or its pieces. Pieces of an identifier mean
/// nothing apart; those of a hyphenated word do.
void WordCompiler::pieces(const QueryWord& word, const LeafPlace& place, Options& options) {
  for (const Token& token : word.tokens) {
    for (const std::string& joined : token.joined) {
      options.push_back(leaves_.exact(place, joined, parameters_.form_joined, "joined"));
    }
  }
  const bool identifier = std::ranges::any_of(
      word.tokens, [](const Token& token) { return has_digit(token.form->exact); });
  if (identifier) {
    std::vector<std::string> exact;
    for (const Token& token : word.tokens) exact.push_back(token.form->exact);
    options.push_back(leaves_.words(place, exact, Op::OP_PHRASE, 0));
    return;
  }
  std::vector<Op> all;
  for (const Token& token : word.tokens) all.push_back(this->token(token, place));
  options.push_back(join(Op::OP_AND, all));
}

/// Two words that the site may write as one: "woning bouw", "fiets stalling". What is found so
/// counts half for each.
void WordCompiler::pair(const QueryWord& left, const QueryWord& right, LeafPlace place,
                        Options& left_options, Options& right_options) {
  if (parameters_.form_pair <= 0 || !may_be_part(left) || !may_be_part(right)) return;
  const WordForm& a = *left.tokens.front().form;
  const WordForm& b = *right.tokens.front().form;
  const WordForm whole = own_.analyze_word(a.exact + b.exact);
  std::vector<std::string> keys{a.stem + compound_separator + b.stem};
  if (!a.parts.empty() || !b.parts.empty()) {
    std::vector<CompoundPart> parts = a.parts;
    if (parts.empty()) parts.push_back({a.stem, 0, 0});
    if (b.parts.empty()) {
      parts.push_back({b.stem, 0, 0});
    } else {
      parts.insert(parts.end(), b.parts.begin(), b.parts.end());
    }
    keys.push_back(compound_key(parts));
  }
  if (whole.parts.size() > 1) keys.push_back(compound_key(whole.parts));
  const auto terms = [&](const FieldSpec& names) {
    std::vector<std::string> made = stem_terms(names, whole.stem, own_);
    made.push_back(bounded_term(names.prefix, whole.exact));
    for (const std::string& key : keys) made.push_back(bounded_term(names.part_prefix, key));
    return made;
  };
  for (const auto& [word, options] :
       {std::pair(&left, &left_options), std::pair(&right, &right_options)}) {
    place.unit = word->unit;
    leaves_.match(place, WordPattern::Kind::exact, whole.exact);
    leaves_.match(place, WordPattern::Kind::stem, whole.stem);
    for (const std::string& key : keys) leaves_.match(place, WordPattern::Kind::compound, key);
    options->push_back(leaves_.leaf(place, "pair", parameters_.form_pair, terms));
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
    for (std::size_t word = first; word <= last; ++word) {
      if (words[word].is_stop) continue;
      place.unit = words[word].unit;
      options[word].push_back(
          together(meaning, place, weight / static_cast<double>(last - first + 1), own_));
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
    is_guess = true;
    if (change.is_said && words[first].begin && words[last].begin) {
      const std::size_t end = *words[last].begin + words[last].text.size();
      corrections.push_back({*words[first].begin, end, change.text});
    }
    const std::vector<Token> meant = tokens(change.text);
    for (std::size_t word = first; word <= last; ++word) {
      place.unit = words[word].unit;
      const double share = parameters_.form_correction / static_cast<double>(change.count);
      if (share <= 0) continue;
      options[word].push_back(meant.size() == 1 ? scaled(token(meant.front(), place), share)
                                                : together(meant, place, share, own_));
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
    for (std::size_t i = first; i < first + length && !dutch.empty(); ++i) {
      place.unit = words[entries[i].word].unit;
      options[entries[i].word].push_back(
          any_of(dutch, place, parameters_.form_translation / static_cast<double>(length)));
    }
    first += length;
  }
}

Op WordCompiler::any_of(const std::vector<std::string>& dutch, const LeafPlace& place,
                        double weight) {
  std::vector<Op> options;
  std::vector<const WordForm*> forms;
  for (const std::string& text : dutch) {
    const std::vector<Token> words = tokens(text, site_);
    if (words.size() == 1) {
      forms.push_back(words.front().form);
      leaves_.match(place, WordPattern::Kind::stem, words.front().form->stem);
      leaves_.match(place, WordPattern::Kind::part, words.front().form->stem);
      family(words.front().form->stem, place, weight * parameters_.form_family, site_, options);
    } else if (words.size() > 1) {
      options.push_back(together(words, place, weight, site_));
    }
  }
  options.push_back(leaves_.leaf(place, "translation", weight, [&](const FieldSpec& names) {
    std::vector<std::string> terms;
    for (const WordForm* form : forms) {
      const std::vector<std::string> made = word_terms(names, *form, site_);
      terms.insert(terms.end(), made.begin(), made.end());
      terms.push_back(bounded_term(names.part_prefix, form->stem));
      if (form->parts.size() > 1) {
        terms.push_back(bounded_term(names.part_prefix, compound_key(form->parts)));
      }
    }
    return terms;
  }));
  return join(Op::OP_OR, options);
}

/// Pages with all of `words`.
Op WordCompiler::together(const std::vector<Token>& words, const LeafPlace& place, double weight,
                          Analyzer& analyzer) {
  std::vector<Op> all;
  std::vector<std::string> exact;
  ScoredLeaf whole;
  whole.form = "expansion";
  const Token* last = nullptr;  // that is no function word
  for (const Token& word : words) {
    exact.push_back(word.form->exact);
    if (word.form->stop) continue;
    last = &word;
    all.push_back(group(whole, place, weight, [&](const FieldSpec& names) {
      return word_terms(names, *word.form, analyzer);
    }));
    if (whole.groups.back().empty()) return {};
  }
  if (all.empty()) return {};
  if (exact.size() > 1 && !place.negated) {
    leaves_.matcher.add(PhrasePattern{exact, place.unit, place.field});
  }
  if (all.size() == 1) leaves_.match(place, WordPattern::Kind::stem, last->form->stem);
  whole.query = join(Op::OP_AND, all);
  Op query = whole.query;
  leaves_.note(place, std::move(whole));
  return query;
}

}  // namespace speur
