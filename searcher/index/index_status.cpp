#include "searcher/index/index_status.hpp"

#include "include/files/checksums.hpp"
#include "searcher/index/child_process.hpp"
#include "searcher/index/bundle.hpp"
#include "speur/postings_layout.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/stored_page.hpp"
#include "stemmers/lexicon/lexicon.hpp"

#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

#ifdef __SANITIZE_ADDRESS__
// Xapian::Database::check of 1.4 deletes a table by the size of its base class. In the program and not in its
// environment, which tests replace; our own classes are watched by -Wnon-virtual-dtor.
// NOLINTNEXTLINE(bugprone-reserved-identifier,misc-use-internal-linkage)
extern "C" const char* __asan_default_options();
// NOLINTNEXTLINE(bugprone-reserved-identifier,misc-use-internal-linkage)
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
#endif

namespace speur {
namespace {

/// The folder of an index that speur-index made, which is one database.
fs::path generation_of(const IndexReader& index) {
  if (index.parts().size() != 1) return {};
  const fs::path& folder = index.parts().front().folder;
  return folder.filename().string().starts_with(generation_prefix) ? folder : fs::path();
}

/// Each record is read, since Xapian's check only looks at the blocks that they lie in.
void check_records(const IndexReader& index, std::vector<std::string>& faults) {
  const Xapian::Database& database = index.database();
  for (auto page = database.postlist_begin(""); page != database.postlist_end(""); ++page) {
    try {
      guarded(index.path(), [&] {
        const std::string record = index.page_data(*page);
        static_cast<void>(decode_words(decode_page(record)));
      });
    } catch (const Error& e) {
      faults.push_back(describe({index.page_id(*page), 0}, e.what()));
    }
  }
}

/// Xapian 1.4 believes the lengths in a list of terms, reads on behind its end, and may crash
/// there: it checks where that does no harm.
std::vector<std::string> check_files(const fs::path& generation) {
  const std::optional<std::string> report = call_in_child([&]() -> std::string {
    std::ostringstream told;
    try {
      if (Xapian::Database::check(generation.string(), 0, &told) == 0) return {};
    } catch (const Xapian::Error& e) {
      return e.get_description();
    }
    return told.str() + '\n';
  });
  if (report && report->empty()) return {};
  std::vector<std::string> faults;
  std::istringstream lines(report.value_or(std::string()));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) faults.push_back(line);
  }
  if (faults.empty()) faults.emplace_back("the files are damaged");
  return faults;
}

void check_site_files(const IndexReader& index, std::string_view kind, std::string_view use,
                      IndexStatus& status) {
  SiteFileSet set = open_site_files(index, kind);
  for (const std::string& reason : set.missing) {
    status.notes.push_back(std::string("no ").append(use).append(" from ").append(reason));
  }
  for (const SiteFile& file : set.files) {
    if (!file.is_intact()) set.damaged.push_back(describe({file.path(), 0}, "is damaged"));
  }
  status.faults.insert(status.faults.end(), set.damaged.begin(), set.damaged.end());
}

/// Holds all bytes of all files against their checksums.
void check_all_files(const IndexReader& index, IndexStatus& status) {
  for (const IndexPart& part : index.parts()) {
    if (!part.is_local()) continue;
    const ChecksumReport report = check_checksums(part.folder, ChecksumDepth::contents);
    status.faults.insert(status.faults.end(), report.faults.begin(), report.faults.end());
    if (report.state == ChecksumState::writing) {
      status.notes.push_back("no checksums in " + part.name() +
                             ": it is being written, or a run that wrote it was killed");
    }
  }
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(index.path(), error)) {
    const std::string name = file.path().filename().string();
    if (!name.starts_with(lexicon_prefix) || name.ends_with(".new")) continue;
    if (!Lexicon::is_intact(file.path(), name.substr(lexicon_prefix.size()))) {
      status.faults.push_back(describe({file.path(), 0}, "is damaged"));
    }
  }
}

void count_terms(const IndexReader& index, IndexStatus& status) {
  const Xapian::Database& database = index.database();
  const IndexPostings* postings = index.postings();
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if (postings == nullptr || !is_word_term(*term)) ++status.terms;
  }
  if (postings != nullptr) {
    postings->for_each("", [&](const std::string& term, Xapian::doccount) {
      if (is_word_term(term)) ++status.terms;
      return true;
    });
  }
  for (const IndexFacet& facet : index.facets()) {
    const std::string prefix = facet_term(facet.name, "");
    const auto values = static_cast<std::size_t>(
        std::distance(database.allterms_begin(prefix), database.allterms_end(prefix)));
    status.facets.push_back({facet.name, facet.type, facet.pages, values});
  }
}

}  // namespace

IndexStatus index_status(const IndexReader& index) {
  const Xapian::Database& database = index.database();
  IndexStatus status;
  status.index = index.path();
  const fs::path generation = generation_of(index);
  status.generation = generation.filename().string();
  status.schema = schema_version;
  status.recipe = index.recipe().to_text();
  status.site_name = index.metadata(site_name_key);
  status.site_url = index.metadata(site_url_key);
  status.built = index.metadata(built_key);
  status.pages = database.get_doccount();
  check_all_files(index, status);
  if (!generation.empty()) {
    status.bytes = bytes_in(generation);
    for (std::string& fault : check_files(generation)) status.faults.push_back(std::move(fault));
  }
  // Xapian believes what stands in its tables: to walk damaged ones can crash.
  if (status.faults.empty()) {
    status.average_length = index.mean_length();
    count_terms(index, status);
    check_records(index, status.faults);
  }
  check_site_files(index, words_kind, "corrections", status);
  return status;
}

}  // namespace speur
