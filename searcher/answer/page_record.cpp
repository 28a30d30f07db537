#include "searcher/answer/page_record.hpp"

#include "include/postings/page_terms.hpp"
#include "searcher/answer/hit_builder.hpp"
#include "speur/postings_layout.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace speur {
namespace {

/// A term as in the index taken apart.
PageRecord::TermCount describe_term(std::string_view term) {
  struct Kind {
    std::string_view prefix, field, form;
  };
  static constexpr Kind others[] = {{identifier_prefix, "id", "identifier"},
                                    {name_prefix, "id", "name"},
                                    {facet_prefix, "facet", "filter"},
                                    {facet_type_prefix, "facet", "type"},
                                    {boost_prefix, "page", "boost"},
                                    {language_prefix, "page", "language"},
                                    {id_prefix, "id", "path"}};
  const auto made = [&](std::string_view prefix, std::string_view field, std::string_view form) {
    return PageRecord::TermCount{std::string(field), std::string(form),
                                 std::string(term.substr(prefix.size())), 0, 0};
  };
  for (const Kind& kind : others) {
    if (term.starts_with(kind.prefix)) return made(kind.prefix, kind.field, kind.form);
  }
  for (const FieldSpec& field : field_specs) {
    if (!field.filter_prefix.empty() && term.starts_with(field.filter_prefix)) {
      return made(field.filter_prefix, field.name, "filter");
    }
  }
  return made(ranking_prefix, "page", "ranking");
}

std::vector<PageRecord::Related> related_pages(const IndexReader& index, const std::string& id,
                                               const std::vector<HitFacet>& facets) {
  std::vector<PageRecord::Related> related;
  for (const HitFacet& facet : facets) {
    for (const LabelledValue& value : facet.values) {
      if (!value.page.empty() && value.page != id) {
        related.push_back({facet.name, value.page, value.label, true});
      }
    }
  }
  const Xapian::Database& database = index.database();
  const std::string name(page_name(id));
  for (const IndexFacet& facet : index.facets()) {
    if (index.label(facet.name, name).page != id) continue;
    const std::string term = facet_term(facet.name, name);
    std::vector<PageRecord::Related> incoming;
    for (auto page = database.postlist_begin(term); page != database.postlist_end(term); ++page) {
      const Xapian::Document document = database.get_document(*page);
      std::string other = document.get_value(id_slot);
      if (other == id) continue;
      incoming.push_back(
          {facet.name, std::move(other), document.get_value(title_text_slot), false});
    }
    std::ranges::sort(incoming, {}, &PageRecord::Related::id);
    related.insert(related.end(), incoming.begin(), incoming.end());
  }
  return related;
}

Xapian::docid find(const IndexReader& index, std::string_view id) {
  if (const Xapian::docid page = index.find_page(id); page != 0) return page;
  const Xapian::Database& database = index.database();
  for (const std::string& term :
       {bounded_term(identifier_prefix, ascii_lower(id)), bounded_term(name_prefix, id)}) {
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) return *posting;
  }
  return 0;
}

}  // namespace

std::optional<PageRecord> page_record(const IndexReader& index, std::string_view id) {
  const Xapian::docid docid = find(index, id);
  if (docid == 0) return std::nullopt;
  const Xapian::Document document = index.database().get_document(docid);
  const std::string data = index.page_data(docid);
  const StoredPage page = decode_page(data);
  PageRecord record;
  record.id = document.get_value(id_slot);
  record.url = page.url;
  record.title = page.title;
  record.other_title = page.other_title;
  record.description = page.description;
  record.language = page.language;
  record.identifiers.assign(page.identifiers.begin(), page.identifiers.end());
  record.boost = page.boost;
  record.facets = hit_facets(page, index);
  for (const StoredSection& section : page.sections) {
    const auto text = [&](std::size_t begin, std::size_t end) {
      return std::string(page.text.substr(begin, end - begin));
    };
    record.sections.push_back({section.level, text(section.heading_begin, section.heading_end),
                               std::string(section.anchor),
                               text(section.text_begin, section.text_end)});
  }
  record.related = related_pages(index, record.id, record.facets);
  const Xapian::Database& database = index.database();
  const auto add = [&](std::string_view term, std::uint32_t wdf, Xapian::doccount pages) {
    PageRecord::TermCount count = describe_term(term);
    count.frequency = wdf;
    count.pages = pages;
    record.terms.push_back(std::move(count));
  };
  for (auto term = database.termlist_begin(docid); term != database.termlist_end(docid); ++term) {
    const std::string name = *term;
    if (!is_word_term(name)) add(name, term.get_wdf(), term.get_termfreq());
  }
  const StoredWords words = decode_words(page);
  PageTerms(place_words(page, words)).for_each([&](std::string_view term, std::uint32_t wdf) {
    add(term, wdf, index.pages_with(std::string(term)));
  });
  std::ranges::sort(record.terms, {}, [](const PageRecord::TermCount& count) {
    return std::tuple(std::string_view(count.field), std::string_view(count.form),
                      std::string_view(count.term));
  });
  return record;
}

}  // namespace speur
