#include "indexer/terms/page_document.hpp"

#include "include/postings/page_terms.hpp"
#include "indexer/terms/analyzed_page.hpp"
#include "indexer/terms/page_relations.hpp"
#include "indexer/terms/page_suggestions.hpp"
#include "speur/error.hpp"
#include "speur/postings_layout.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"
#include "speur/word_record.hpp"

#include <fmt/format.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// The text with letters and their accents in one piece.
std::string nfc(std::string_view text) {
  const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  std::string composed;
  normalizer
      ->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}),
                  status)
      .toUTF8String(composed);
  return composed;
}

}  // namespace

struct DocumentMaker::Impl {
  AnalyzerRecipe recipe;
  WordsPlace place;
  std::map<std::string, Analyzer, std::less<>> analyzers;  // by language
  std::unique_ptr<icu::Collator> collator;
  Vocabulary vocabulary;

  Impl(AnalyzerRecipe analyzer_recipe, WordsPlace words_place)
      : recipe(std::move(analyzer_recipe)), place(words_place) {}

  Analyzer& analyzer(const std::string& language) {
    const auto found = analyzers.find(language);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(language, Analyzer(recipe, language)).first->second;
  }

  std::string title_key(const std::string& title);
  static void add_facets(Xapian::Document& document, const Page& page);
  MadePage make(const Page& page);
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

/// The terms that both the database and the posting lists have.
static void add_filter_terms(const Xapian::Document& document, TermList& terms) {
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    const std::string name = *term;
    if (has_posting_list(name)) terms.add(name, term.get_wdf());
  }
}

MadePage DocumentMaker::Impl::make(const Page& page) {
  MadePage made;
  Xapian::Document& document = made.document;
  Analyzer& analyzer = this->analyzer(page.language);
  std::string data;
  {
    // Gone before the stored words are read: of a large page each takes much memory.
    const AnalyzedPage analyzed = analyze_page(page, analyzer);
    data = encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers);
    document.add_value(suggestions_slot, page_suggestions(page, analyzed));
    const PageRelations relations = page_relations(page, analyzed, analyzer);
    for (const std::string& term : relations.terms) document.add_boolean_term(term);
    document.add_value(definitions_slot, relations.definitions);
  }
  const StoredPage stored = decode_page(data);
  const StoredWords words = decode_words(stored);
  const PlacedWords placed = place_words(stored, words);
  const PageTerms terms(placed);
  terms.for_each([&](std::string_view term, std::uint32_t wdf) { made.terms.add(term, wdf); });
  vocabulary.add(placed);
  made.record = encode_word_record(placed, terms.length() + identifiers_length(stored));
  add_facets(document, page);

  document.add_boolean_term(bounded_term(id_prefix, page.id));
  document.add_boolean_term(bounded_term(name_prefix, page_name(page.id)));
  document.add_boolean_term(bounded_term(language_prefix, page.language));
  if (page.boost != 1) {
    document.add_boolean_term(fmt::format("{}{:.2f}", boost_prefix, page.boost));
  }
  // Some systems take the accents of a file's name apart, and people type them in one piece.
  if (const std::string typed = nfc(page.id); typed != page.id) {
    for (const std::string_view name : {std::string_view(typed), page_name(typed)}) {
      document.add_boolean_term(bounded_term(identifier_prefix, ascii_lower(name)));
    }
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
  TermList filters;
  add_filter_terms(document, filters);
  if (place == WordsPlace::database) {
    document.set_data(data);
    made.terms.for_each([&](std::string_view term, std::uint32_t wdf) {
      document.add_term(std::string(term), wdf);
    });
  }
  made.data = std::move(data);
  filters.for_each([&](std::string_view term, std::uint32_t wdf) { made.terms.add(term, wdf); });
  return made;
}

DocumentMaker::DocumentMaker(const AnalyzerRecipe& recipe, WordsPlace words)
    : impl_(std::make_unique<Impl>(recipe, words)) {}
DocumentMaker::~DocumentMaker() = default;

Vocabulary DocumentMaker::take_vocabulary() { return std::exchange(impl_->vocabulary, {}); }

MadePage DocumentMaker::make(const Page& page) {
  return impl_->make(page);
}

}  // namespace speur
