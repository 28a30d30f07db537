#include "indexer/store/index_writer.hpp"

#include "indexer/store/database_writer.hpp"
#include "indexer/learned/bundle_writer.hpp"
#include "indexer/learned/records_file.hpp"
#include "speur/error.hpp"
#include "speur/mapped_file.hpp"
#include "speur/records_layout.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/word_record.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <optional>
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

}  // namespace

struct IndexWriter::Impl {
  fs::path folder;
  Mode mode;
  AnalyzerRecipe recipe;
  Xapian::WritableDatabase database;  // the writer's thread's, until it has finished
  std::unique_ptr<DatabaseWriter> writer;
  std::unique_ptr<DocumentMaker> maker;
  std::unique_ptr<RecordsFile> records;  // of a new generation
  std::optional<Xapian::Database> before;  // as it was, in an update: what changed pages had
  Vocabulary vocabulary;                 // in an update, of the pages before, less those that go
  std::vector<std::string> facet_names;  // in the order of their first appearance
  std::unordered_map<std::uint32_t, std::string> facets_by_slot;
  bool committed = false;

  /// Takes the words of a page that changes or goes out of the site's.
  void forget_words(std::string_view id) {
    const std::string term = bounded_term(id_prefix, id);
    const auto posting = before->postlist_begin(term);
    if (posting == before->postlist_end(term)) return;
    const std::string data = before->get_document(*posting).get_data();
    const StoredPage page = decode_page(data);
    const StoredWords words = decode_words(page);
    vocabulary.remove(place_words(page, words));
  }
  void read_vocabulary() {
    const std::string name = before->get_metadata(site_file_key(words_kind));
    const MappedFile file(folder / name);
    if (file.bytes().size() < sizeof(SiteFileHeader)) {
      throw Error(ExitCode::io, {folder / name, 0}, "is damaged: --rebuild makes it anew");
    }
    vocabulary.read(file.bytes().substr(sizeof(SiteFileHeader)));
  }
  /// Each such page costs a search more than one with a record in the file.
  bool has_many_pages_without_record() {
    constexpr Xapian::docid least = 1000;
    constexpr Xapian::docid part = 20;
    const std::string name = database.get_metadata(site_file_key(records_kind));
    const Xapian::docid last = database.get_lastdocid();
    const std::size_t known = records_in(folder / name);
    return last > known + std::max(least, last / part);
  }
  void add_facet(const std::string& name) {
    const auto [known, is_new] = facets_by_slot.try_emplace(facet_slot(name), name);
    if (is_new) {
      facet_names.push_back(name);
    } else if (known->second != name) {
      throw Error(ExitCode::config,
                  fmt::format("the facets '{}' and '{}' have the same place in the index: rename or "
                              "drop one of them in speur.yaml",
                              known->second, name));
    }
  }
};

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
  impl_->maker = std::make_unique<DocumentMaker>(recipe);
  guarded(generation, [&] {
    // A generation in the making is thrown away if it is not finished, so no sync and no
    // copy-on-write is needed; IndexFolder::switch_to brings it to the disk.
    const int flags = mode == Mode::create ? Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC |
                                                 Xapian::DB_DANGEROUS
                                           : Xapian::DB_OPEN;
    impl_->database = Xapian::WritableDatabase(generation.string(), flags);
    if (mode == Mode::create) impl_->records = std::make_unique<RecordsFile>(generation);
    if (mode == Mode::update) {
      impl_->before.emplace(generation.string());
      impl_->read_vocabulary();
      impl_->facet_names = split_lines(impl_->database.get_metadata(std::string(facets_key)));
      for (const std::string& name : impl_->facet_names) {
        impl_->facets_by_slot.emplace(facet_slot(name), name);
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
    for (const Facet& facet : page.facets) impl_->add_facet(facet.name);
    MadePage made = impl_->maker->make(page, hash, reported);
    if (impl_->records) impl_->records->add(made.record);
    if (impl_->mode == Mode::update) impl_->forget_words(page.id);
    // The document goes to the other thread whole: no copy of it stays here.
    auto document = std::make_shared<Xapian::Document>(std::move(made.document));
    if (impl_->mode == Mode::create) {
      impl_->writer->add([document = std::move(document)](Xapian::WritableDatabase& database) {
        database.add_document(*document);
      });
    } else {
      impl_->writer->add(
          [document = std::move(document), id = bounded_term(id_prefix, page.id)](
              Xapian::WritableDatabase& database) { // replace_document() would keep the docid, under which the records file has the old page.
            database.delete_document(id);
            database.add_document(*document);
          });
    }
  });
}

void IndexWriter::remove(std::string_view id) {
  guarded(impl_->folder, [&] {
    impl_->forget_words(id);
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
    impl.vocabulary.merge(impl.maker->vocabulary());
    std::string records;
    if (impl.records) {
      records = impl.records->finish();
    } else if (impl.has_many_pages_without_record()) {
      records = make_records_file(impl.folder, impl.database);
    }
    SiteFiles site_files(impl.folder);
    site_files.write(impl.database, impl.vocabulary, records);
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
