#pragma once

#include "indexer/page/page_reader.hpp"
#include "indexer/pipeline/timings.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "indexer/store/index_state.hpp"
#include "indexer/store/prepared_page.hpp"
#include "indexer/terms/page_document.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// What became of one page.
struct PageOutcome {
  enum class Kind : std::uint8_t {
    unchanged,  ///< the index holds it as it is
    made,
    excluded,   ///< the page says that it is not to be found
    failed      ///< it cannot be read: `problems` ends with why
  };
  Kind kind = Kind::failed;
  ContentHash hash{};
  std::string url;  ///< of a page that is made, and of one that is excluded and yet shown
  std::vector<std::pair<std::string, FileStamp>> includes{};   ///< as PageResult::includes
  std::vector<Problem> problems{};
  bool look_again = false;  ///< it may be published, or expire, without a change of its file
};

/// The words of the pages that all threads have made: each thread counts its own, and adds them when
/// it ends.
class SharedVocabulary {
 public:
  void add(const Vocabulary& words) {
    const std::lock_guard lock(mutex_);
    words_.merge(words);
  }
  void clear() { words_ = {}; }
  /// When the threads have ended.
  [[nodiscard]] const Vocabulary& words() const { return words_; }

 private:
  std::mutex mutex_;
  Vocabulary words_;
};

/// Reads, hashes, analyzes and makes pages. One per thread.
class PageWorker {
 public:
  /// `fingerprint`: of all that is the same for every page and decides what becomes of it.
  /// `words`: takes those of the pages that were made, when this goes.
  PageWorker(const SiteConfig& config, const AnalyzerRecipe& recipe, std::string_view fingerprint,
             SharedVocabulary& words, Timings& timings, WordsPlace place = WordsPlace::files)
      : config_(config),
        recipe_(recipe),
        fingerprint_(fingerprint),
        words_(words),
        place_(place),
        clock_(timings, StageClock::Thread::worker) {}
  ~PageWorker();
  PageWorker(const PageWorker&) = delete;
  PageWorker& operator=(const PageWorker&) = delete;

  /// Makes the page into `made`, unless it is as `known` says. Error for what no page is to blame
  /// for.
  [[nodiscard]] PageOutcome work(const FoundPage& found, const PageState* known,
                                 std::optional<PreparedPage>& made);
  /// The hash of what the page gives to the index now; nothing if it cannot be read.
  [[nodiscard]] std::optional<ContentHash> hash(const FoundPage& found);

  /// Adds the words of the pages made so far to those of all. To count the words of some hundred pages
  /// by themselves takes far less time than each page's among those of the site, which no cache holds.
  void give_words();

  [[nodiscard]] StageClock& clock() { return clock_; }

 private:
  /// A page's hash and, where it had to be read for that, the page.
  struct Hashed {
    ContentHash hash{};
    std::string bytes;                 ///< if it was not read
    std::optional<PageResult> result;  ///< if it was
  };
  Hashed read_and_hash(const SourceFile& source, std::vector<Problem>& problems);

  const SiteConfig& config_;
  const AnalyzerRecipe& recipe_;
  const std::string_view fingerprint_;
  SharedVocabulary& words_;
  const WordsPlace place_;
  StageClock clock_;
  std::unique_ptr<DocumentMaker> maker_;  // made for the first page that needs it: it is large
};

}  // namespace speur
