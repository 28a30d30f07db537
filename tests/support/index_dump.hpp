#pragma once

#include "include/postings/index_postings.hpp"
#include "include/texts/page_texts.hpp"
#include "speur/postings_layout.hpp"
#include "speur/records_layout.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/texts_layout.hpp"

#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace speur {

/// The generation that an index folder's stub names.
inline std::filesystem::path named_generation(const std::filesystem::path& index) {
  std::ifstream stub(index / stub_file);
  std::string kind, name;
  return stub >> kind >> name ? index / name : index;
}

/// The files of an index beside its database, read without the searcher.
class StoredFiles {
 public:
  StoredFiles(const Xapian::Database& database, const std::filesystem::path& index)
      : base_(payload(database, index, postings_kind)),
        changes_(payload(database, index, changes_kind)),
        texts_bytes_(payload(database, index, texts_kind)),
        postings_(base_, changes_) {
    if (!texts_bytes_.empty()) texts_.emplace(std::string_view(texts_bytes_));
  }
  StoredFiles(const StoredFiles&) = delete;
  StoredFiles& operator=(const StoredFiles&) = delete;
  [[nodiscard]] const IndexPostings& postings() const { return postings_; }
  /// What is stored of the page.
  [[nodiscard]] std::string data(const Xapian::Document& page) const {
    if (!texts_ || page.get_docid() > texts_->pages()) return page.get_data();
    TextBlock block;
    return std::string(texts_->get(page.get_docid(), block));
  }

 private:
  static std::string payload(const Xapian::Database& database, const std::filesystem::path& index,
                             std::string_view kind) {
    const std::string name = database.get_metadata(site_file_key(kind));
    if (name.empty()) return {};
    std::ifstream file(named_generation(index) / name, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return std::string(site_file_payload(bytes));
  }
  std::string base_, changes_, texts_bytes_;
  IndexPostings postings_;
  std::optional<PageTexts> texts_;
};

/// What the posting lists say of each page: its length, and each term with its wdf and how many pages
/// have it.
inline std::map<Xapian::docid, std::string> dump_postings(const Xapian::Database& database,
                                                          const std::filesystem::path& index) {
  const StoredFiles stored(database, index);
  const IndexPostings& lists = stored.postings();
  std::map<Xapian::docid, std::string> pages;
  const auto add = [&](const Postings& part, Xapian::docid offset) {
    for (std::uint32_t page = 1; page <= part.last_page(); ++page) {
      if (!part.is_live(page)) continue;
      pages[offset + page] += "length " + std::to_string(part.length(page)) + '\n';
    }
    std::vector<Posting> postings;
    for (TermWalk walk(part); walk.next();) {
      part.decode(walk.list(), postings);
      for (const Posting& posting : postings) {
        pages[offset + posting.page] += walk.term() + ' ' + std::to_string(posting.wdf) + ' ' +
                                        std::to_string(lists.pages_with(walk.term())) + '\n';
      }
    }
  };
  add(lists.base(), 0);
  if (lists.added() != nullptr) add(*lists.added(), lists.base().last_page());
  return pages;
}

/// All that an index says of its pages, ordered by id and without what tells its history (docids,
/// slot numbers, build time): equal for two indexes that answer alike.
inline std::string dump_index(const std::filesystem::path& index) {
  const Xapian::Database database(index.string());
  std::ostringstream out;
  for (const std::string_view key : {schema_key, recipe_key, settings_key, site_name_key,
                                     site_url_key, language_key, synonyms_key, definitions_key}) {
    out << key << '=' << database.get_metadata(std::string(key)) << '\n';
  }
  // The name of a site file tells its content.
  const std::string files(site_file_key_prefix);
  for (auto key = database.metadata_keys_begin(files); key != database.metadata_keys_end(files);
       ++key) {
    // Records, texts and posting lists lie by docid.
    if (*key == site_file_key(records_kind) || *key == site_file_key(postings_kind) ||
        *key == site_file_key(changes_kind) || *key == site_file_key(texts_kind)) {
      continue;
    }
    out << *key << '=' << database.get_metadata(*key) << '\n';
  }
  std::map<std::string, Xapian::docid> pages;
  for (auto id = database.valuestream_begin(id_slot); id != database.valuestream_end(id_slot);
       ++id) {
    pages.emplace(*id, id.get_docid());
  }
  std::vector<std::string> facets;
  std::istringstream table(database.get_metadata(std::string(facets_key)));
  for (std::string name; std::getline(table, name);) facets.push_back(name);
  const std::map<Xapian::docid, std::string> words = dump_postings(database, index);
  const StoredFiles stored(database, index);
  for (const auto& [id, docid] : pages) {
    if (const auto found = words.find(docid); found != words.end()) out << found->second;
    const Xapian::Document document = database.get_document(docid);
    out << "page " << id << ' ' << database.get_doclength(docid) << '\n';
    out << stored.data(document) << '\n';
    out << document.get_value(title_slot) << '\n';
    out << document.get_value(definitions_slot) << '\n';
    std::map<std::string, std::string> values;
    for (const std::string& facet : facets) {
      const std::string value = document.get_value(facet_slot(facet));
      if (!value.empty()) values[facet] = value + '|' + document.get_value(sort_slot(facet));
    }
    for (const auto& [name, value] : values) out << name << ": " << value << '\n';
    for (auto term = database.termlist_begin(docid); term != database.termlist_end(docid); ++term) {
      out << *term << ' ' << term.get_wdf() << ' ' << term.get_termfreq();
      for (auto place = database.positionlist_begin(docid, *term);
           place != database.positionlist_end(docid, *term); ++place) {
        out << ' ' << *place;
      }
      out << '\n';
    }
  }
  out << database.get_doccount() << '\n';
  return out.str();
}

}  // namespace speur
