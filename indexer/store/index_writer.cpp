#include "indexer/store/index_writer.hpp"

#include "indexer/store/database_writer.hpp"
#include "indexer/terms/page_relations.hpp"
#include "indexer/terms/page_suggestions.hpp"
#include "indexer/learned/bundle_writer.hpp"
#include "speur/compound_key.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

#include <fmt/format.h>
#include <unicode/coll.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// Runs what calls Xapian; its exceptions are no std::exception and stop here.
template <typename Function>
auto guarded(const fs::path& file, Function&& function) {
  try {
    return function();
  } catch (const Xapian::DatabaseLockError& e) {
    throw Error(ExitCode::busy, {file, 0}, e.get_msg());
  } catch (const Xapian::InvalidOperationError&) {
    // Where a write fails, Xapian cancels the changes; DB_DANGEROUS does not let it, and only that
    // comes out.
    throw Error(ExitCode::io, {file, 0}, "cannot write the index: is the disk full?");
  } catch (const Xapian::Error& e) {
    std::string message = fmt::format("cannot write the index: {}", e.get_msg());
    if (const char* cause = e.get_error_string()) message += fmt::format(" ({})", cause);
    throw Error(ExitCode::io, {file, 0}, message);
  }
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

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

}  // namespace

struct IndexWriter::Impl {
  fs::path folder;
  Mode mode;
  AnalyzerRecipe recipe;
  Xapian::WritableDatabase database;  // the writer's thread's, until it has finished
  std::unique_ptr<DatabaseWriter> writer;
  std::map<std::string, Analyzer, std::less<>> analyzers;  // by language
  std::unique_ptr<icu::Collator> collator;
  std::vector<std::string> facet_names;  // by slot
  std::unordered_map<std::string, std::size_t> facet_index;
  bool committed = false;

  Analyzer& analyzer(const std::string& language) {
    const auto found = analyzers.find(language);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(language, Analyzer(recipe, language)).first->second;
  }

  std::size_t index_of(const std::string& facet) {
    const auto [entry, is_new] = facet_index.try_emplace(facet, facet_names.size());
    if (is_new) facet_names.push_back(facet);
    return entry->second;
  }

  std::string title_key(const std::string& title);
  static void add_text(Postings& postings, TextField field, Analyzer& words, std::string_view text);
  void add_facets(Xapian::Document& document, Postings& postings, Analyzer& analyzer,
                  const Page& page);
  Xapian::Document document(const Page& page, const ContentHash& hash, bool reported);
};

std::string IndexWriter::Impl::title_key(const std::string& title) {
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

void IndexWriter::Impl::add_text(Postings& postings, TextField field, Analyzer& words,
                                 std::string_view text) {
  Occurrences occurrences;
  for (const Token& token : words.analyze(text)) {
    occurrences.add(token);
    for (const std::string& term : token.joined) postings.add(spec(field).prefix, term);
  }
  occurrences.move_to(postings, field);
}

void IndexWriter::Impl::add_facets(Xapian::Document& document, Postings& postings, Analyzer& words,
                                   const Page& page) {
  std::string labels;
  for (const Facet& facet : page.facets) {
    const std::size_t index = index_of(facet.name);
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
    document.add_value(facet_slot(index), joined);
    document.add_value(sort_slot(index), sort_key);
  }
  add_text(postings, TextField::label, words, labels);
}

/// The first paragraph of a page, which mostly says what it is about.
std::string_view lead(const Page& page) {
  for (const Section& section : page.sections) {
    if (section.text.empty()) continue;
    return std::string_view(section.text).substr(0, section.text.find('\n'));
  }
  return {};
}

Xapian::Document IndexWriter::Impl::document(const Page& page, const ContentHash& hash,
                                             bool reported) {
  Xapian::Document document;
  Analyzer& words = analyzer(page.language);
  Postings postings;

  std::string titles = page.title;
  if (!page.other_title.empty()) titles += "\n" + page.other_title;
  for (const std::string& synonym : page.synonyms) titles += "\n" + synonym;
  add_text(postings, TextField::title, words, titles);
  add_text(postings, TextField::description, words,
           page.description.empty() ? lead(page) : page.description);
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

IndexContents read_contents(const fs::path& generation, const AnalyzerRecipe& recipe) {
  IndexContents contents;
  try {
    const Xapian::Database database(generation.string());
    const auto get = [&](std::string_view key) { return database.get_metadata(std::string(key)); };
    if (get(schema_key) != std::to_string(schema_version) || get(recipe_key) != recipe.to_text()) {
      return contents;
    }
    contents.metadata = {get(site_name_key), get(site_url_key), get(language_key),
                         get(settings_key),  get(synonyms_key), get(definitions_key)};
    auto hash = database.valuestream_begin(hash_slot);
    const auto hash_end = database.valuestream_end(hash_slot);
    auto url = database.valuestream_begin(url_slot);
    const auto url_end = database.valuestream_end(url_slot);
    for (auto id = database.valuestream_begin(id_slot); id != database.valuestream_end(id_slot);
         ++id) {
      IndexedPage page;
      hash.skip_to(id.get_docid());
      const std::string stamp = hash == hash_end ? std::string() : *hash;
      if (stamp.size() < page.hash.size()) return {};
      std::copy_n(stamp.begin(), page.hash.size(), page.hash.begin());
      page.reported = stamp.size() > page.hash.size();
      url.skip_to(id.get_docid());
      // The site's own page has the empty URL, and so no value.
      if (url != url_end && url.get_docid() == id.get_docid()) page.url = *url;
      contents.pages.emplace(*id, page);
    }
    contents.usable = true;
  } catch (const Xapian::Error&) {
    return {};  // damaged or foreign: it is written anew
  }
  return contents;
}

IndexWriter::IndexWriter(const fs::path& generation, Mode mode, const AnalyzerRecipe& recipe)
    : impl_(std::make_unique<Impl>()) {
  impl_->folder = generation;
  impl_->mode = mode;
  impl_->recipe = recipe;
  guarded(generation, [&] {
    // A generation in the making is thrown away if it is not finished, so no sync and no
    // copy-on-write is needed; IndexFolder::switch_to brings it to the disk.
    const int flags = mode == Mode::create ? Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC |
                                                 Xapian::DB_DANGEROUS
                                           : Xapian::DB_OPEN;
    impl_->database = Xapian::WritableDatabase(generation.string(), flags);
    if (mode == Mode::update) {
      impl_->facet_names = split_lines(impl_->database.get_metadata(std::string(facets_key)));
      for (std::size_t i = 0; i < impl_->facet_names.size(); ++i) {
        impl_->facet_index.emplace(impl_->facet_names[i], i);
      }
      impl_->database.begin_transaction();
    }
    impl_->writer = std::make_unique<DatabaseWriter>(impl_->database);
  });
}

IndexWriter::~IndexWriter() {
  if (!impl_) return;
  impl_->writer.reset();
  if (impl_->committed || impl_->mode == Mode::create) return;
  try {
    impl_->database.cancel_transaction();
  } catch (const Xapian::Error&) {
    // The transaction is not on the disk, which is all that matters.
  }
}

void IndexWriter::put(const Page& page, const ContentHash& hash, bool reported) {
  guarded(impl_->folder, [&] {
    // The document goes to the other thread whole: no copy of it stays here.
    auto document = std::make_shared<Xapian::Document>(impl_->document(page, hash, reported));
    if (impl_->mode == Mode::create) {
      impl_->writer->add([document = std::move(document)](Xapian::WritableDatabase& database) {
        database.add_document(*document);
      });
    } else {
      impl_->writer->add(
          [document = std::move(document), id = bounded_term(id_prefix, page.id)](
              Xapian::WritableDatabase& database) { database.replace_document(id, *document); });
    }
  });
}

void IndexWriter::remove(std::string_view id) {
  guarded(impl_->folder, [&] {
    impl_->writer->add([term = bounded_term(id_prefix, id)](Xapian::WritableDatabase& database) {
      database.delete_document(term);
    });
  });
}

void IndexWriter::set_metadata(const IndexMetadata& metadata) {
  guarded(impl_->folder, [&] {
    impl_->writer->add([metadata](Xapian::WritableDatabase& database) {
      const auto set = [&](std::string_view key, const std::string& value) {
        database.set_metadata(std::string(key), value);
      };
      set(site_name_key, metadata.site_name);
      set(site_url_key, metadata.site_url);
      set(language_key, metadata.language);
      set(settings_key, metadata.settings);
      set(synonyms_key, metadata.synonyms);
      set(definitions_key, metadata.definitions);
    });
  });
}

void IndexWriter::commit(std::string_view built) {
  guarded(impl_->folder, [&] {
    Impl& impl = *impl_;
    impl.writer->finish();
    const auto set = [&](std::string_view key, const std::string& value) {
      impl.database.set_metadata(std::string(key), value);
    };
    set(schema_key, std::to_string(schema_version));
    set(recipe_key, impl.recipe.to_text());
    std::string names;
    for (const std::string& name : impl.facet_names) names += name + "\n";
    set(facets_key, names);
    set(built_key, std::string(built));
    SiteFiles site_files(impl.folder);
    site_files.write(impl.database);
    if (impl.mode == Mode::update) {
      impl.database.commit_transaction();
    } else {
      impl.database.commit();
    }
    impl.committed = true;
    impl.database.close();
    site_files.remove_old();
  });
}

}  // namespace speur
