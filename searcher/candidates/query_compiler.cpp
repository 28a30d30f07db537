#include "searcher/candidates/query_compiler.hpp"

#include "searcher/candidates/facet_values.hpp"
#include "searcher/candidates/value_range.hpp"
#include "searcher/candidates/word_compiler.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/query/question.hpp"
#include "searcher/words/frequent_terms.hpp"
#include "searcher/words/fuzzy_terms.hpp"
#include "speur/ascii.hpp"
#include "speur/day.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace speur {
namespace {

using Op = CandidateQuery;

constexpr Xapian::termcount max_expansions = 200;  ///< words that prefix* may stand for
constexpr std::size_t max_prefixes = 16;           ///< each is many words
constexpr std::size_t max_title_words = 40;        ///< more are no title
constexpr std::size_t max_fuzzy_words = 50;        ///< words that word~ may stand for

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::optional<TextField> text_field(std::string_view name) {
  for (std::size_t i = 0; i < field_specs.size(); ++i) {
    if (field_specs[i].name == name || field_specs[i].english == name) {
      return static_cast<TextField>(i);
    }
  }
  return std::nullopt;
}

/// How a clause takes part in the answer once it is compiled.
struct Part {
  Op query{};
  PageCheck check{};       ///< what the page's record must say, where the query tells too little
  bool filter = false;   ///< decides and weighs nothing: facets, ranges
  bool strict = false;   ///< wanted as typed: a phrase is a must
  bool stop = false;     ///< a function word: never alone a reason to match
  bool nothing = false;  ///< asks for nothing, as "&" does
};

class QueryCompiler {
 public:
  QueryCompiler(const QueryTools& tools, bool strict)
      : index_(tools.index),
        parameters_(tools.parameters),
        strict_(strict),
        deadline_(tools.deadline),
        builder_(tools.index, tools.parameters),
        forms_(tools, builder_),
        widener_(tools, builder_, forms_),
        words_(tools, builder_, forms_, widener_),
        analyzer_(tools.analyzers.at(tools.index.language())) {}

  CompiledQuery compile(const Query& query) {
    read_frame(query);
    read_typed(query);
    Part whole = part(query, Context{});
    result_.query = whole.nothing ? Op::everything() : whole.query;
    result_.unranked = whole.nothing || whole.filter;
    // Every "de" of a page marked would hide the words that matter.
    UnitSet stops = 0;
    UnitSet others = 0;
    const std::vector<QueryUnit>& units = builder_.ranked.units;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      (units[unit].stop ? stops : others) |= unit_bit(unit);
    }
    if (others != 0) builder_.matcher.drop(stops & ~others);
    result_.ranked = std::move(builder_.ranked);
    result_.matcher = std::move(builder_.matcher);
    if (builder_.needs_check && !whole.nothing) result_.check = std::move(whole.check);
    result_.corrections = std::move(widener_.corrections);
    result_.is_guess = widener_.is_guess;
    result_.expansions = std::move(widener_.expanded);
    return std::move(result_);
  }

 private:
  /// What surrounds a node: whether a page without it says so, and whether it is forbidden.
  struct Context {
    bool wanted = true;
    bool negated = false;
  };

  /// Notes which words only make the query a question. Where the others are function words, these are what
  /// it is about, too ("hoe werkt het").
  void read_frame(const Query& query) {
    if (!is_plain(query)) return;
    std::vector<const Word*> typed;
    std::vector<std::string> words;
    std::vector<bool> is_stop;
    for (const Clause& clause : std::get<AllOf>(query.node).clauses) {
      const Word* const word = std::get_if<Word>(&clause.query.node);
      if (word == nullptr) return;
      const std::vector<Token> tokens = forms_.tokens(word->text);
      typed.push_back(word);
      words.push_back(tokens.size() == 1 ? tokens.front().form->exact : std::string());
      is_stop.push_back(std::ranges::all_of(tokens, [](const Token& token) { return token.form->stop; }));
      if (typed.size() == 1 && !may_begin_question(words.front())) return;
    }
    const Question question = read_question(words);
    bool has_subject = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      has_subject = has_subject || (!question.is_frame[i] && !is_stop[i]);
    }
    if (!has_subject) return;
    builder_.ranked.question = question.kind;
    for (std::size_t i = 0; i < typed.size(); ++i) {
      if (question.is_frame[i]) frame_.push_back(typed[i]);
    }
  }

  /// Notes the words of a query that may be a title or heading.
  void read_typed(const Query& query) {
    if (!is_plain(query)) return;
    std::vector<Token> tokens;
    for (const std::string& text : wanted_texts(query)) {
      for (Token& token : forms_.tokens(text)) tokens.push_back(std::move(token));
      if (tokens.size() > max_title_words) return;
    }
    for (const Token& token : tokens) builder_.typed(forms_.spelled(token));
    const auto content = std::ranges::find_if(tokens, [](const Token& token) { return !token.form->stop; });
    if (content != tokens.end()) builder_.ranked.typed_content = static_cast<std::size_t>(content - tokens.begin());
  }

  /// Whether there is no time left for more clauses.
  bool is_late() {
    if (deadline_.has_passed()) result_.is_cut = true;
    return result_.is_cut;
  }

  Part part(const Query& query, Context context) {
    if (is_late()) return {.nothing = true};
    return std::visit(
        Overloaded{[&](const AllOf& all) { return all_of(all, context); },
                   [&](const AnyOf& any) { return any_of(any, context); },
                   [&](const Word& word) { return this->word(word, context); },
                   [&](const Phrase& phrase) { return this->phrase(phrase, context); },
                   [&](const Prefix& prefix) { return this->prefix(prefix, context); },
                   [&](const Fuzzy& fuzzy) { return this->fuzzy(fuzzy, context); },
                   [&](const Range& range) { return this->range(range, context); }},
        query.node);
  }

  Part all_of(const AllOf& all, Context context) {
    std::vector<Op> wanted, stops, musts, filters, nots;
    bool excludes_by_check = false;
    std::vector<PageCheck> some, each, forbidden;  // of wanted words; of musts and filters; of nots
    for (std::size_t i = 0; i < all.clauses.size(); ++i) {
      const Clause& clause = all.clauses[i];
      Context inner = context;
      if (clause.occur == Occur::must_not) inner = {false, true};
      if (clause.occur == Occur::must) inner.wanted = false;
      const std::size_t run = run_of_words(all.clauses, i);
      if (run > 0) {  // words that follow each other may belong together
        std::vector<const Word*> neighbours;
        for (std::size_t n = 0; n < run; ++n) {
          neighbours.push_back(&std::get<Word>(all.clauses[i + n].query.node));
        }
        for (Part& made : words(neighbours, inner, true)) {
          if (made.nothing) continue;
          (made.stop ? stops : wanted).push_back(std::move(made.query));
          if (!made.stop) some.push_back(std::move(made.check));
        }
        i += run - 1;
        continue;
      }
      const bool was_checked = std::exchange(builder_.needs_check, false);
      Part made = part(clause.query, inner);
      const bool is_checked = builder_.needs_check;
      builder_.needs_check = was_checked || is_checked;
      if (made.nothing) continue;
      if (clause.occur == Occur::must_not) {
        // What its query finds is more than what is forbidden, where a record has to tell.
        if (!is_checked) nots.push_back(made.query);
        if (is_checked && nots.empty()) excludes_by_check = true;
        forbidden.push_back(std::move(made.check));
      } else if (made.filter) {
        filters.push_back(made.query);
        each.push_back(std::move(made.check));
      } else if (clause.occur == Occur::must || made.strict) {
        musts.push_back(made.query);
        each.push_back(std::move(made.check));
      } else if (made.stop) {
        stops.push_back(made.query);
      } else {
        wanted.push_back(made.query);
        some.push_back(std::move(made.check));
      }
    }
    if (wanted.empty() && musts.empty()) wanted.swap(stops);  // only function words were typed

    const bool has_words = !wanted.empty() || !musts.empty();
    const bool has_musts = !musts.empty();
    Op query;
    if (!wanted.empty()) {
      query = Op::any(std::move(wanted));
    }
    if (!musts.empty()) {
      query = Op::prefer(Op::all(std::move(musts)), std::move(query));
    }
    // Function words are scored with the candidates: to look for them among all pages costs more
    // than all others together.
    const bool has_nots = !nots.empty() || excludes_by_check;
    if (!has_words && (!filters.empty() || has_nots)) query = Op::everything();
    if (!filters.empty()) query = Op::filter(std::move(query), Op::all(filters));
    if (!nots.empty()) query = Op::except(std::move(query), Op::any(nots));
    const bool asks = has_words || !filters.empty() || has_nots;
    if (!has_musts && !some.empty()) {
      each.push_back({.kind = PageCheck::Kind::any, .children = std::move(some)});
    }
    if (!forbidden.empty()) {
      each.push_back({.kind = PageCheck::Kind::none, .children = std::move(forbidden)});
    }
    return {.query = query,
            .check = {.kind = PageCheck::Kind::all, .children = std::move(each)},
            .filter = asks && !has_words,
            .nothing = !asks};
  }

  Part any_of(const AnyOf& any, Context context) {
    context.wanted = false;
    std::vector<Op> options;
    std::vector<PageCheck> checks;
    bool filter = true;
    for (const Query& option : any.options) {
      Part made = part(option, context);
      if (made.nothing) continue;
      filter = filter && made.filter;
      options.push_back(made.query);
      checks.push_back(std::move(made.check));
    }
    if (options.empty()) return {.nothing = true};
    return {.query = Op::any(std::move(options)),
            .check = {.kind = PageCheck::Kind::any, .children = std::move(checks)},
            .filter = filter,
            .strict = true};
  }

  /// How many clauses from `first` are wanted words that are sought in the same text.
  std::size_t run_of_words(const std::vector<Clause>& clauses, std::size_t first) const {
    std::size_t end = first;
    const Word* before = nullptr;
    for (; end < clauses.size() && clauses[end].occur == Occur::wanted; ++end) {
      const Word* word = std::get_if<Word>(&clauses[end].query.node);
      if (word == nullptr || word->field == "id" || facet_of(word->field) != nullptr) break;
      if (before != nullptr && before->field != word->field) break;
      before = word;
    }
    return end - first;
  }

  Part word(const Word& word, Context context) {
    if (const IndexFacet* facet = facet_of(word.field)) return value(*facet, word.text);
    if (word.field == "id") {
      return identifier(word.text, context);
    }
    return std::move(words({&word}, context, false).front());
  }

  /// Words of one field that follow each other in the query; one part each, or if `apart` one for
  /// each piece of those that can be taken apart.
  std::vector<Part> words(const std::vector<const Word*>& typed, Context context, bool apart) {
    const std::string& name = typed.front()->field;
    const std::optional<TextField> field = text_field(name);
    std::vector<QueryWord> query_words;
    const std::vector<Neighbours> neighbours = neighbours_of(typed);
    for (std::size_t i = 0; i < typed.size(); ++i) {
      const Word* const word = typed[i];
      QueryWord whole{word->text, forms_.tokens(word->text), word->begin};
      whole.is_frame = std::ranges::find(frame_, word) != frame_.end();
      const Neighbours& known = neighbours[i];
      if (!known.completed.empty()) whole.completed = forms_.tokens(known.completed);
      if (!known.shared.empty()) {
        whole.joined = {known.shared};
        whole.joined_pieces = known.words;
      }
      if (known.is_number) {
        for (std::size_t more = 1; more < known.words; ++more) whole.text += " " + typed[++i]->text;
        whole.tokens = forms_.tokens(whole.text);
      }
      if (apart && name.empty() && words_.can_be_apart(whole)) {
        for (QueryWord& piece : pieces_of(whole)) query_words.push_back(std::move(piece));
      } else {
        query_words.push_back(std::move(whole));
      }
    }
    for (QueryWord& word : query_words) word.unit = add_unit(word.text, context);
    const std::vector<Op> compiled = words_.compile(
        query_words, {0, field, context.negated, field.has_value() || !context.wanted});
    std::vector<Part> parts;
    for (std::size_t i = 0; i < query_words.size(); ++i) {
      const QueryWord& word = query_words[i];
      QueryUnit& unit = builder_.ranked.units[word.unit];
      unit.stop = word.is_stop;
      Op query = compiled[i];
      if (name.empty()) query = Op::any({query, builder_.identifier({word.unit}, ascii_lower(word.text))});
      if (word.tokens.empty() && query.empty()) {  // no letter and no digit: "&"
        unit.wanted = false;
        parts.push_back({.nothing = true});
        continue;
      }
      const bool stop = unit.stop && name.empty();
      const bool is_question = builder_.ranked.question != QuestionKind::none;
      if (stop) unit.factor = is_question ? parameters_.question_word : parameters_.stop_weight;
      parts.push_back(
          {.query = Op::scale(query, unit.factor), .check = has_unit(word.unit), .stop = stop});
    }
    return parts;
  }

  /// What a word is together with its neighbours in the query.
  struct Neighbours {
    /// In full, where it shares a part with another: "train- en testdata", "openingsdagen en -tijden".
    std::string completed{};
    /// One number with the next `words` - 1 ones: "1234 AB", "06 12 34 56 78".
    bool is_number = false;
    std::size_t words = 1;
    /// The term of a date of `words` words, or of a place in a law: "17 mei 2024", "artikel 5".
    std::string shared{};
  };

  /// By what the analyzer makes of all of them together.
  std::vector<Neighbours> neighbours_of(const std::vector<const Word*>& typed) {
    std::vector<Neighbours> found(typed.size());
    const auto shares = [](const Word* word) {
      return word->is_second_half || word->text.ends_with('-');
    };
    const auto has_digit = [](const Word* word) {
      return std::ranges::any_of(word->text, is_ascii_digit);
    };
    const bool may_be_number =
        typed.size() > 1 && std::ranges::any_of(typed, [&](const Word* word) {
          return has_digit(word) || ascii_lower(word->text) == "lid";
        });
    if (!may_be_number && std::ranges::none_of(typed, shares)) return found;
    std::string line;
    std::vector<std::size_t> begins;
    for (const Word* word : typed) {
      if (word->is_second_half) line += '-';
      begins.push_back(line.size());
      line += word->text + ' ';
    }
    const auto word_at = [&](std::size_t place) {
      return static_cast<std::size_t>(std::ranges::upper_bound(begins, place) - begins.begin() - 1);
    };
    for (const Token& token : forms_.tokens(line)) {
      if (token.joined.empty()) continue;
      const std::size_t first = word_at(token.begin), last = word_at(token.joined.text_end() - 1);
      if (shares(typed[first])) found[first].completed = token.joined.terms().front();
      const std::string& term = token.joined.terms().back();
      const bool is_place = term.find(':') != std::string::npos;  // in a law
      if (first == last || (!has_digit(typed[first]) && !is_place)) continue;
      const bool is_shared = is_place || term.find('-') != std::string::npos;
      for (std::size_t word = first; word <= last; ++word) {
        found[word].words = last - first + 1;
        if (is_shared) found[word].shared = term;
      }
      found[first].is_number = !is_shared;
    }
    return found;
  }

  Part phrase(const Phrase& phrase, Context context) {
    if (const IndexFacet* facet = facet_of(phrase.field)) {
      return value(*facet, phrase.text);
    }
    if (phrase.field == "id") return identifier(phrase.text, context);
    const std::vector<Token> tokens = forms_.tokens(phrase.text);
    if (tokens.empty()) return {.nothing = true};
    context.wanted = false;
    const LeafPlace place{add_unit(phrase.text, context), text_field(phrase.field),
                          context.negated};
    std::vector<std::string> exact;
    std::vector<std::vector<SoughtWord>> words;
    for (const Token& token : tokens) {
      exact.push_back(token.form->exact);
      words.push_back(forms_.spelled(token));
    }
    if (!context.negated && phrase.slop == 0 && tokens.size() > 1) {
      builder_.matcher.add(PhrasePattern{exact, place.unit, place.field});
    } else {
      for (const std::string& word : exact) builder_.match(place, WordPattern::Kind::exact, word);
    }
    return {.query = builder_.phrase(place, "phrase", words, phrase.slop, 1),
            .check = has_unit(place.unit),
            .strict = true};
  }

  Part prefix(const Prefix& prefix, Context context) {
    if (const IndexFacet* facet = facet_of(prefix.field)) {
      const std::string start = folded_value(prefix.text);
      return values_where(*facet, [&](std::string_view value) { return folded_value(value).starts_with(start); });
    }
    const std::vector<Token> tokens = forms_.tokens(prefix.text);
    if (tokens.empty()) return {.nothing = true};
    if (prefixes_++ == max_prefixes) {
      result_.notes.push_back(
          fmt::format("'*' counts for the first {} words that have it", max_prefixes));
    }
    if (prefixes_ > max_prefixes) return word(Word{prefix.field, prefix.text}, context);
    const LeafPlace place{add_unit(prefix.text + "*", context), text_field(prefix.field),
                          context.negated};
    const std::string& start = tokens.back().form->exact;
    builder_.match(place, WordPattern::Kind::prefix, start);
    SoughtEvidence sought{.form = "prefix", .words = beginning(start), .only_exact = true};
    Op query = builder_.add(place, sought).query;
    std::vector<Op> all{query};
    for (const Token& token : tokens) {
      if (&token != &tokens.back()) all.push_back(forms_.token(token, place));
    }
    return {.query = Op::all(std::move(all)), .check = has_unit(place.unit)};
  }

  /// Words of the site that begin so. The words file knows how they are spelled; stems and pieces
  /// written as one (aia-09) are in no words file, and neither are words where there is no file.
  std::vector<SoughtWord> beginning(const std::string& start) {
    std::vector<SoughtWord> words;
    for (const SiteWord& word : index_.words().beginning(start, max_expansions)) {
      const WordForm form = analyzer_.analyze_word(word.text);
      words.push_back({form.stem, form.exact, {}, false});
    }
    const std::vector<std::string> terms = frequent_terms(
        index_.database(), index_.postings(), std::string(ranking_prefix) + start, max_expansions, deadline_);
    for (const std::string& term : terms) {
      const std::string text = term.substr(ranking_prefix.size());
      const auto is_known = [&](const SoughtWord& word) { return word.exact == text; };
      if (std::ranges::none_of(words, is_known)) words.push_back({text, text, {}, false});
    }
    return words;
  }

  Part fuzzy(const Fuzzy& fuzzy, Context context) {
    if (const IndexFacet* facet = facet_of(fuzzy.field)) {
      return value(*facet, fuzzy.text);
    }
    const std::vector<Token> tokens = forms_.tokens(fuzzy.text);
    if (tokens.empty()) return {.nothing = true};
    const LeafPlace place{add_unit(fuzzy.text + "~", context), text_field(fuzzy.field),
                          context.negated};
    std::vector<EvidenceBuilder::Made> all;
    for (const Token& token : tokens) {
      SoughtEvidence sought{.form = "fuzzy", .only_exact = true, .is_member = tokens.size() > 1};
      for (const std::string& similar :
           similar_words(index_, token.form->exact, fuzzy.distance, max_fuzzy_words)) {
        builder_.match(place, WordPattern::Kind::exact, similar);
        const WordForm form = analyzer_.analyze_word(similar);
        sought.words.push_back({form.stem, form.exact, {}, false});
      }
      all.push_back(builder_.add(place, sought));
    }
    const Op query = all.size() == 1 ? all.front().query
                                     : builder_.all_of(place, "fuzzy", all, 0);
    return {.query = query, .check = has_unit(place.unit)};
  }

  Part range(const Range& range, Context context) {
    const IndexFacet& facet = index_.facet(range.field);
    try {
      return {.query = range_query(index_, facet, range), .filter = true};
    } catch (const Error& e) {
      if (strict_) throw;
      // Read as words, which hardly any page has: better than all pages.
      result_.notes.emplace_back(e.what());
      const std::string text = range.from.value_or("") + ".." + range.to.value_or("");
      return word(Word{"", text, {}}, context);
    }
  }

  Part identifier(const std::string& text, Context context) {
    context.wanted = false;
    const std::size_t unit = add_unit(text, context);
    const std::vector<std::string> terms{bounded_term(identifier_prefix, ascii_lower(text)),
                                         bounded_term(id_prefix, text),
                                         bounded_term(name_prefix, text)};
    std::vector<Op> options{builder_.identifier({unit}, ascii_lower(text))};
    options.push_back(Op::scale(Op::term(terms[1]), 0));
    options.push_back(Op::scale(Op::term(terms[2]), 0));
    return {.query = Op::any(std::move(options)),
            .check = {.kind = PageCheck::Kind::terms, .terms = terms},
            .strict = true};
  }

  static PageCheck has_unit(std::size_t unit) {
    return {.kind = PageCheck::Kind::unit, .unit = unit};
  }

  // ---- facets

  /// A front-matter key that is called as a field of the text does not take its place.
  const IndexFacet* facet_of(const std::string& field) const {
    return field == "id" || text_field(field) ? nullptr : index_.find_facet(field);
  }

  /// The value as stored, else those that are equal to it but for case, and hyphens for spaces.
  Part value(const IndexFacet& facet, const std::string& text) {
    if (facet.type != FacetType::keyword) {  // 2 is 2.0, and 2024-05 all its days
      // Among them may be a few words, which are found as they are written.
      const bool is_word = index_.database().term_exists(facet_term(facet.name, text));
      try {
        Op range = range_query(index_, facet, {facet.name, text, text});
        if (is_word) range = Op::any({std::move(range), facet_filter(index_, facet, {text})});
        return {.query = std::move(range), .filter = true};
      } catch (const Error& e) {
        if (!is_word) result_.notes.emplace_back(e.what());
        return {.query = facet_filter(index_, facet, {text}), .filter = true};
      }
    }
    if (index_.database().term_exists(facet_term(facet.name, text))) {
      constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
      std::vector<std::string> values = equal_values(index_, facet, text, all);
      if (std::ranges::find(values, text) == values.end()) values.push_back(text);
      return having(facet, values);
    }
    const auto is_called = [&](std::string_view value, const std::string& name) {
      return folded_value(value) == name || folded_value(index_.label(facet.name, value).label) == name;
    };
    const std::string folded = folded_value(text);
    Part named = values_where(facet, [&](std::string_view value) { return is_called(value, folded); });
    if (!named.check.terms.empty()) return named;
    // No value is called so: the site may have another name for it.
    std::vector<std::string> others;
    for (const QueryExpansion& other : widener_.other_names(text)) others.push_back(folded_value(other.text));
    Part meant = values_where(facet, [&](std::string_view value) {
      return std::ranges::any_of(others,
                                 [&](const std::string& name) { return is_called(value, name); });
    });
    if (meant.check.terms.empty()) result_.notes.push_back(unknown_value_text(index_, facet, text));
    return meant;
  }

  template <typename Predicate>
  Part values_where(const IndexFacet& facet, const Predicate& predicate) {
    std::vector<std::string> matching;
    for_each_value(index_, facet, "", [&](std::string value) {
      if (predicate(value)) matching.push_back(std::move(value));
      return true;
    });
    return having(facet, matching);
  }

  Part having(const IndexFacet& facet, const std::vector<std::string>& values) const {
    PageCheck check{.kind = PageCheck::Kind::terms};
    for (const std::string& value : values) check.terms.push_back(facet_term(facet.name, value));
    return {.query = facet_filter(index_, facet, values), .check = std::move(check), .filter = true};
  }

  std::size_t add_unit(std::string text, Context context) {
    QueryUnit unit;
    unit.text = std::move(text);
    unit.wanted = context.wanted && !context.negated;
    builder_.ranked.units.push_back(std::move(unit));
    return builder_.ranked.units.size() - 1;
  }

  const IndexReader& index_;
  const RankingParameters& parameters_;
  bool strict_;
  Deadline deadline_;
    std::size_t prefixes_ = 0;  // that were expanded
  EvidenceBuilder builder_;
  WordForms forms_;
  WordWidener widener_;
  WordCompiler words_;
  Analyzer& analyzer_;
  std::vector<const Word*> frame_;  // words that only make the query a question
  CompiledQuery result_;
};

}  // namespace

CompiledQuery compile(const Query& query, const QueryTools& tools, bool strict) {
  return QueryCompiler(tools, strict).compile(query);
}

CandidateQuery facet_filter(const IndexReader& index, const IndexFacet& facet, const std::vector<std::string>& values) {
  constexpr std::size_t day_bytes = 10;
  std::vector<Op> options;
  for (const std::string& value : values) {
    options.push_back(Op::term(facet_term(facet.name, value)));
    if (facet.type != FacetType::date) continue;
    // Dates are stored in one form, however they are written.
    const std::optional<std::string> period = period_of_text(value);
    if (!period) continue;
    if (period->size() < day_bytes) options.push_back(range_query(index, facet, {facet.name, *period, *period}));
    if (period->size() == day_bytes && *period != value) options.push_back(Op::term(facet_term(facet.name, *period)));
  }
  return Op::scale(Op::any(std::move(options)), 0);
}

}  // namespace speur
