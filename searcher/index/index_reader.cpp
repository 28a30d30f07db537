#include "searcher/index/index_reader.hpp"

#include "include/files/checksums.hpp"
#include "searcher/index/bundle.hpp"
#include "speur/error.hpp"
#include "speur/postings_layout.hpp"
#include "speur/records_layout.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cctype>
#include <mutex>
#include <set>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// With their counts some 5 MB.
constexpr std::size_t most_remembered_terms = 50'000;

std::string how_to_rebuild(const fs::path& index) {
  return fmt::format("run: speur-index CONTENT --index {} --rebuild", index.string());
}

/// Xapian believes its files, and can crash on a damaged one; our own are verified as they are read. To read all bytes
/// of a large index would take longer than most commands do, but a file that is cut or has gone is seen at once. A
/// process reads them once: a server, which has read them all before, opens many readers. Gives the
/// checksums that are not there.
std::vector<fs::path> check_files(const std::vector<IndexPart>& parts) {
  static std::mutex mutex;
  static std::set<fs::path> known;
  std::vector<fs::path> without;
  for (const IndexPart& part : parts) {
    if (!part.is_local()) continue;
    bool is_known = false;
    {
      const std::lock_guard lock(mutex);
      is_known = known.contains(part.folder);
    }
    const ChecksumReport report = check_checksums(
        part.folder, is_known ? ChecksumDepth::sizes : ChecksumDepth::believed);
    if (report.state == ChecksumState::damaged) {
      throw Error(ExitCode::io, report.faults.front() + ": speur-index makes the index anew");
    }
    if (report.state == ChecksumState::unknown) {
      without.push_back(part.folder / checksum_file);
      continue;
    }
    const std::lock_guard lock(mutex);
    known.insert(part.folder);
  }
  return without;
}

}  // namespace

std::vector<std::string_view> split_values(std::string_view joined) {
  std::vector<std::string_view> values;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find(value_separator), joined.size());
    values.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return values;
}

IndexReader::IndexReader(fs::path index, RemoteTime remote) : path_(std::move(index)), remote_(remote) {
  open();
  guarded(path_, [&] {
    recipe_ = AnalyzerRecipe::parse(metadata(recipe_key));  // whether it can be made, Analyzer says
    language_ = metadata(language_key);
    if (language_.empty()) language_ = "nl";
    read_facets();
    const std::string language(language_prefix);
    auto term = database().allterms_begin(language);
    while (term != database_.allterms_end(language)) {
      const std::string found = *term;
      languages_.push_back(found.substr(language.size()));
      // One step on would read all chunks of the term's postings on its way to the next term.
      term.skip_to(found + '\0');
    }
  });
}

/// Opens the database and what no search does without. A generation that is replaced goes after a while,
/// and with it the names of its files: where that happens between the two, the next one is opened.
void IndexReader::open() {
  constexpr int most_attempts = 3;
  for (int attempt = 1;; ++attempt) {
    parts_ = index_parts(path_);
    const std::vector<fs::path> without = check_files(parts_);
    database_ = open_database();
    has_remote_parts_ = std::ranges::any_of(parts_, [](const IndexPart& part) { return !part.is_local(); });
    guarded(path_, [&] {
      check_schema();
      check_words_place();
    });
    const auto is_replaced = [&] {
      const std::vector<IndexPart> now = index_parts(path_);
      return attempt < most_attempts &&
             !std::ranges::equal(now, parts_, {}, &IndexPart::name, &IndexPart::name);
    };
    if (!without.empty()) {
      if (is_replaced()) continue;
      // An index of this schema has them from the start: they were lost, or it was copied only in part.
      throw Error(ExitCode::io, {without.front(), 0}, "is not there: speur-index makes the index anew");
    }
    try {
      guarded(path_, [&] {
        postings_.emplace(open_postings());
        texts_.emplace(open_texts());
      });
      return;
    } catch (const Error&) {
      if (is_replaced()) continue;
      // Damaged: whoever asks for them is told so, and `speur status` of more than that.
      postings_.reset();
      texts_.reset();
      return;
    }
  }
}

/// Many hosts may each take a message's time to be opened.
Xapian::Database IndexReader::open_in_time(const IndexPart& part) const {
  if (!part.is_local() && remote_.until.has_passed()) throw_slow();
  return open_part(part, remote_.a_message);
}

Xapian::Database IndexReader::open_database() const {
  try {
    if (parts_.size() == 1) return open_in_time(parts_.front());
    Xapian::Database all;
    for (const IndexPart& part : parts_) all.add_database(open_in_time(part));
    return all;
  } catch (const Xapian::NetworkError& e) {
    throw HostAway({path_, 0}, "cannot open the index: " + e.get_description());
  } catch (const Xapian::DatabaseOpeningError& e) {
    throw Error(ExitCode::config, {path_, 0},
                fmt::format("is not an index that can be opened: {}", e.get_msg()));
  } catch (const Xapian::Error& e) {
    throw Error(ExitCode::io, {path_, 0}, "cannot open the index: " + e.get_description());
  }
}

void IndexReader::check_schema() const {
  const std::string schema = metadata(schema_key);
  if (schema.empty()) {
    throw Error(ExitCode::config, {path_, 0}, "is a Xapian database, but not one of speur-index");
  }
  if (schema != std::to_string(schema_version)) {
    throw Error(ExitCode::config, {path_, 0},
                fmt::format("the index has schema {}, this program reads {}; {}", schema,
                            schema_version, how_to_rebuild(path_)));
  }
}

void IndexReader::check_mappings() const {
  if (MappedFile::faults() == faults_) return;
  throw Error(ExitCode::busy, {path_, 0}, "files of the index were cut while they were read");
}

void IndexReader::throw_slow() const {
  throw SlowHosts({path_, 0}, "other hosts take too long to tell what is in the index");
}

std::string IndexReader::metadata(std::string_view key) const {
  return database().get_metadata(std::string(key));
}

void IndexReader::read_facets() {
  const std::string table = metadata(facets_key);
  std::string_view names = table;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('\n'), names.size());
    IndexFacet facet;
    facet.name = names.substr(0, end);
    facet.label = facet.name;
    names.remove_prefix(std::min(end + 1, names.size()));
    facet.pages = database().get_value_freq(facet_slot(facet.name));
    if (facet.pages > 0) facets_.push_back(std::move(facet));  // else no page has it any more
  }
  // The settings stand with the names and the numbers of values, and the terms elsewhere: Xapian
  // reads a block anew where another of its level came between.
  const std::string settings = metadata(settings_key);
  for (IndexFacet& facet : facets_) {
    const auto pages_with = [&](char type) {
      return database().get_termfreq(facet_type_term(facet.name, type));
    };
    facet.type = facet_type(pages_with('k'), pages_with('n'), pages_with('d'));
    facet.many = pages_with('m') > 0;
  }
  std::map<std::string, std::size_t, std::less<>> places;
  if (!settings.empty()) {
    const boost::json::value parsed = boost::json::parse(settings);
    std::size_t place = 0;
    for (const boost::json::value& entry : parsed.at("facets").as_array()) {
      const std::string name(entry.at("name").as_string());
      places.emplace(name, place++);
      for (IndexFacet& facet : facets_) {
        if (facet.name != name) continue;
        if (const auto* label = entry.as_object().if_contains("label")) {
          facet.label = label->as_string();
        }
        if (const auto* order = entry.as_object().if_contains("order")) {
          for (const boost::json::value& value : order->as_array()) {
            facet.order.emplace_back(value.as_string());
          }
        }
        if (const auto* labels = entry.as_object().if_contains("labels")) {
          for (const auto& [value, label] : labels->as_object()) {
            facet.labels.emplace(value, label.as_string());
          }
        }
      }
    }
  }
  std::ranges::sort(facets_, [&](const IndexFacet& a, const IndexFacet& b) {
    const auto key = [&](const IndexFacet& facet) {
      const auto place = places.find(facet.name);
      return std::tuple(place == places.end() ? places.size() : place->second,
                        -static_cast<std::ptrdiff_t>(facet.pages), std::string_view(facet.name));
    };
    return key(a) < key(b);
  });
}

const IndexFacet* IndexReader::find_facet(std::string_view name) const {
  const auto found = std::ranges::find(facets_, name, &IndexFacet::name);
  return found == facets_.end() ? nullptr : &*found;
}

const IndexFacet& IndexReader::facet(std::string_view name) const {
  if (const IndexFacet* found = find_facet(name)) return *found;
  std::string names;
  for (const IndexFacet& known : facets_) names += (names.empty() ? "" : ", ") + known.name;
  throw Error(ExitCode::usage,
              names.empty() ? fmt::format("there is no facet '{}': this index has none", name)
                            : fmt::format("there is no facet '{}'; there are: {}", name, names));
}

const SiteWords& IndexReader::words() const {
  if (!words_) {
    SiteFileSet set = open_site_files(*this, words_kind);
    // Without them a search would find and correct less, and nobody would know why.
    if (!set.damaged.empty()) throw Error(ExitCode::io, set.damaged.front());
    words_.emplace(std::move(set));
  }
  return *words_;
}

/// Where the words are in files, Xapian cannot find them: neither together with those of other
/// databases nor from another host.
void IndexReader::check_words_place() const {
  if (parts_.size() == 1 && parts_.front().is_local()) return;
  for (const IndexPart& part : parts_) {
    const Xapian::Database opened = parts_.size() == 1 ? database() : open_in_time(part);
    if (opened.get_metadata(std::string(words_place_key)) == name_of(WordsPlace::database)) continue;
    throw Error(ExitCode::config, {path_, 0},
                fmt::format("{} cannot be searched with others or from another host: make it with "
                            "speur-index --shard",
                            part.name()));
  }
}

std::optional<LocalPostings> IndexReader::open_postings() const {
  if (parts_.size() != 1 || !parts_.front().is_local()) return std::nullopt;
  const auto damaged = [&](const std::string& reason) {
    // Then Xapian finds the same, only slower; `speur status` tells of the damage.
    if (metadata(words_place_key) == name_of(WordsPlace::database)) return;
    throw Error(ExitCode::io, {path_, 0}, reason + ": speur-index --rebuild makes it anew");
  };
  SiteFileSet base = open_site_files(*this, postings_kind);
  SiteFileSet changes = open_site_files(*this, changes_kind);
  const bool has_changes = !metadata(site_file_key(changes_kind)).empty();
  if (base.files.size() != 1 || (has_changes && changes.files.size() != 1)) {
    damaged("its posting lists cannot be read");
    return std::nullopt;
  }
  try {
    std::optional<SiteFile> changed;
    if (has_changes) changed.emplace(std::move(changes.files.front()));
    std::optional<LocalPostings> local;
    local.emplace(std::move(base.files.front()), std::move(changed));
    if (local->lists.live_pages() == database_.get_doccount()) return local;
    damaged("its posting lists are of other pages");
  } catch (const std::out_of_range& e) {
    damaged(std::string("its posting lists are damaged (") + e.what() + ")");
  }
  return std::nullopt;
}

const IndexPostings* IndexReader::postings() const {
  if (!postings_) postings_.emplace(open_postings());
  return postings_->has_value() ? &(*postings_)->lists : nullptr;
}

std::optional<PageTexts> IndexReader::open_texts() const {
  if (metadata(words_place_key) != name_of(WordsPlace::files)) return std::nullopt;
  SiteFileSet set = open_site_files(*this, texts_kind);
  try {
    if (set.files.size() == 1) return PageTexts(std::move(set.files.front()).pieces());
  } catch (const std::out_of_range&) {
    // As one that is not there.
  }
  throw Error(ExitCode::io, {path_, 0},
              "the texts of its pages cannot be read: speur-index --rebuild makes it anew");
}

std::string IndexReader::page_data(Xapian::docid page) const {
  if (!texts_) texts_.emplace(open_texts());
  if (texts_->has_value() && page <= (*texts_)->pages()) {
    return std::string((*texts_)->get(page, text_block_));
  }
  return database().get_document(page, Xapian::DOC_ASSUME_VALID).get_data();
}

double IndexReader::mean_length() const {
  const IndexPostings* local = postings();
  return local == nullptr ? database().get_avlength() : local->mean_length();
}

std::vector<Xapian::docid> IndexReader::pages_of(const std::string& term) const {
  const IndexPostings* local = has_posting_list(term) ? postings() : nullptr;
  if (local != nullptr) return local->pages_of(term);
  return {database().postlist_begin(term), database_.postlist_end(term)};
}

Xapian::doccount IndexReader::pages_with(const std::string& term) const {
  if (const auto known = pages_with_.find(term); known != pages_with_.end()) return known->second;
  if (pages_with_.size() >= most_remembered_terms) pages_with_.clear();
  const IndexPostings* local = has_posting_list(term) ? postings() : nullptr;
  const Xapian::doccount count =
      local == nullptr ? database().get_termfreq(term) : local->pages_with(term);
  return pages_with_.emplace(term, count).first->second;
}

const RecordsFile* IndexReader::records() const {
  if (!records_) {
    records_.emplace();
    SiteFileSet set = open_site_files(*this, records_kind);
    if (database_.size() == 1 && set.files.size() == 1) {
      try {
        records_->emplace(std::move(set.files.front()));
      } catch (const Error&) {
        // `speur status` tells of it.
      } catch (const std::out_of_range&) {
        // Neither does a damaged one.
      }
    }
  }
  return records_->has_value() ? &**records_ : nullptr;
}

/// Of a term that stands for a page's id or name. Most folders have no page of their own, and most values
/// of facets name none: the filter of the records tells so, unless pages have come since.
std::vector<Xapian::docid> IndexReader::pages_under(const std::string& term) const {
  const RecordsFile* known = records();
  const bool knows_all = known != nullptr && known->pages() == database_.get_lastdocid();
  if (knows_all && !known->may_have(term)) return {};
  return {database().postlist_begin(term), database_.postlist_end(term)};
}

Xapian::docid IndexReader::find_page(std::string_view id) const {
  const std::vector<Xapian::docid> pages = pages_under(bounded_term(id_prefix, id));
  return pages.empty() ? 0 : pages.front();
}

std::string IndexReader::page_id(Xapian::docid page) const {
  const RecordsFile* known = records();
  std::string buffer;
  const std::string_view id = known != nullptr ? known->id(page, buffer) : std::string_view();
  return id.empty() ? database().get_document(page).get_value(id_slot) : std::string(id);
}

std::size_t IndexReader::remembered_labels() const noexcept {
  std::size_t labels = 0;
  for (const auto& [facet, values] : labels_) labels += values.size();
  return labels;
}

const LabelledValue* IndexReader::known_label(const std::string& facet, std::string_view value) const {
  const auto known = labels_.find(facet);
  if (known == labels_.end()) return nullptr;
  const auto found = known->second.find(value);
  return found == known->second.end() ? nullptr : &found->second;
}

LabelledValue IndexReader::label(const std::string& facet, std::string_view value) const {
  if (const LabelledValue* known = known_label(facet, value)) return *known;
  if (database().term_exists(facet_term(facet, value))) return page_label(facet, value);
  return make_label(facet, value);
}

const LabelledValue& IndexReader::page_label(const std::string& facet, std::string_view value) const {
  if (const LabelledValue* known = known_label(facet, value)) return *known;
  return labels_[facet].emplace(value, make_label(facet, value)).first->second;
}

LabelledValue IndexReader::make_label(const std::string& facet, std::string_view value) const {
  LabelledValue result{std::string(value), std::string(value), {}};
  const IndexFacet* configured = find_facet(facet);
  const auto pages_named = [&](std::string_view name) {
    return pages_under(bounded_term(name_prefix, name));
  };
  const auto is_in_own_folder = [&](Xapian::docid page) {
    // `vereiste` and `vereisten`: the folder's name begins with the facet's, or the other way. A page that
    // stands for its folder, as Hugo has one for each term, lies in the folder around that.
    const std::string id = page_id(page);
    const auto around = [](std::string_view path) {
      return path.substr(0, path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/'));
    };
    std::string_view folder = around(id);
    if (folder.substr(folder.rfind('/') + 1) == page_name(id)) folder = around(folder);
    const std::string_view last = folder.substr(folder.rfind('/') + 1);
    return !last.empty() && (last.starts_with(facet) || facet.starts_with(last));
  };
  const auto keep_own = [&](std::vector<Xapian::docid>& pages) {
    std::erase_if(pages, [&](Xapian::docid page) { return !is_in_own_folder(page); });
  };
  std::vector<Xapian::docid> named;
  if (configured == nullptr || configured->type == FacetType::keyword) {  // the year 2024 is no page
    named = pages_named(value);
    if (named.size() > 1) keep_own(named);
    if (named.empty()) {
      // The page of the term "Op straat" is tags/op-straat/_index.md.
      std::string name = ascii_lower(value);
      std::ranges::replace(name, ' ', '-');
      if (name != value) named = pages_named(name);
      keep_own(named);
    }
  }
  if (named.size() == 1) {
    result.label = database().get_document(named.front(), Xapian::DOC_ASSUME_VALID).get_value(title_text_slot);
    result.page = page_id(named.front());
  }
  if (configured != nullptr) {
    const auto own = configured->labels.find(value);
    if (own != configured->labels.end()) result.label = own->second;
  }
  return result;
}

const std::string& IndexReader::folder_title(std::string_view folder) const {
  if (const auto found = folder_titles_.find(folder); found != folder_titles_.end()) {
    return found->second;
  }
  std::string title;
  for (const std::string_view name : {"index.md", "README.md", "_index.md"}) {
    const Xapian::docid page = find_page(fmt::format("{}/{}", folder, name));
    if (page == 0) continue;
    title = database().get_document(page, Xapian::DOC_ASSUME_VALID).get_value(title_text_slot);
    break;
  }
  if (title.empty()) {
    title = folder.substr(folder.rfind('/') + 1);
    std::ranges::replace(title, '-', ' ');
    std::ranges::replace(title, '_', ' ');
    if (!title.empty()) {
      title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
    }
  }
  return folder_titles_.emplace(folder, std::move(title)).first->second;
}

std::vector<std::string> IndexReader::breadcrumb(std::string_view id) const {
  std::vector<std::string> titles;
  const std::string_view file = id.substr(id.rfind('/') + 1);
  const bool is_folder_page =
      file.starts_with("index.") || file.starts_with("_index.") || file.starts_with("README.");
  std::size_t end = id.find('/');
  while (end != std::string_view::npos) {
    const std::size_t next = id.find('/', end + 1);
    if (next == std::string_view::npos && is_folder_page) break;  // its own title is not above it
    titles.push_back(folder_title(id.substr(0, end)));
    end = next;
  }
  return titles;
}

}  // namespace speur
