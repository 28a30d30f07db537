#include "indexer/terms/page_document.hpp"

#include "indexer/terms/page_relations.hpp"
#include "indexer/terms/page_suggestions.hpp"
#include "speur/compound_key.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

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

/// Terms of one page with their positions, each once: adding each occurrence to the document would
/// look its term up again each time.
class Postings {
 public:
  /// A word of `field` at `positions` (increasing).
  void add(TextField field, const WordForm& form, std::span<const std::uint32_t> positions) {
    const FieldSpec& names = spec(field);
    Entry& entry = find(names.prefix, form.exact);
    entry.frequency += positions.size();
    entry.positions.insert(entry.positions.end(), positions.begin(), positions.end());
    if (!form.accented.empty()) find(names.prefix, form.accented).frequency += positions.size();
    if (form.stem != form.exact) find(names.stem_prefix, form.stem).frequency += positions.size();
    for (const CompoundPart& part : form.parts) {
      find(names.part_prefix, part.stem).frequency += positions.size();
    }
    for_each_compound_key(form.parts, [&](const std::string& key) {
      find(names.part_prefix, key).frequency += positions.size();
    });
  }
  void add(std::string_view prefix, std::string_view text) { ++find(prefix, text).frequency; }

  void move_to(Xapian::Document& document) {
    for (auto& [term, entry] : entries_) {
      auto frequency = static_cast<Xapian::termcount>(entry.frequency);
      for (const std::uint32_t position : entry.positions) {
        document.add_posting(term, position, frequency);
        frequency = 0;
      }
      if (frequency > 0) document.add_term(term, frequency);
    }
    entries_.clear();
  }

 private:
  struct Entry {
    std::size_t frequency = 0;
    std::vector<std::uint32_t> positions;
  };
  Entry& find(std::string_view prefix, std::string_view text) {
    key_.assign(prefix);
    key_ += text;
    if (key_.size() > max_term_bytes) key_ = bounded_term(prefix, text);
    return entries_[key_];
  }
  std::unordered_map<std::string, Entry> entries_;
  std::string key_;
};

/// The positions of each word of a text, by the analyzer's own form of it: a pointer is found
/// faster than a string.
class Occurrences {
 public:
  void add(const Token& token) {
    const auto [entry, is_new] = places_.try_emplace(token.form, words_.size());
    if (is_new) words_.push_back({token.form, {}});
    words_[entry->second].second.push_back(token.position);
  }
  void move_to(Postings& postings, TextField field) {
    for (const auto& [form, positions] : words_) postings.add(field, *form, positions);
    places_.clear();
    words_.clear();
  }

 private:
  std::unordered_map<const WordForm*, std::size_t> places_;
  std::vector<std::pair<const WordForm*, std::vector<std::uint32_t>>> words_;
};

/// The first paragraph of a page, which mostly says what it is about.
std::string_view first_paragraph(const Page& page) {
  for (const Section& section : page.sections) {
    if (section.text.empty()) continue;
    return std::string_view(section.text).substr(0, section.text.find('\n'));
  }
  return {};
}

}  // namespace

struct DocumentMaker::Impl {
  AnalyzerRecipe recipe;
  std::map<std::string, Analyzer, std::less<>> analyzers;  // by language
  std::unique_ptr<icu::Collator> collator;

  explicit Impl(AnalyzerRecipe analyzer_recipe) : recipe(std::move(analyzer_recipe)) {}

  Analyzer& analyzer(const std::string& language) {
    const auto found = analyzers.find(language);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(language, Analyzer(recipe, language)).first->second;
  }

  std::string title_key(const std::string& title);
  static void add_text(Postings& postings, TextField field, Analyzer& words, std::string_view text);
  static void add_facets(Xapian::Document& document, Postings& postings, Analyzer& analyzer,
                         const Page& page);
  Xapian::Document document(const Page& page, const ContentHash& hash, bool reported);
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

void DocumentMaker::Impl::add_text(Postings& postings, TextField field, Analyzer& words,
                                 std::string_view text) {
  Occurrences occurrences;
  for (const Token& token : words.analyze(text)) {
    occurrences.add(token);
    for (const std::string& term : token.joined) postings.add(spec(field).prefix, term);
  }
  occurrences.move_to(postings, field);
}

void DocumentMaker::Impl::add_facets(Xapian::Document& document, Postings& postings, Analyzer& words,
                                   const Page& page) {
  std::string labels;
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
          labels += value.text;
          labels += '\n';
          break;
      }
    }
    if (facet.values.size() > 1) document.add_boolean_term(facet_type_term(facet.name, 'm'));
    document.add_value(facet_slot(facet.name), joined);
    document.add_value(sort_slot(facet.name), sort_key);
  }
  add_text(postings, TextField::label, words, labels);
}

Xapian::Document DocumentMaker::Impl::document(const Page& page, const ContentHash& hash,
                                               bool reported) {
  Xapian::Document document;
  Analyzer& words = analyzer(page.language);
  Postings postings;

  std::string titles = page.title;
  if (!page.other_title.empty()) titles += "\n" + page.other_title;
  for (const std::string& synonym : page.synonyms) titles += "\n" + synonym;
  add_text(postings, TextField::title, words, titles);
  add_text(postings, TextField::description, words,
           page.description.empty() ? first_paragraph(page) : page.description);
  add_facets(document, postings, words, page);

  std::vector<StoredSection> places;
  const std::string text = join_sections(page.sections, places);
  const std::vector<Token> tokens = words.analyze(text);
  auto section = places.begin();
  // The h1 that is the title counts as a title, once.
  const auto is_title = [&](const StoredSection& place) {
    const std::string_view heading(text.data() + place.heading_begin,
                                   place.heading_end - place.heading_begin);
    return place.level == 1 && (heading == page.title || heading == page.other_title);
  };
  Occurrences body, headings;
  for (const Token& token : tokens) {
    while (token.begin >= section->text_end) ++section;
    const bool is_body = token.begin >= section->text_begin;
    if (!is_body && is_title(*section)) continue;
    (is_body ? body : headings).add(token);
    const FieldSpec& names = spec(is_body ? TextField::body : TextField::heading);
    for (const std::string& term : token.joined) postings.add(names.prefix, term);
  }
  body.move_to(postings, TextField::body);
  headings.move_to(postings, TextField::heading);
  document.set_data(encode_page(page, text, places, tokens));
  postings.move_to(document);
  document.add_value(suggestions_slot, page_suggestions(page, text, places, tokens));
  // Reads further texts: the tokens' words are gone then.
  const PageRelations relations = page_relations(page, text, tokens, words);
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
      if (!key.empty()) document.add_term(bounded_term(identifier_prefix, key));
    }
  }
  document.add_value(id_slot, page.id);
  document.add_value(title_text_slot, page.title);
  document.add_value(url_slot, page.url);
  document.add_value(title_slot, title_key(page.title));
  document.add_value(hash_slot, std::string(hash.begin(), hash.end()) + (reported ? "!" : ""));
  return document;
}

DocumentMaker::DocumentMaker(const AnalyzerRecipe& recipe)
    : impl_(std::make_unique<Impl>(recipe)) {}
DocumentMaker::~DocumentMaker() = default;

Xapian::Document DocumentMaker::make(const Page& page, const ContentHash& hash, bool reported) {
  return impl_->document(page, hash, reported);
}

}  // namespace speur
