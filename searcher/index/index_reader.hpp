#pragma once

#include "include/postings/index_postings.hpp"
#include "include/texts/page_texts.hpp"
#include "searcher/index/bundle.hpp"
#include "searcher/index/record_reader.hpp"
#include "searcher/index/remote_time.hpp"
#include "searcher/index/site_words.hpp"
#include "searcher/index/stub_file.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "speur/mapped_file.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

/// The host of a database has closed the connection, as xapian-tcpsrv does with one that was idle for a minute,
/// or cannot be reached.
class LostConnection : public HostAway {
 public:
  using HostAway::HostAway;
};

/// The time for asking other hosts is up, though each of them has answered.
class SlowHosts : public HostAway {
 public:
  using HostAway::HostAway;
};

/// Runs what calls Xapian; its exceptions are no std::exception and stop here. A reader that was
/// overtaken by two commits (DatabaseModifiedError) is not an error: it passes through, for
/// Searcher to reopen and try once more.
template <typename Function>
auto guarded(const std::filesystem::path& index, Function&& function) {
  try {
    return function();
  } catch (const Xapian::DatabaseModifiedError&) {
    throw;
  } catch (const Xapian::NetworkTimeoutError& e) {
    throw HostAway({index, 0}, "cannot read the index: " + e.get_description());
  } catch (const Xapian::NetworkError& e) {
    throw LostConnection({index, 0}, "cannot read the index: " + e.get_description());
  } catch (const Xapian::Error& e) {
    throw Error(ExitCode::io, {index, 0}, "cannot read the index: " + e.get_description());
  } catch (const std::logic_error& e) {  // lengths and places that damaged files give
    throw Error(ExitCode::io, {index, 0},
                std::string("the index is damaged (") + e.what() +
                    "): speur-index --rebuild makes it anew");
  }
}

/// Opens an index, or something of it, by a function that calls Xapian. No exception of Xapian leaves it:
/// a reader that two commits overtake meanwhile is made anew once, and Error(busy) if that happens again.
template <typename Function>
auto open_guarded(const std::filesystem::path& index, const Function& function) {
  try {
    return guarded(index, function);
  } catch (const Xapian::DatabaseModifiedError&) {
  }
  try {
    return guarded(index, function);
  } catch (const Xapian::DatabaseModifiedError& e) {
    throw Error(ExitCode::busy, {index, 0}, e.get_msg());
  }
}

/// A facet of the index: where its values are, and what they are.
struct IndexFacet {
  std::string name;
  std::string label;               ///< from the configuration, or the name
  std::vector<std::string> order;  ///< values in the order to show them; others follow by count
  std::map<std::string, std::string, std::less<>> labels;  ///< of values, as configured
  FacetType type = FacetType::keyword;
  std::size_t pages = 0;  ///< that have it
  bool many = false;      ///< some page has more than one value
};

/// The posting lists of an index on this host, with the files that they lie in.
struct LocalPostings {
  LocalPostings(SiteFile base_file, std::optional<SiteFile> changes_file)
      : base(std::move(base_file)),
        changes(std::move(changes_file)),
        lists(base.payload(), changes ? changes->payload() : std::string_view(), base.sums(),
              changes ? changes->sums() : nullptr) {}

  SiteFile base;
  std::optional<SiteFile> changes;
  IndexPostings lists;
};

/// One open index and what is known of it as a whole. One per thread.
class IndexReader {
 public:
  /// As Searcher's constructor. `remote`: for opening it, and of each message from then on.
  explicit IndexReader(std::filesystem::path index, RemoteTime remote = {});

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Error(busy) if a file of this process could not be read since this was opened, because it was
  /// cut or its disk failed: what is read of mapped files is then worth nothing.
  void check_mappings() const;
  /// The databases that `database` joins, in their order.
  [[nodiscard]] const std::vector<IndexPart>& parts() const noexcept { return parts_; }
  /// SlowHosts, if some of it lies on another host and the time for asking that is up.
  [[nodiscard]] const Xapian::Database& database() const {
    if (has_remote_parts_ && remote_.until.has_passed()) throw_slow();
    return database_;
  }
  /// Until when other hosts are asked.
  void set_remote_deadline(const Deadline& until) { remote_.until = until; }
  [[nodiscard]] std::string metadata(std::string_view key) const;
  [[nodiscard]] const AnalyzerRecipe& recipe() const noexcept { return recipe_; }
  [[nodiscard]] const std::string& language() const noexcept { return language_; }
  /// In the order to show them: as configured, else by the number of pages, then by name.
  [[nodiscard]] const std::vector<IndexFacet>& facets() const noexcept { return facets_; }
  /// Error(usage) that lists the facets there are.
  [[nodiscard]] const IndexFacet& facet(std::string_view name) const;
  [[nodiscard]] const IndexFacet* find_facet(std::string_view name) const;

  /// How many pages have the term: remembered, since visitors ask for the same words.
  [[nodiscard]] Xapian::doccount pages_with(const std::string& term) const;
  /// The page with this path, or 0.
  [[nodiscard]] Xapian::docid find_page(std::string_view id) const;
  [[nodiscard]] std::string page_id(Xapian::docid page) const;
  /// The value with the title of the page that it names. Of several pages of that name the one
  /// in the folder that is called as the facet; if that is none or many, none is meant. Labels of
  /// values that pages have are remembered; others come from anyone who asks, and are not.
  [[nodiscard]] LabelledValue label(const std::string& facet, std::string_view value) const;
  /// The same of a value that some page has.
  [[nodiscard]] const LabelledValue& page_label(const std::string& facet, std::string_view value) const;
  /// How many labels are remembered.
  [[nodiscard]] std::size_t remembered_labels() const noexcept;
  /// Titles of the pages of the folders above `id`, from the top, without the site's own page.
  [[nodiscard]] std::vector<std::string> breadcrumb(std::string_view id) const;
  /// The languages of the pages, sorted.
  [[nodiscard]] const std::vector<std::string>& languages() const noexcept { return languages_; }
  /// The words of the site, which are opened when they are first asked for.
  [[nodiscard]] const SiteWords& words() const;
  /// nullptr where there are none: for several databases, and those of another host. Error(io) if they
  /// are damaged.
  [[nodiscard]] const IndexPostings* postings() const;
  /// nullptr as postings(), and where they are damaged: documents hold the same.
  [[nodiscard]] const RecordsFile* records() const;
  /// The data (stored_page.hpp) of a page that exists. Error(io), Xapian's exceptions.
  [[nodiscard]] std::string page_data(Xapian::docid page) const;
  /// The mean length of a page: the sum of its wdfs.
  [[nodiscard]] double mean_length() const;
  /// The docids of the pages that have the term, in order.
  [[nodiscard]] std::vector<Xapian::docid> pages_of(const std::string& term) const;

 private:
  [[noreturn]] void throw_slow() const;
  void open();
  [[nodiscard]] Xapian::Database open_in_time(const IndexPart& part) const;
  [[nodiscard]] Xapian::Database open_database() const;
  void read_facets();
  void check_schema() const;
  void check_words_place() const;
  [[nodiscard]] std::optional<LocalPostings> open_postings() const;
  [[nodiscard]] std::optional<PageTexts> open_texts() const;
  [[nodiscard]] const std::string& folder_title(std::string_view folder) const;
  [[nodiscard]] std::vector<Xapian::docid> pages_under(const std::string& term) const;
  [[nodiscard]] const LabelledValue* known_label(const std::string& facet, std::string_view value) const;
  [[nodiscard]] LabelledValue make_label(const std::string& facet, std::string_view value) const;

  std::filesystem::path path_;
  RemoteTime remote_;
  bool has_remote_parts_ = false;
  std::uint64_t faults_ = MappedFile::faults();
  std::vector<IndexPart> parts_;
  Xapian::Database database_;
  AnalyzerRecipe recipe_;
  std::string language_;
  std::vector<IndexFacet> facets_;
  std::vector<std::string> languages_;
  mutable std::optional<SiteWords> words_;
  mutable std::optional<std::optional<LocalPostings>> postings_;
  mutable std::optional<std::optional<PageTexts>> texts_;  ///< none: they are in the database
  mutable std::optional<std::optional<RecordsFile>> records_;
  mutable TextBlock text_block_;
  mutable std::map<std::string, std::map<std::string, LabelledValue, std::less<>>> labels_;
  mutable std::map<std::string, std::string, std::less<>> folder_titles_;
  mutable std::unordered_map<std::string, Xapian::doccount> pages_with_;
};

/// Splits the value of a facet slot.
[[nodiscard]] std::vector<std::string_view> split_values(std::string_view joined);

}  // namespace speur
