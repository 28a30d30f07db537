#pragma once

#include "indexer/terms/page_document.hpp"
#include "speur/analyzer.hpp"
#include "speur/page.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace speur {

/// What of the site is stored beside the pages.
struct IndexMetadata {
  std::string site_name, site_url, language;
  std::string settings;  ///< JSON of labels and orders for the searcher
  std::string synonyms = {}, definitions = {};  ///< SiteRelations
  bool operator==(const IndexMetadata&) const = default;
};

/// A page that the index already holds.
struct IndexedPage {
  ContentHash hash{};
  std::string url;
  bool reported = false;  ///< something in it was told: it is told again though it is unchanged
};

/// What a generation holds, read without a lock; nothing for a schema or recipe that is not this
/// build's, or for a database that is not ours or damaged: then a new generation is due.
struct IndexContents {
  bool usable = false;
  IndexMetadata metadata;
  std::map<std::string, IndexedPage, std::less<>> pages;  ///< by id
};
[[nodiscard]] IndexContents read_contents(const std::filesystem::path& generation,
                                          const AnalyzerRecipe& recipe);

/// Writes pages into one generation. Nothing of it is visible before commit(), and what was not
/// committed when the writer goes is as if it had never been. Every Xapian failure is an Error(io).
class IndexWriter {
 public:
  enum class Mode : std::uint8_t {
    create,  ///< a new generation that nobody reads yet: fast, and useless if interrupted
    update   ///< the generation in service: all in one transaction
  };
  IndexWriter(const std::filesystem::path& generation, Mode mode, const AnalyzerRecipe& recipe);
  ~IndexWriter();
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  /// Adds the page, or replaces the one with its id. `reported`: as IndexedPage.
  void put(const Page& page, const ContentHash& hash, bool reported = false);
  void remove(std::string_view id);
  void set_metadata(const IndexMetadata& metadata);
  /// `built`: ISO 8601, UTC.
  void commit(std::string_view built);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
