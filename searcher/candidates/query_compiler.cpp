#include "searcher/candidates/query_compiler.hpp"

#include "searcher/words/frequent_terms.hpp"
#include "searcher/words/fuzzy_terms.hpp"
#include "searcher/candidates/value_range.hpp"
#include "searcher/candidates/word_compiler.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace speur {
namespace {

using Op = Xapian::Query;

constexpr Xapian::termcount max_expansions = 200;  ///< words that prefix* may stand for
constexpr std::size_t max_prefixes = 16;           ///< each is many words
constexpr std::size_t max_fuzzy_words = 50;        ///< words that word~ may stand for

/// For "all pages": the static MatchAll is shared between threads.
Op every_page() {
  return scaled(Op(std::string()), 0);
}

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
  bool filter = false;   ///< decides and weighs nothing: facets, ranges
  bool strict = false;   ///< wanted as typed: a phrase is a must
  bool stop = false;     ///< a function word: never alone a reason to match
  bool nothing = false;  ///< asks for nothing, as "&" does
};

class Compiler {
 public:
  Compiler(const QueryTools& tools, bool strict)
      : index_(tools.index),
        parameters_(tools.parameters),
        strict_(strict),
        deadline_(tools.deadline),
        is_local_(tools.is_local),
        leaves_(tools.index, tools.parameters, tools.deadline),
        words_(tools, leaves_),
        analyzer_(tools.analyzers.at(tools.index.language())) {}

  CompiledQuery compile(const Query& query) {
    const Part whole = part(query, Context{});
    result_.query = whole.nothing ? every_page() : whole.query;
    result_.unranked = whole.nothing || whole.filter;
    // Every "de" of a page marked would hide the words that matter.
    UnitSet stops = 0;
    UnitSet others = 0;
    for (std::size_t unit = 0; unit < result_.units.size(); ++unit) {
      (result_.units[unit].stop ? stops : others) |= unit_bit(unit);
    }
    if (others != 0) leaves_.matcher.drop(stops & ~others);
    result_.leaves = std::move(leaves_.leaves);
    result_.matcher = std::move(leaves_.matcher);
    result_.term_pages = std::move(leaves_.term_pages);
    result_.corrections = std::move(words_.corrections);
    result_.is_guess = words_.is_guess;
    return std::move(result_);
  }

 private:
  /// What surrounds a node: whether a page without it says so, and whether it is forbidden.
  struct Context {
    bool wanted = true;
    bool negated = false;
  };

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
          if (!made.nothing) (made.stop ? stops : wanted).push_back(std::move(made.query));
        }
        i += run - 1;
        continue;
      }
      const Part made = part(clause.query, inner);
      if (made.nothing) continue;
      if (clause.occur == Occur::must_not) {
        nots.push_back(made.query);
      } else if (made.filter) {
        filters.push_back(made.query);
      } else if (clause.occur == Occur::must || made.strict) {
        musts.push_back(made.query);
      } else if (made.stop) {
        stops.push_back(made.query);
      } else {
        wanted.push_back(made.query);
      }
    }
    if (wanted.empty() && musts.empty()) wanted.swap(stops);  // only function words were typed

    Op query;
    if (!wanted.empty()) {
      query = join(Op::OP_OR, wanted);
      // A page that has all words scores more than the sum of its words; the less so, the more
      // words: in a long question some are only there to make a sentence.
      if (wanted.size() > 1 && parameters_.coverage_weight > 0 && !context.negated) {
        const double weight = 2 * parameters_.coverage_weight / static_cast<double>(wanted.size());
        query |= scaled(join(Op::OP_AND, wanted), weight);
      }
    }
    if (!musts.empty()) {
      const Op must = join(Op::OP_AND, musts);
      query = wanted.empty() ? must : Op(Op::OP_AND_MAYBE, must, query);
    }
    const bool has_words = !wanted.empty() || !musts.empty();
    if (!stops.empty() && has_words) {
      query = Op(Op::OP_AND_MAYBE, query, join(Op::OP_OR, stops));
    }
    if (!has_words && (!filters.empty() || !nots.empty())) query = every_page();
    if (!filters.empty()) query = Op(Op::OP_FILTER, query, join(Op::OP_AND, filters));
    if (!nots.empty()) query = Op(Op::OP_AND_NOT, query, join(Op::OP_OR, nots));
    const bool asks = has_words || !filters.empty() || !nots.empty();
    return {.query = query, .filter = asks && !has_words, .nothing = !asks};
  }

  Part any_of(const AnyOf& any, Context context) {
    context.wanted = false;
    std::vector<Op> options;
    bool filter = true;
    for (const Query& option : any.options) {
      const Part made = part(option, context);
      if (made.nothing) continue;
      filter = filter && made.filter;
      options.push_back(made.query);
    }
    if (options.empty()) return {.nothing = true};
    return {.query = join(Op::OP_OR, options), .filter = filter, .strict = true};
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
      return {.query = identifier(word.text, context), .strict = true};
    }
    return std::move(words({&word}, context, false).front());
  }

  /// Words of one field that follow each other in the query; one part each, or if `apart` one for
  /// each piece of those that can be taken apart.
  std::vector<Part> words(const std::vector<const Word*>& typed, Context context, bool apart) {
    const std::string& name = typed.front()->field;
    const std::optional<TextField> field = text_field(name);
    std::vector<QueryWord> query_words;
    for (const Word* word : typed) {
      QueryWord whole{word->text, words_.tokens(word->text), word->begin};
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
      QueryUnit& unit = result_.units[word.unit];
      unit.stop = word.is_stop;
      Op query = compiled[i];
      if (name.empty()) query |= identifier_leaf(word.text, word.unit, context);
      if (word.tokens.empty() && query.empty()) {  // no letter and no digit: "&"
        unit.wanted = false;
        parts.push_back({.nothing = true});
        continue;
      }
      const bool stop = unit.stop && name.empty();
      if (stop) unit.factor = parameters_.stop_weight;
      parts.push_back({.query = scaled(query, unit.factor), .stop = stop});
    }
    return parts;
  }

  Part phrase(const Phrase& phrase, Context context) {
    if (const IndexFacet* facet = facet_of(phrase.field)) {
      return value(*facet, phrase.text);
    }
    if (phrase.field == "id") {
      return {.query = identifier(phrase.text, context), .strict = true};
    }
    const std::vector<Token> tokens = words_.tokens(phrase.text);
    if (tokens.empty()) return {.nothing = true};
    context.wanted = false;
    const LeafPlace place{add_unit(phrase.text, context), text_field(phrase.field),
                          context.negated};
    std::vector<std::string> exact;
    for (const Token& token : tokens) exact.push_back(token.form->exact);
    if (!context.negated && phrase.slop == 0 && tokens.size() > 1) {
      leaves_.matcher.add(PhrasePattern{exact, place.unit, place.field});
    } else {
      for (const std::string& word : exact) leaves_.match(place, WordPattern::Kind::exact, word);
    }
    const auto op = phrase.slop > 0 ? Op::OP_NEAR : Op::OP_PHRASE;
    return {.query = leaves_.words(place, exact, op, phrase.slop + 1), .strict = true};
  }

  Part prefix(const Prefix& prefix, Context context) {
    if (const IndexFacet* facet = facet_of(prefix.field)) {
      return values_where(*facet, [&](std::string_view value) {
        return fold(value).starts_with(fold(prefix.text));
      });
    }
    const std::vector<Token> tokens = words_.tokens(prefix.text);
    if (tokens.empty()) return {.nothing = true};
    if (prefixes_++ == max_prefixes) {
      result_.notes.push_back(
          fmt::format("'*' counts for the first {} words that have it", max_prefixes));
    }
    if (prefixes_ > max_prefixes) return word(Word{prefix.field, prefix.text}, context);
    const LeafPlace place{add_unit(prefix.text + "*", context), text_field(prefix.field),
                          context.negated};
    const std::string& start = tokens.back().form->exact;
    leaves_.match(place, WordPattern::Kind::prefix, start);
    std::vector<Op> all;
    for (const Token& token : tokens) {
      if (&token != &tokens.back()) all.push_back(words_.token(token, place));
    }
    all.push_back(leaves_.in_fields(place.field, [&](TextField f) {
      const std::string pattern = bounded_term(spec(f).prefix, start);
      result_.units[place.unit].prefixes.push_back(pattern);
      const Op in = scaled(words_with(pattern), leaves_.weight(f));
      leaves_.note(place, {in, {{pattern}}, 0, std::string(spec(f).name), "prefix"});
      return in;
    }));
    return {.query = join(Op::OP_AND, all)};
  }

  Op words_with(const std::string& start) const {
    if (!is_local_) {
      return {Op::OP_WILDCARD, start, max_expansions, Op::WILDCARD_LIMIT_MOST_FREQUENT,
              Op::OP_SYNONYM};
    }
    const std::vector<std::string> terms =
        frequent_terms(index_.database(), start, max_expansions, deadline_);
    return {Op::OP_SYNONYM, terms.begin(), terms.end()};
  }

  Part fuzzy(const Fuzzy& fuzzy, Context context) {
    if (const IndexFacet* facet = facet_of(fuzzy.field)) {
      return value(*facet, fuzzy.text);
    }
    const std::vector<Token> tokens = words_.tokens(fuzzy.text);
    if (tokens.empty()) return {.nothing = true};
    const LeafPlace place{add_unit(fuzzy.text + "~", context), text_field(fuzzy.field),
                          context.negated};
    std::vector<Op> all;
    for (const Token& token : tokens) {
      std::vector<Op> options;
      for (const std::string& similar :
           similar_words(index_, token.form->exact, fuzzy.distance, max_fuzzy_words)) {
        options.push_back(leaves_.exact(place, similar, 1));
      }
      all.push_back(join(Op::OP_OR, options));
    }
    return {.query = join(Op::OP_AND, all)};
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

  Op identifier_leaf(const std::string& text, std::size_t unit, Context context) {
    const std::string term = bounded_term(identifier_prefix, ascii_lower(text));
    if (!index_.database().term_exists(term)) return {};
    const Op query = scaled(Op(term), parameters_.field_identifier);
    leaves_.note({unit, {}, context.negated}, {query, {{term}}, 0, "id", "exact"});
    return query;
  }

  Op identifier(const std::string& text, Context context) {
    context.wanted = false;
    const std::size_t unit = add_unit(text, context);
    std::vector<Op> options{identifier_leaf(text, unit, context)};
    options.push_back(scaled(Op(bounded_term(id_prefix, text)), 0));
    options.push_back(scaled(Op(bounded_term(name_prefix, text)), 0));
    return join(Op::OP_OR, options);
  }

  // ---- facets

  /// A front-matter key that is called as a field of the text does not take its place.
  const IndexFacet* facet_of(const std::string& field) const {
    return field == "id" || text_field(field) ? nullptr : index_.find_facet(field);
  }

  /// The value as stored, else those that are equal to it but for case, and hyphens for spaces.
  Part value(const IndexFacet& facet, const std::string& text) {
    if (facet.type != FacetType::keyword) {  // 2 is 2.0, and 2024-05 all its days
      try {
        return {.query = range_query(index_, facet, {facet.name, text, text}), .filter = true};
      } catch (const Error&) {
        return {.query = facet_filter(facet, {}), .filter = true};
      }
    }
    if (index_.database().term_exists(facet_term(facet.name, text))) {
      return {.query = facet_filter(facet, {text}), .filter = true};
    }
    std::string folded = fold(text);
    while (!folded.empty() && std::string_view(",.;:?!").find(folded.back()) != std::string::npos) {
      folded.pop_back();  // "rollen:jurist, bezwaar"
    }
    return values_where(facet, [&](std::string_view value) {
      return fold(value) == folded || fold(index_.label(facet.name, value).label) == folded;
    });
  }

  template <typename Predicate>
  Part values_where(const IndexFacet& facet, const Predicate& predicate) {
    std::vector<std::string> matching;
    const std::string prefix = facet_term(facet.name, "");
    const Xapian::Database& database = index_.database();
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
         ++term) {
      const std::string value = (*term).substr(prefix.size());
      if (predicate(value)) matching.push_back(value);
    }
    return {.query = facet_filter(facet, matching), .filter = true};
  }

  /// Without case and accents, and with every hyphen and underscore as a space.
  std::string fold(std::string_view value) const {
    std::string folded;
    while (!value.empty()) {
      const std::size_t end = std::min(value.find_first_of(" -_"), value.size());
      if (end > 0) {
        folded += folded.empty() ? "" : " ";
        folded += analyzer_.analyze_word(value.substr(0, end)).exact;
      }
      value.remove_prefix(std::min(end + 1, value.size()));
    }
    return folded;
  }

  std::size_t add_unit(std::string text, Context context) {
    QueryUnit unit;
    unit.text = std::move(text);
    unit.wanted = context.wanted && !context.negated;
    result_.units.push_back(std::move(unit));
    return result_.units.size() - 1;
  }

  const IndexReader& index_;
  const RankingParameters& parameters_;
  bool strict_;
  Deadline deadline_;
  bool is_local_;
  std::size_t prefixes_ = 0;  // that were expanded
  QueryLeaves leaves_;
  WordCompiler words_;
  Analyzer& analyzer_;
  CompiledQuery result_;
};

}  // namespace

CompiledQuery compile(const Query& query, const QueryTools& tools, bool strict) {
  return Compiler(tools, strict).compile(query);
}

Xapian::Query facet_filter(const IndexFacet& facet, const std::vector<std::string>& values) {
  std::vector<Op> options;
  for (const std::string& value : values) options.emplace_back(facet_term(facet.name, value));
  return scaled(join(Op::OP_OR, options), 0);
}

}  // namespace speur
