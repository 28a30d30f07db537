#pragma once

#include "indexer/learned/bundle_writer.hpp"
#include "indexer/store/index_state.hpp"
#include "indexer/store/prepared_page.hpp"
#include "indexer/terms/page_document.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "speur/page.hpp"
#include "speur/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What of the site is stored beside the pages.
struct IndexMetadata {
  std::string site_name, site_url, language;
  std::string settings;  ///< JSON of labels and orders for the searcher
  std::string synonyms = {}, definitions = {};  ///< SiteRelations
  bool operator==(const IndexMetadata&) const = default;
};

/// What a generation holds.
struct IndexContents {
  IndexMetadata metadata;
  IndexState state;
};
/// Reads without a lock. Nothing for a schema or recipe that is not this build's, for one whose words
/// stand in another place, for a database
/// that is not ours or damaged, or has no state: then a new generation is due.
[[nodiscard]] std::optional<IndexContents> read_contents(const std::filesystem::path& generation,
                                                         const AnalyzerRecipe& recipe,
                                                         WordsPlace words = WordsPlace::files);

/// Removes the files that killed runs wrote beside the database of the generation in service. Files
/// of the revision before look the same, and its readers may want them: nothing is removed within a
/// minute of the last commit.
void remove_unnamed_files(const std::filesystem::path& generation);

/// The files of a generation are not as they were written: it is not changed, but made anew.
class DamagedIndex : public Error {
 public:
  explicit DamagedIndex(std::string_view message) : Error(ExitCode::io, message) {}
};

/// Writes one generation. Nothing of it is visible before commit(), and what was not committed when
/// the writer goes is as if it had never been. Every Xapian failure is an Error(io).
class IndexWriter {
 public:
  enum class Mode : std::uint8_t {
    create,    ///< a new generation that nobody reads yet: fast, and useless if interrupted
    complete,  ///< the same, whose pages stand in the database already (merge_shards): the names of its
               ///< other files have to be given
    update     ///< the generation in service: all in one transaction
  };
  /// DamagedIndex if a generation to update is not as its checksums say.
  IndexWriter(const std::filesystem::path& generation, Mode mode, const AnalyzerRecipe& recipe,
              WordsPlace words = WordsPlace::files);
  ~IndexWriter();
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  /// Facets of pages, in the order of their first appearance; known ones do nothing. Error(config)
  /// names two facets that would share a slot.
  void add_facets(std::span<const std::string> names);
  /// Adds the page with its facets, or replaces the one with its id.
  void put(const PreparedPage& page);
  /// The same, of a page that is made here.
  void put(const Page& page);
  void remove(std::string_view id);
  /// As facet_values(), of the pages that stand here by now.
  [[nodiscard]] std::set<std::string, std::less<>> values_of(std::string_view facet) const;
  void set_metadata(const IndexMetadata& metadata);
  /// The words of pages that are not given as a Page.
  void add_words(const Vocabulary& words);
  /// The finished files of a generation to complete.
  void set_files(PageStores stores, LearnedFiles learned);
  /// `payload`: StateWriter's.
  void set_state(std::string payload);
  /// Learns from all pages together: after the last page, before commit(), which calls it unless
  /// it was called. Does nothing where neither pages nor metadata changed in an update.
  void make_bundle();
  /// `built`: ISO 8601, UTC.
  void commit(std::string_view built);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The names of a page's facets, in its order.
[[nodiscard]] std::vector<std::string> facet_names(const Page& page);

}  // namespace speur
