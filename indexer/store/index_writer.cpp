#include "indexer/store/index_writer.hpp"

#include "include/files/checksums.hpp"
#include "include/files/output_folder.hpp"
#include "include/postings/page_terms.hpp"

#include "indexer/learned/bundle_writer.hpp"
#include "indexer/learned/postings_update.hpp"
#include "indexer/learned/records_writer.hpp"
#include "indexer/learned/site_file_draft.hpp"
#include "indexer/learned/stored_pages.hpp"
#include "indexer/learned/texts_file.hpp"
#include "indexer/postings/postings_builder.hpp"
#include "indexer/store/facet_values.hpp"
#include "indexer/store/xapian_errors.hpp"
#include "indexer/suggestions/suggestions_file.hpp"
#include "indexer/suggestions/suggestions_update.hpp"
#include "indexer/terms/words_merge.hpp"
#include "speur/error.hpp"
#include "speur/mapped_file.hpp"
#include "speur/postings_layout.hpp"
#include "speur/records_layout.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/suggestion_layout.hpp"
#include "speur/word_record.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

int flags_of(IndexWriter::Mode mode) {
  // A generation in the making is thrown away if it is not finished, so no sync and no
  // copy-on-write is needed; IndexFolder::switch_to brings it to the disk.
  constexpr int fast = Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  switch (mode) {
    case IndexWriter::Mode::create:
      return Xapian::DB_CREATE_OR_OVERWRITE | fast;
    case IndexWriter::Mode::complete:
      return Xapian::DB_OPEN | fast;
    case IndexWriter::Mode::update:
      break;
  }
  return Xapian::DB_OPEN;
}

/// A name from the metadata names nothing outside of its folder.
bool is_state_name(std::string_view name) {
  return name.starts_with(state_kind) && name.find('/') == std::string_view::npos;
}

}  // namespace

struct IndexWriter::Impl {
  fs::path folder;
  Mode mode;
  AnalyzerRecipe recipe;
  Xapian::WritableDatabase database;
  std::unique_ptr<DocumentMaker> maker;
  std::unique_ptr<RecordsWriter> records;    // of a generation that is created
  PageStores stores;                       // in an update: as they were
  LearnedFiles learned;                    // where they are made or given
  TextBlocks texts;                        // of a generation that is created
  PostingsBuilder postings;                // of a generation that is created
  std::optional<PostingsUpdate> update;    // of the generation in service
  WordsPlace place = WordsPlace::files;
  std::optional<StoredPages> before;       // as they were, in an update: what changed pages had
  Vocabulary vocabulary;                   // in an update, of how many pages more or fewer
  SuggestionChanges suggestions;           // of an update
  ChecksumsBefore checksums;               // of an update, which has found all files sound
  std::vector<std::string> facet_names;  // in the order of their first appearance
  std::unordered_map<std::uint32_t, std::string> facets_by_slot;
  std::optional<SiteFiles> site_files;
  std::string state;
  bool changed = false;  // by pages or metadata
  bool committed = false;

  void set(std::string_view key, const std::string& value) {
    database.set_metadata(std::string(key), value);
  }
  void forget(std::string_view id);
  void add_postings(Xapian::docid page, const TermList& terms);
  void write_stores();
  void update_stores();
  [[nodiscard]] LearnedFiles learn() const;
  [[nodiscard]] LearnedFiles learn_update();
  [[nodiscard]] bool has_many_pages_without_record() const;
  void write_state();
  void remove_old_states() const;
};

/// Takes the words of a page that changes or goes out of the site's, and out of the posting lists.
void IndexWriter::Impl::forget(std::string_view id) {
  const std::string term = bounded_term(id_prefix, id);
  const auto posting = before->database().postlist_begin(term);
  if (posting == before->database().postlist_end(term)) return;
  const std::string data = before->data(*posting);
  suggestions.remove(before->database().get_document(*posting));
  const StoredPage page = decode_page(data);
  const StoredWords words = decode_words(page);
  const PlacedWords placed = place_words(page, words);
  vocabulary.remove(placed);
  TermList terms;
  const auto add = [&](std::string_view name, std::uint32_t wdf) { terms.add(name, wdf); };
  PageTerms(placed).for_each(add);
  const Xapian::Database& old = before->database();
  for (auto known = old.termlist_begin(*posting); known != old.termlist_end(*posting); ++known) {
    const std::string name = *known;
    if (has_posting_list(name) && !is_word_term(name)) add(name, known.get_wdf());
  }
  update->remove(*posting, std::move(terms));
}

void IndexWriter::Impl::add_postings(Xapian::docid page, const TermList& terms) {
  if (update) {
    update->add(page, terms);
    return;
  }
  postings.begin_page(page);
  terms.for_each([&](std::string_view term, std::uint32_t wdf) { postings.add(term, wdf); });
}

/// The stores of a generation that is created.
void IndexWriter::Impl::write_stores() {
  SiteFileDraft lists(folder, postings_kind);
  postings.write([&](std::string_view bytes) { lists.put(bytes); });
  stores = {records->finish(), {}, {lists.finish(), {}}};
  if (place == WordsPlace::database) return;
  texts.finish();
  TextsFile file(folder);
  file.add(texts);
  stores.texts = file.finish();
}

/// Those of a generation whose pages have changed.
void IndexWriter::Impl::update_stores() {
  const bool whole = has_many_pages_without_record();
  // NOLINTNEXTLINE(cppcoreguidelines-slicing): a database that is written is read as any other
  if (whole) stores.records = make_records_file(folder, {folder, database});
  stores.postings = update->write(whole);
}

/// Of all pages of a generation that is created.
LearnedFiles IndexWriter::Impl::learn() const {
  return write_learned_files(folder, vocabulary.encode(), make_suggestions_file(database, vocabulary));
}

/// Of a large site of which few pages have changed since its suggestions were made of all pages, they
/// are changed where they stand.
LearnedFiles IndexWriter::Impl::learn_update() {
  constexpr std::size_t large = 4000, part = 50;
  fs::path reading;
  const auto open = [&](std::string_view kind) {
    reading = folder / before->database().get_metadata(site_file_key(kind));
    MappedFile file(reading);
    if (file.bytes().size() < sizeof(SiteFileHeader)) {
      throw std::out_of_range("a site file is cut short");
    }
    return file;
  };
  const auto payload = [](const MappedFile& file) {
    return site_file_payload(file.bytes());
  };
  try {
    const MappedFile old_words = open(words_kind);
    const MergedWords words = merge_words(payload(old_words), vocabulary);
    const std::string all_words = words.file.encode();
    std::string all_suggestions;
    const Xapian::doccount pages = database.get_doccount();
    const std::string counted = database.get_metadata(std::string(suggestion_changes_key));
    std::size_t pages_changed = suggestions.pages();
    std::size_t before_it = 0;
    std::from_chars(counted.data(), counted.data() + counted.size(), before_it);
    pages_changed += before_it;
    const bool is_small_change = pages >= large && pages_changed * part <= pages;
    if (is_small_change) {
      const MappedFile old = open(suggestions_kind);
      all_suggestions = update_suggestions(payload(old), suggestions, words, pages);
    } else {
      Vocabulary all;
      all.read(all_words);
      all_suggestions = make_suggestions_file(database, all);
    }
    set(suggestion_changes_key, is_small_change ? std::to_string(pages_changed) : std::string());
    return write_learned_files(folder, all_words, all_suggestions);
  } catch (const std::out_of_range&) {
    throw Error(ExitCode::io, {reading, 0}, "is damaged: --rebuild makes it anew");
  }
}

/// Each such page costs a search more than one with a record in the file.
bool IndexWriter::Impl::has_many_pages_without_record() const {
  constexpr Xapian::docid least = 1000;
  constexpr Xapian::docid part = 20;
  const std::string name = database.get_metadata(site_file_key(records_kind));
  const Xapian::docid last = database.get_lastdocid();
  const std::size_t known = records_in(folder / name);
  return last > known + std::max(least, last / part);
}

void IndexWriter::Impl::write_state() {
  if (state.empty()) return;
  state = write_site_file(folder, state_kind, state);  // its name is all that is needed now
  set(state_key, state);
}

/// No reader wants an old state: unlike the other site files it goes at once.
void IndexWriter::Impl::remove_old_states() const {
  std::error_code error;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(fmt::format("{}-", state_kind)) && name != state) {
      old.push_back(entry.path());
    }
  }
  for (const fs::path& path : old) fs::remove(path, error);
}

std::optional<IndexContents> read_contents(const fs::path& generation,
                                           const AnalyzerRecipe& recipe, WordsPlace words) {
  const ChecksumReport report = check_checksums(generation, ChecksumDepth::quick);
  // An index of this schema has checksums from the start: one that lost them may have lost more.
  if (report.state == ChecksumState::damaged || report.state == ChecksumState::unknown) return std::nullopt;
  try {
    const Xapian::Database database(generation.string(), Xapian::DB_BACKEND_GLASS);
    const auto get = [&](std::string_view key) { return database.get_metadata(std::string(key)); };
    if (get(schema_key) != std::to_string(schema_version) || get(recipe_key) != recipe.to_text() ||
        get(words_place_key) != name_of(words)) {
      return std::nullopt;
    }
    const std::string state_file = get(state_key);
    if (!is_state_name(state_file)) return std::nullopt;
    std::optional<IndexState> state = IndexState::read(generation / state_file);
    if (!state) return std::nullopt;
    return IndexContents{{get(site_name_key), get(site_url_key), get(language_key),
                          get(settings_key), get(synonyms_key), get(definitions_key)},
                         std::move(*state)};
  } catch (const Xapian::Error&) {
    return std::nullopt;  // damaged or foreign: it is written anew
  }
}

void remove_unnamed_files(const fs::path& generation) {
  constexpr std::chrono::seconds grace{60};
  // Xapian replaces this file with every commit.
  std::error_code error;
  const fs::file_time_type committed = fs::last_write_time(generation / "iamglass", error);
  if (error || fs::file_time_type::clock::now() - committed < grace) return;
  try {
    const Xapian::Database database(generation.string(), Xapian::DB_BACKEND_GLASS);
    std::vector<std::string> named = {database.get_metadata(std::string(state_key))};
    std::vector<std::string> kinds = {std::string(state_kind)};
    const std::string keys(site_file_key_prefix);
    for (auto key = database.metadata_keys_begin(keys); key != database.metadata_keys_end(keys);
         ++key) {
      kinds.push_back((*key).substr(keys.size()));
      named.push_back(database.get_metadata(*key));
    }
    std::vector<fs::path> unnamed;
    for (const fs::directory_entry& entry : fs::directory_iterator(generation, error)) {
      const std::string name = entry.path().filename().string();
      const bool is_site_file = std::ranges::any_of(
          kinds, [&](const std::string& kind) { return name.starts_with(kind + "-"); });
      if (is_site_file && std::ranges::find(named, name) == named.end()) {
        unnamed.push_back(entry.path());
      }
    }
    drop_checksums(generation, unnamed);
    for (const fs::path& file : unnamed) fs::remove(file, error);
  } catch (const Xapian::Error&) {
    // A generation that cannot be read is made anew, and goes as a whole.
  }
}

std::vector<std::string> facet_names(const Page& page) {
  std::vector<std::string> names;
  for (const Facet& facet : page.facets) names.push_back(facet.name);
  return names;
}

IndexWriter::IndexWriter(const fs::path& generation, Mode mode, const AnalyzerRecipe& recipe,
                         WordsPlace words)
    : impl_(std::make_unique<Impl>()) {
  impl_->folder = generation;
  impl_->mode = mode;
  impl_->recipe = recipe;
  impl_->place = words;
  if (mode == Mode::update) {
    // Xapian opens its files by their names and follows links.
    if (const fs::path file = find_irregular(generation); !file.empty()) {
      throw Error(ExitCode::config, {file, 0},
                  "is no file that an index holds: speur-index --rebuild makes the index anew");
    }
    // Else the checksums that the commit makes would call the damage sound.
    const ChecksumReport report = check_checksums(generation, ChecksumDepth::contents);
    if (report.state == ChecksumState::damaged) throw DamagedIndex(report.faults.front());
    impl_->checksums = suspend_checksums(generation);
  }
  guarded(generation, [&] {
    // Without a backend's name Xapian would follow a stub that lies in the folder.
    impl_->database = Xapian::WritableDatabase(generation.string(),
                                               flags_of(mode) | Xapian::DB_BACKEND_GLASS);
    if (mode == Mode::create) impl_->records = std::make_unique<RecordsWriter>(generation);
    if (mode == Mode::update) {
      // Of an index without checksums, in which any number may be damaged. Lists are as long as the
      // greatest number of a page.
      const std::uint64_t last = impl_->database.get_lastdocid();
      const std::uint64_t pages = impl_->database.get_doccount();
      if (last > (std::uint64_t{1} << 24U) + 64 * pages) {
        throw DamagedIndex(describe({generation, 0}, "is damaged: its numbers of pages cannot be"));
      }
      impl_->before.emplace(
          generation, Xapian::Database(generation.string(), Xapian::DB_BACKEND_GLASS));
      const auto file = [&](std::string_view kind) {
        return impl_->before->database().get_metadata(site_file_key(kind));
      };
      impl_->stores = {file(records_kind), file(texts_kind), {file(postings_kind), file(changes_kind)}};
      impl_->update.emplace(generation, impl_->stores.postings);
      add_facets(split_lines(impl_->database.get_metadata(std::string(facets_key))));
      impl_->database.begin_transaction();
    }
  });
}

IndexWriter::~IndexWriter() {
  if (!impl_ || impl_->committed || impl_->mode != Mode::update) return;
  try {
    impl_->database.cancel_transaction();
  } catch (const Xapian::Error&) {
    // The transaction is not on the disk, which is all that matters.
  }
}

void IndexWriter::add_facets(std::span<const std::string> names) {
  for (const std::string& name : names) {
    const auto [known, is_new] = impl_->facets_by_slot.try_emplace(facet_slot(name), name);
    if (is_new) {
      impl_->facet_names.push_back(name);
    } else if (known->second != name) {
      throw Error(ExitCode::config,
                  fmt::format("the facets '{}' and '{}' have the same place in the index: rename or "
                              "drop one of them in speur.yaml",
                              known->second, name));
    }
  }
}

void IndexWriter::put(const PreparedPage& page) {
  impl_->changed = true;
  add_facets(page.facets);
  guarded(impl_->folder, [&] {
    if (impl_->records) impl_->records->add(page.made.record, page.id);
    if (impl_->mode == Mode::update) {
      // replace_document() would keep the docid, under which the records file has the old page.
      impl_->forget(page.id);
      impl_->database.delete_document(bounded_term(id_prefix, page.id));
    }
    Xapian::Document document = page.made.document;
    if (impl_->mode == Mode::update) {
      impl_->suggestions.add(document);
      document.set_data(page.made.data);
    } else if (impl_->place == WordsPlace::files) {
      impl_->texts.add(page.made.data);
    }
    impl_->add_postings(impl_->database.add_document(document), page.made.terms);
  });
}

void IndexWriter::put(const Page& page) {
  if (!impl_->maker) impl_->maker = std::make_unique<DocumentMaker>(impl_->recipe, impl_->place);
  put(PreparedPage{page.id, impl_->maker->make(page), facet_names(page)});
}

void IndexWriter::remove(std::string_view id) {
  impl_->changed = true;
  guarded(impl_->folder, [&] {
    impl_->forget(id);
    impl_->database.delete_document(bounded_term(id_prefix, id));
  });
}

std::set<std::string, std::less<>> IndexWriter::values_of(std::string_view facet) const {
  std::set<std::string, std::less<>> values;
  guarded(impl_->folder, [&] { values = facet_values(impl_->database, facet); });
  return values;
}

void IndexWriter::set_metadata(const IndexMetadata& metadata) {
  impl_->changed = true;
  guarded(impl_->folder, [&] {
    impl_->set(site_name_key, metadata.site_name);
    impl_->set(site_url_key, metadata.site_url);
    impl_->set(language_key, metadata.language);
    impl_->set(settings_key, metadata.settings);
    impl_->set(synonyms_key, metadata.synonyms);
    impl_->set(definitions_key, metadata.definitions);
  });
}

void IndexWriter::add_words(const Vocabulary& words) { impl_->vocabulary.merge(words); }

void IndexWriter::set_files(PageStores stores, LearnedFiles learned) {
  impl_->stores = std::move(stores);
  impl_->learned = std::move(learned);
}

void IndexWriter::set_state(std::string payload) { impl_->state = std::move(payload); }

void IndexWriter::make_bundle() {
  if (impl_->mode == Mode::update && !impl_->changed) return;
  guarded(impl_->folder, [&] {
    Impl& impl = *impl_;
    if (impl.maker) impl.vocabulary.merge(impl.maker->take_vocabulary());
    if (impl.mode == Mode::create) {
      impl.write_stores();
      impl.learned = impl.learn();
    } else if (impl.mode == Mode::update) {
      impl.update_stores();
      impl.learned = impl.learn_update();
    }
    impl.site_files.emplace(impl.folder);
    impl.site_files->name(impl.database, impl.learned, impl.stores);
  });
}

void IndexWriter::commit(std::string_view built) {
  if (!impl_->site_files) make_bundle();
  guarded(impl_->folder, [&] {
    Impl& impl = *impl_;
    impl.set(schema_key, std::to_string(schema_version));
    impl.set(recipe_key, impl.recipe.to_text());
    impl.set(words_place_key, std::string(name_of(impl.place)));
    std::string names;
    for (const std::string& name : impl.facet_names) names += name + "\n";
    impl.set(facets_key, names);
    impl.set(built_key, std::string(built));
    impl.write_state();
    if (impl.mode == Mode::update) {
      OutputFolder(impl.folder).sync();  // the names of the files that the database is about to name
      impl.database.commit_transaction();
    } else {
      impl.database.commit();
    }
    impl.committed = true;
    impl.database.close();
    if (impl.site_files) impl.site_files->remove_old();
    if (!impl.state.empty()) impl.remove_old_states();
  });
  if (impl_->mode == Mode::update) {
    // Our files are made, named by what they hold and removed; only Xapian's are written again.
    write_checksums(impl_->folder, impl_->checksums,
                    [](std::string_view name) { return !name.ends_with("glass"); });
  }
}

}  // namespace speur
