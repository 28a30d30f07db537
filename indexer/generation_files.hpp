#pragma once

#include "include/texts/page_texts.hpp"
#include "indexer/learned/postings_file.hpp"
#include "indexer/learned/records_writer.hpp"
#include "indexer/learned/texts_file.hpp"
#include "indexer/pipeline/page_worker.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/store/index_writer.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// What a thread makes of a chunk of pages, beside the chunk's database.
struct ShardPages {
  explicit ShardPages(TextDictionary dictionary) : texts(std::move(dictionary)) {}

  std::vector<PageOutcome> outcomes;
  std::vector<std::string> records, ids;  ///< of its pages, in order
  std::string postings;                   ///< the lists of its pages
  TextBlocks texts;                       ///< empty where they are in the database
  std::vector<std::string> facets;        ///< in the order of first appearance
};

/// Makes the pages, and of them the database `shard`. `texts_apart`: their texts are not in the database but compressed
/// with `dictionary`. `page_done` is called behind each page, and what it throws ends this.
[[nodiscard]] ShardPages make_shard(PageWorker& worker, std::span<const FoundPage> pages,
                                    const std::filesystem::path& shard, const TextDictionary& dictionary,
                                    bool texts_apart, const std::function<void()>& page_done);

/// The files of a generation that hold pages in the order of their docids, written as shards are done.
class GenerationFiles {
 public:
  /// In `folder`. `texts_apart`, `dictionary`: as of its shards.
  GenerationFiles(const std::filesystem::path& folder, bool texts_apart, const TextDictionary& dictionary);

  /// The next shard.
  void add(const ShardPages& pages);
  /// Brings all to the disk: their names.
  [[nodiscard]] PageStores finish();
  /// In the order of first appearance.
  [[nodiscard]] const std::vector<std::string>& facets() const noexcept { return facets_; }

 private:
  RecordsWriter records_;
  PostingsFile postings_;
  std::optional<TextsFile> texts_;
  std::vector<std::string> facets_;
};

}  // namespace speur
