#include "searcher/query_compiler.hpp"

#include "searcher/fuzzy_terms.hpp"
#include "searcher/value_range.hpp"
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
constexpr std::size_t max_fuzzy_words = 50;        ///< words that word~ may stand for

Op join(Op::op op, const std::vector<Op>& parts) {
  return Op(op, parts.begin(), parts.end());
}
Op scaled(const Op& query, double factor) {
  return Op(Op::OP_SCALE_WEIGHT, query, factor);
}
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
  Compiler(const IndexReader& index, Analyzer& analyzer, const RankingParameters& parameters,
           bool strict)
      : index_(index), analyzer_(analyzer), parameters_(parameters), strict_(strict) {}

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
    if (others != 0) result_.matcher.drop(stops & ~others);
    return std::move(result_);
  }

 private:
  /// What surrounds a node: whether a page without it says so, and whether it is forbidden.
  struct Context {
    bool wanted = true;
    bool negated = false;
  };

  Part part(const Query& query, Context context) {
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
    for (const Clause& clause : all.clauses) {
      Context inner = context;
      if (clause.occur == Occur::must_not) inner = {false, true};
      if (clause.occur == Occur::must) inner.wanted = false;
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
      // A page that has all words scores more than the sum of its words.
      if (wanted.size() > 1 && parameters_.coverage_weight > 0 && !context.negated) {
        query |= scaled(join(Op::OP_AND, wanted), parameters_.coverage_weight);
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

  Part word(const Word& word, Context context) {
    if (const IndexFacet* facet = facet_of(word.field)) return value(*facet, word.text);
    if (word.field == "id") {
      return {.query = identifier(word.text, context), .strict = true};
    }
    const std::vector<Token> tokens = copy_tokens(word.text);
    const std::optional<TextField> field = text_field(word.field);
    const std::size_t unit = add_unit(word.text, context);
    result_.units[unit].stop =
        !tokens.empty() &&
        std::ranges::all_of(tokens, [](const Token& token) { return token.form->stop; });
    std::vector<Op> options;
    if (tokens.size() == 1) {
      options.push_back(word_query(tokens.front(), field, unit, context));
    } else if (tokens.size() > 1) {
      options.push_back(pieces(tokens, field, unit, context));
    }
    if (word.field.empty()) {
      const Op id = identifier_leaf(word.text, unit, context);
      if (!id.empty()) options.push_back(id);
    }
    if (options.empty()) {  // no letter and no digit: "&"
      result_.units[unit].wanted = false;
      return {.nothing = true};
    }
    const bool stop = result_.units[unit].stop && word.field.empty();
    if (stop) result_.units[unit].factor = parameters_.stop_weight;
    return {.query = scaled(join(Op::OP_OR, options), result_.units[unit].factor), .stop = stop};
  }

  /// "e-mail", "aia-09", "2024/1689": the whole as one, or its pieces. Pieces of an identifier
  /// mean nothing apart; those of a hyphenated word do.
  Op pieces(const std::vector<Token>& tokens, std::optional<TextField> field, std::size_t unit,
            Context context) {
    std::vector<Op> options;
    for (const Token& token : tokens) {
      for (const std::string& joined : token.joined) {
        options.push_back(leaves(
            field, unit, context, "joined", parameters_.form_joined, [&](const FieldSpec& names) {
              return std::vector<std::string>{bounded_term(names.prefix, joined)};
            }));
        if (!context.negated) {
          result_.matcher.add(WordPattern{WordPattern::Kind::exact, joined, unit, field});
        }
      }
    }
    const bool has_digit = std::ranges::any_of(tokens, [](const Token& token) {
      return std::ranges::any_of(token.form->exact, [](char c) { return c >= '0' && c <= '9'; });
    });
    if (has_digit) {
      options.push_back(phrase_leaves(tokens, field, unit, context, Op::OP_PHRASE, 0));
    } else {
      std::vector<Op> all;
      for (const Token& token : tokens) all.push_back(word_query(token, field, unit, context));
      options.push_back(join(Op::OP_AND, all));
    }
    return join(Op::OP_OR, options);
  }

  Part phrase(const Phrase& phrase, Context context) {
    if (const IndexFacet* facet = facet_of(phrase.field)) {
      return value(*facet, phrase.text);
    }
    if (phrase.field == "id") {
      return {.query = identifier(phrase.text, context), .strict = true};
    }
    const std::vector<Token> tokens = copy_tokens(phrase.text);
    if (tokens.empty()) return {.nothing = true};
    const std::optional<TextField> field = text_field(phrase.field);
    context.wanted = false;
    const std::size_t unit = add_unit(phrase.text, context);
    PhrasePattern pattern{{}, unit, field};
    for (const Token& token : tokens) pattern.words.push_back(token.form->exact);
    if (!context.negated && phrase.slop == 0 && tokens.size() > 1) {
      result_.matcher.add(std::move(pattern));
    } else if (!context.negated) {
      for (std::string& word : pattern.words) {
        result_.matcher.add(WordPattern{WordPattern::Kind::exact, std::move(word), unit, field});
      }
    }
    const auto op = phrase.slop > 0 ? Op::OP_NEAR : Op::OP_PHRASE;
    return {.query = phrase_leaves(tokens, field, unit, context, op, phrase.slop + 1),
            .strict = true};
  }

  Part prefix(const Prefix& prefix, Context context) {
    if (const IndexFacet* facet = facet_of(prefix.field)) {
      return values_where(*facet, [&](std::string_view value) {
        return fold(value).starts_with(fold(prefix.text));
      });
    }
    const std::vector<Token> tokens = copy_tokens(prefix.text);
    if (tokens.empty()) return {.nothing = true};
    const std::optional<TextField> field = text_field(prefix.field);
    const std::size_t unit = add_unit(prefix.text + "*", context);
    const std::string& start = tokens.back().form->exact;
    if (!context.negated) {
      result_.matcher.add(WordPattern{WordPattern::Kind::prefix, start, unit, field});
    }
    std::vector<Op> all;
    for (const Token& token : tokens) {
      if (&token != &tokens.back()) all.push_back(word_query(token, field, unit, context));
    }
    all.push_back(in_fields(field, [&](TextField f) {
      const std::string pattern = bounded_term(spec(f).prefix, start);
      result_.units[unit].prefixes.push_back(pattern);
      const Op in = scaled(Op(Op::OP_WILDCARD, pattern, max_expansions,
                              Op::WILDCARD_LIMIT_MOST_FREQUENT, Op::OP_SYNONYM),
                           weight(f));
      if (!context.negated) {
        result_.leaves.push_back({in, {pattern}, unit, std::string(spec(f).name), "prefix"});
      }
      return in;
    }));
    return {.query = join(Op::OP_AND, all)};
  }

  Part fuzzy(const Fuzzy& fuzzy, Context context) {
    if (const IndexFacet* facet = facet_of(fuzzy.field)) {
      return value(*facet, fuzzy.text);
    }
    const std::vector<Token> tokens = copy_tokens(fuzzy.text);
    if (tokens.empty()) return {.nothing = true};
    const std::optional<TextField> field = text_field(fuzzy.field);
    const std::size_t unit = add_unit(fuzzy.text + "~", context);
    std::vector<Op> all;
    for (const Token& token : tokens) {
      std::vector<Op> options;
      for (const std::string& similar :
           similar_words(index_.database(), token.form->exact, fuzzy.distance, max_fuzzy_words)) {
        options.push_back(exact_leaves(similar, field, unit, context, 1));
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
      return word(Word{"", text}, context);
    }
  }

  // ---- words

  double weight(TextField field) const {
    switch (field) {
      case TextField::title:
        return parameters_.field_title;
      case TextField::heading:
        return parameters_.field_heading;
      case TextField::description:
        return parameters_.field_description;
      case TextField::body:
        return parameters_.field_body;
      case TextField::label:
        return parameters_.field_label;
    }
    return 0;
  }

  /// `make(field)` in the one field, or in all: a page matches if one of them does.
  template <typename Make>
  Op in_fields(std::optional<TextField> field, const Make& make) {
    if (field) return make(*field);
    std::vector<Op> options;
    for (std::size_t i = 0; i < field_specs.size(); ++i) {
      const auto each = static_cast<TextField>(i);
      if (weight(each) > 0) options.push_back(make(each));
    }
    return join(Op::OP_OR, options);
  }

  /// One leaf a field: the terms that `terms(names)` gives, those that exist, as one.
  template <typename Terms>
  Op leaves(std::optional<TextField> field, std::size_t unit, Context context,
            std::string_view form, double form_weight, const Terms& terms) {
    if (form_weight <= 0) return {};
    return in_fields(field, [&](TextField f) {
      std::vector<std::string> existing = terms(spec(f));
      std::erase_if(existing,
                    [&](const std::string& term) { return !index_.database().term_exists(term); });
      if (existing.empty()) return Op();
      const Op as_one(Op::OP_SYNONYM, existing.begin(), existing.end());
      const Op in =
          scaled(existing.size() == 1 ? Op(existing.front()) : as_one, form_weight * weight(f));
      if (!context.negated) {
        result_.leaves.push_back(
            {in, std::move(existing), unit, std::string(spec(f).name), std::string(form)});
      }
      return in;
    });
  }

  Op exact_leaves(const std::string& exact, std::optional<TextField> field, std::size_t unit,
                  Context context, double form_weight) {
    if (!context.negated)
      result_.matcher.add(WordPattern{WordPattern::Kind::exact, exact, unit, field});
    return leaves(field, unit, context, "exact", form_weight, [&](const FieldSpec& names) {
      return std::vector<std::string>{bounded_term(names.prefix, exact)};
    });
  }

  Op word_query(const Token& token, std::optional<TextField> field, std::size_t unit,
                Context context) {
    const WordForm& form = *token.form;
    std::vector<Op> options{exact_leaves(form.exact, field, unit, context, parameters_.form_exact)};
    if (!form.accented.empty()) {
      options.push_back(exact_leaves(form.accented, field, unit, context, parameters_.form_exact));
    }
    if (!context.negated) {
      result_.matcher.add(WordPattern{WordPattern::Kind::stem, form.stem, unit, field});
    }
    // Pages whose word is its own stem have no stem term (schema.hpp, FieldSpec).
    const bool own_stem =
        form.stem == form.exact || analyzer_.analyze_word(form.stem).stem == form.stem;
    options.push_back(
        leaves(field, unit, context, "stem", parameters_.form_stem, [&](const FieldSpec& names) {
          std::vector<std::string> terms{bounded_term(names.stem_prefix, form.stem)};
          if (own_stem) terms.push_back(bounded_term(names.prefix, form.stem));
          return terms;
        }));
    return join(Op::OP_OR, options);
  }

  /// The tokens next to each other, as they stand; `window`: words that they may be spread over,
  /// at least as many as they are.
  Op phrase_leaves(const std::vector<Token>& tokens, std::optional<TextField> field,
                   std::size_t unit, Context context, Op::op op, Xapian::termcount window) {
    window = std::max(window, static_cast<Xapian::termcount>(tokens.size()));
    return in_fields(field, [&](TextField f) {
      std::vector<std::string> terms;
      for (const Token& token : tokens) {
        terms.push_back(bounded_term(spec(f).prefix, token.form->exact));
      }
      const Op words =
          terms.size() == 1 ? Op(terms.front()) : Op(op, terms.begin(), terms.end(), window);
      const Op in = scaled(words, weight(f));
      if (!context.negated) {
        result_.leaves.push_back({in, std::move(terms), unit, std::string(spec(f).name), "phrase"});
      }
      return in;
    });
  }

  Op identifier_leaf(const std::string& text, std::size_t unit, Context context) {
    const std::string term = bounded_term(identifier_prefix, ascii_lower(text));
    if (!index_.database().term_exists(term)) return {};
    const Op query = scaled(Op(term), parameters_.field_identifier);
    if (!context.negated) result_.leaves.push_back({query, {term}, unit, "id", "exact"});
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

  /// The analyzer's word forms live until its next call; a query's must outlive many.
  std::vector<Token> copy_tokens(std::string_view text) {
    std::vector<Token> tokens = analyzer_.analyze(text);
    for (Token& token : tokens) {
      forms_.push_back(std::make_unique<WordForm>(*token.form));
      token.form = forms_.back().get();
    }
    return tokens;
  }

  const IndexReader& index_;
  Analyzer& analyzer_;
  const RankingParameters& parameters_;
  bool strict_;
  std::vector<std::unique_ptr<WordForm>> forms_;
  CompiledQuery result_;
};

}  // namespace

CompiledQuery compile(const Query& query, const IndexReader& index, Analyzer& analyzer,
                      const RankingParameters& parameters, bool strict) {
  return Compiler(index, analyzer, parameters, strict).compile(query);
}

Xapian::Query facet_filter(const IndexFacet& facet, const std::vector<std::string>& values) {
  std::vector<Op> options;
  for (const std::string& value : values) options.emplace_back(facet_term(facet.name, value));
  return scaled(join(Op::OP_OR, options), 0);
}

}  // namespace speur
