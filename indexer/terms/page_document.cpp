#include "indexer/terms/page_document.hpp"

#include "indexer/terms/analyzed_page.hpp"
#include "indexer/terms/page_relations.hpp"
#include "indexer/terms/page_suggestions.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"
#include "speur/word_record.hpp"

#include <fmt/format.h>
#include <unicode/coll.h>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// The terms of one page: the wdf of each ranking term, and the filter terms of its short fields.
class Terms {
 public:
  void add(const PlacedWords& placed) {
    const StoredWords& words = *placed.words;
    // The wdf of a word is summed first: its terms are then looked up once a word, not once a token.
    sums_.assign(words.words.size(), {});
    for (std::size_t i = 0; i < words.tokens.size(); ++i) {
      const StoredToken& token = words.tokens[i];
      const RecordField field = placed.fields[i];
      const std::uint32_t wdf = ranking_wdf[static_cast<std::size_t>(field)];
      if (wdf == 0) continue;
      Sum& sum = sums_[token.word];
      sum.whole += wdf;
      sum.part += part_wdf(wdf);
      const unsigned filter = filter_bit(field);
      sum.filters |= filter;
      if (token.joined == 0) continue;
      for (const std::string_view term : words.joined[token.joined - 1].terms) {
        add(term, wdf, filter);
      }
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      const Sum& sum = sums_[i];
      if (sum.whole == 0) continue;
      add(words.words[i].stem, sum.whole, sum.filters);
      for (stored::Reader parts(words.words[i].parts); !parts.done();) {
        add(parts.string(), sum.part, sum.filters);
      }
    }
  }

  /// Their wdf together: the length of the page.
  [[nodiscard]] std::uint32_t length() const {
    std::uint32_t sum = 0;
    for (const auto& [stem, term] : terms_) sum += term.wdf;
    return sum;
  }

  void put_into(Xapian::Document& document) const {
    for (const auto& [stem, term] : terms_) {
      document.add_term(bounded_term(ranking_prefix, stem), term.wdf);
      for (const TextField field : {TextField::title, TextField::heading, TextField::description}) {
        if ((term.filters & (1U << static_cast<unsigned>(field))) == 0) continue;
        document.add_boolean_term(bounded_term(spec(field).filter_prefix, stem));
      }
    }
  }

 private:
  struct Term {
    std::uint32_t wdf = 0;
    unsigned filters = 0;  ///< a bit a TextField
  };
  struct Sum {
    std::uint32_t whole = 0, part = 0;
    unsigned filters = 0;
  };

  static unsigned filter_bit(RecordField field) {
    const auto bit = [](TextField of) { return 1U << static_cast<unsigned>(of); };
    switch (field) {
      case RecordField::title:
      case RecordField::other_title:
        return bit(TextField::title);
      case RecordField::heading:
        return bit(TextField::heading);
      case RecordField::description:
      case RecordField::lead:
        return bit(TextField::description);
      default:
        return 0;
    }
  }

  void add(std::string_view stem, std::uint32_t wdf, unsigned filters) {
    Term& term = terms_[stem];
    term.wdf += wdf;
    term.filters |= filters;
  }

  std::unordered_map<std::string_view, Term> terms_;  // views into the page's words
  std::vector<Sum> sums_;
};

}  // namespace

struct DocumentMaker::Impl {
  AnalyzerRecipe recipe;
  std::map<std::string, Analyzer, std::less<>> analyzers;  // by language
  std::unique_ptr<icu::Collator> collator;
  Vocabulary vocabulary;

  explicit Impl(AnalyzerRecipe analyzer_recipe) : recipe(std::move(analyzer_recipe)) {}

  Analyzer& analyzer(const std::string& language) {
    const auto found = analyzers.find(language);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(language, Analyzer(recipe, language)).first->second;
  }

  std::string title_key(const std::string& title);
  static void add_facets(Xapian::Document& document, const Page& page);
  MadePage make(const Page& page, const ContentHash& hash, bool reported);
};

std::string DocumentMaker::Impl::title_key(const std::string& title) {
  if (!collator) {
    UErrorCode status = U_ZERO_ERROR;
    collator.reset(icu::Collator::createInstance(icu::Locale("nl"), status));
    if (U_FAILURE(status)) {
      throw Error(ExitCode::software, fmt::format("no Dutch collation: {}", u_errorName(status)));
    }
    // "Artikel 9" before "Artikel 10", as people number their pages.
    collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  }
  // The first 300 bytes order any two titles that a reader would tell apart.
  std::string key(300, '\0');
  const auto size = collator->getSortKey(icu::UnicodeString::fromUTF8(title),
                                         reinterpret_cast<std::uint8_t*>(key.data()),
                                         static_cast<std::int32_t>(key.size()));
  key.resize(std::min<std::size_t>(key.size(), static_cast<std::size_t>(std::max(size - 1, 0))));
  return key;
}

void DocumentMaker::Impl::add_facets(Xapian::Document& document, const Page& page) {
  for (const Facet& facet : page.facets) {
    std::string joined;
    std::string sort_key;
    for (const FacetValue& value : facet.values) {
      if (&value != &facet.values.front()) joined += value_separator;
      joined += value.text;
      document.add_boolean_term(facet_term(facet.name, value.text));
      switch (value.type) {
        case FacetType::number:
          document.add_boolean_term(facet_type_term(facet.name, 'n'));
          if (sort_key.empty()) sort_key = Xapian::sortable_serialise(value.number);
          break;
        case FacetType::date:
          document.add_boolean_term(facet_type_term(facet.name, 'd'));
          if (sort_key.empty()) sort_key = value.text;
          break;
        case FacetType::keyword:
          document.add_boolean_term(facet_type_term(facet.name, 'k'));
          break;
      }
    }
    if (facet.values.size() > 1) document.add_boolean_term(facet_type_term(facet.name, 'm'));
    document.add_value(facet_slot(facet.name), joined);
    document.add_value(sort_slot(facet.name), sort_key);
  }
}

MadePage DocumentMaker::Impl::make(const Page& page, const ContentHash& hash, bool reported) {
  MadePage made;
  Xapian::Document& document = made.document;
  Analyzer& analyzer = this->analyzer(page.language);
  const AnalyzedPage analyzed = analyze_page(page, analyzer);
  const std::string data = encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers);
  const StoredPage stored = decode_page(data);
  const StoredWords words = decode_words(stored);
  const PlacedWords placed = place_words(stored, words);
  Terms terms;
  terms.add(placed);
  terms.put_into(document);
  vocabulary.add(placed);
  made.record = encode_word_record(placed, terms.length() + identifiers_length(stored));
  document.set_data(data);
  add_facets(document, page);
  document.add_value(suggestions_slot, page_suggestions(page, analyzed));
  const PageRelations relations = page_relations(page, analyzed, analyzer);
  for (const std::string& term : relations.terms) document.add_boolean_term(term);
  document.add_value(definitions_slot, relations.definitions);

  document.add_boolean_term(bounded_term(id_prefix, page.id));
  document.add_boolean_term(bounded_term(name_prefix, page_name(page.id)));
  document.add_boolean_term(bounded_term(language_prefix, page.language));
  if (page.boost != 1) {
    document.add_boolean_term(fmt::format("{}{:.2f}", boost_prefix, page.boost));
  }
  for (const std::string& identifier : page.identifiers) {
    for (const std::string& key : identifier_keys(identifier)) {
      if (!key.empty()) document.add_term(bounded_term(identifier_prefix, key), identifier_wdf);
    }
  }
  document.add_value(id_slot, page.id);
  document.add_value(title_text_slot, page.title);
  document.add_value(url_slot, page.url);
  document.add_value(title_slot, title_key(page.title));
  document.add_value(hash_slot, std::string(hash.begin(), hash.end()) + (reported ? "!" : ""));
  return made;
}

DocumentMaker::DocumentMaker(const AnalyzerRecipe& recipe)
    : impl_(std::make_unique<Impl>(recipe)) {}
DocumentMaker::~DocumentMaker() = default;

const Vocabulary& DocumentMaker::vocabulary() const noexcept {
  return impl_->vocabulary;
}

MadePage DocumentMaker::make(const Page& page, const ContentHash& hash, bool reported) {
  return impl_->make(page, hash, reported);
}

}  // namespace speur
