#include "indexer/index_run.hpp"

#include "include/files/path_inside.hpp"
#include "include/texts/page_texts.hpp"
#include "indexer/generation_files.hpp"
#include "indexer/learned/bundle_writer.hpp"
#include "indexer/page/odd_value.hpp"
#include "indexer/pipeline/content_hash.hpp"
#include "indexer/pipeline/in_order.hpp"
#include "indexer/pipeline/interrupt.hpp"
#include "indexer/pipeline/memory_budget.hpp"
#include "indexer/pipeline/page_worker.hpp"
#include "indexer/pipeline/update_plan.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/shared_addresses.hpp"
#include "indexer/site_metadata.hpp"
#include "indexer/store/facet_values.hpp"
#include "indexer/store/index_folder.hpp"
#include "indexer/store/index_lexicon.hpp"
#include "indexer/store/index_writer.hpp"
#include "indexer/store/odd_values.hpp"
#include "indexer/store/shard.hpp"
#include "indexer/suggestions/suggestion_collector.hpp"
#include "indexer/suggestions/suggestions_file.hpp"
#include "speur/site_file.hpp"
#include "speur/suggestion_layout.hpp"
#include "stemmers/word_steps.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// Pages that one thread compares or makes at a time when an index is updated.
constexpr std::size_t update_pages = 8;
/// So many files may be found unchanged though they look new, before it is worth a commit to
/// remember how they look now.
constexpr std::size_t most_compared_in_vain = 64;
/// A site of more pages collects its suggestions when its shards are one database: beside that it takes 20 MiB more,
/// and no less time, since that waits for the disk.
constexpr std::size_t most_suggested_beside = 5'000;
/// More pages with a word in place of a date or a number are not named.
constexpr std::size_t most_odd_values = 50;

std::string now() {
  const auto time =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

std::int64_t nanoseconds_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// The cores that this process may run on.
std::size_t usable_cores() {
  cpu_set_t cores;
  if (::sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  return static_cast<std::size_t>(std::max(CPU_COUNT(&cores), 1));
}

/// `.speur` beside the content folder, so that `speur` finds it from there and from the folders below. Pages that
/// lie deeper in their site have it in the site's folder. Where the command is run in a content folder that is
/// the whole site, it is in that folder: the one above is not the site's.
fs::path default_index(const SiteConfig& config) {
  constexpr const char* name = ".speur";
  fs::path content = fs::absolute(config.content).lexically_normal();
  if (!content.has_filename()) content = content.parent_path();
  const fs::path real = fs::weakly_canonical(content);
  const bool is_configured = !config.rules_origin.empty();
  if (is_configured && real != config.root) return config.root / name;
  return is_inside(fs::current_path(), real) ? real / name : content.parent_path() / name;
}

/// What a chunk may take in memory while it is made: the words that its thread remembers, Xapian's
/// buffers, and the tree of the largest page.
std::size_t memory_of(const Chunk& chunk) {
  constexpr std::size_t of_thread = std::size_t{32} << 20U;
  constexpr std::size_t a_byte = 12, a_byte_of_the_largest = 20;
  return of_thread + a_byte * chunk.bytes + a_byte_of_the_largest * chunk.most_bytes;
}

/// A generation in the making, which is removed unless it comes to be in service. The stub tells: a
/// switch may fail when the stub names the generation already.
class Draft {
 public:
  Draft(const IndexFolder& index, fs::path folder) : index_(index), folder_(std::move(folder)) {}
  ~Draft() {
    std::error_code error;
    if (index_.current() != folder_) fs::remove_all(folder_, error);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  const IndexFolder& index_;
  fs::path folder_;
};

/// What a thread gives back of a few pages of an update.
struct UpdatedPages {
  std::vector<PageOutcome> outcomes;
  std::vector<std::optional<PreparedPage>> made;  ///< one an outcome
};

/// One run over one content folder.
class IndexRun {
 public:
  IndexRun(const IndexOptions& options, const RunOptions& run, const IndexObserver& observer)
      : run_(run),
        observer_(observer),
        recipe_(AnalyzerRecipe::standard()),
        timings_(run.timings),
        clock_(timings_, StageClock::Thread::run),
        memory_(run.memory_mib << 20U) {
    const bool has_lexicon = !lexicon_hash(recipe_).empty();
    for (const std::string& step : options.analyzer) recipe_.set(step);
    const auto is_chosen = [&](std::string_view name) {
      return std::ranges::any_of(options.analyzer,
                                 [&](const std::string& step) { return step.starts_with(name); });
    };
    summary_.lexicon_missing = !has_lexicon && !(is_chosen("compounds=") && is_chosen("lemmas="));
    config_ = load_site_config(options, summary_.problems);
    config_.index = options.index.empty() ? default_index(config_) : options.index;
    if (options.index.empty()) refuse_foreign_index(config_.index);
    folder_.emplace(config_.index);
    folder_->tidy();
    current_ = folder_->current();
    // A damaged generation can crash Xapian: one that is to go is not opened.
    if (current_ && !run.rebuild) remove_unnamed_files(*current_);
    if (current_ && !run.rebuild) before_ = read_contents(*current_, recipe_, run.words);
    if (run_.jobs == 0) run_.jobs = usable_cores();
    clock_.lap(Stage::prepare);
  }

  IndexSummary run() {
    started_ = nanoseconds_now();
    const auto start = std::chrono::steady_clock::now();
    found_ = find_page_files(config_, summary_.problems);
    // Another version may read the same bytes otherwise.
    const ContentHash print = Hasher().add(fingerprint(config_)).add(SPEUR_VERSION).hash();
    fingerprint_.assign(print.begin(), print.end());
    clock_.lap(Stage::walk);
    throw_if_interrupted();
    summary_.generator = config_.rules->name();
    summary_.configuration = config_.rules_origin;
    // The wrong folder, more often than a site of which all pages have gone: the index of another one is not emptied.
    if (found_.empty()) return std::move(summary_);
    plan();
    leave_out_overwritten();
    if (wants_generation()) {
      make_generation();
    } else {
      update_generation();
    }
    tell_odd_values();
    summary_.index = folder_->path();
    summary_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    clock_.lap(Stage::tidy);
    clock_.flush();
    summary_.stages = timings_.stages();
    return std::move(summary_);
  }

 private:
  void plan();
  void leave_out_overwritten();
  bool wants_generation();
  std::size_t count_changed();
  void make_generation();
  TextDictionary learn_dictionary();
  void update_generation();
  void note(std::size_t page, PageOutcome outcome);
  void note_unchanged(std::size_t page);
  void remember(const PageState& state);
  void release_pages();
  void count_gone();
  void finish_update();
  void tell_odd_values();
  [[nodiscard]] IndexMetadata metadata(const IndexWriter* writer) const;
  IndexWriter& updater();

  /// Works on `count` pieces with `work(PageWorker&, piece)` on the run's threads.
  template <typename Function, typename Take>
  void in_parallel(std::size_t count, std::size_t ahead, const Function& work, const Take& take);

  [[nodiscard]] std::optional<PageState> known(std::size_t page) const {
    if (plan_.pages[page].known == PagePlan::unknown) return std::nullopt;
    return before_->state.page(plan_.pages[page].known);
  }

  RunOptions run_;
  const IndexObserver& observer_;
  AnalyzerRecipe recipe_;
  Timings timings_;
  StageClock clock_;
  MemoryBudget memory_;
  SiteConfig config_;
  std::string fingerprint_;
  IndexSummary summary_;
  std::optional<IndexFolder> folder_;
  std::optional<fs::path> current_;
  std::optional<IndexContents> before_;
  std::int64_t started_ = 0;  // ns since 1970
  std::vector<FoundPage> found_;
  UpdatePlan plan_;
  std::atomic<std::size_t> done_{0};  // pages that are worked on, for the bar
  std::size_t compared_in_vain_ = 0;
  StateWriter state_;
  SharedVocabulary words_;
  std::unique_ptr<IndexWriter> updater_;
};

/// What is to be done with each page; without an index all are made.
void IndexRun::plan() {
  if (before_) {
    plan_ = plan_update(found_, before_->state, fingerprint_, run_.rehash);
  } else {
    plan_.pages.resize(found_.size());
  }
  clock_.lap(Stage::compare);
}

/// Pages that the site does not show, since others have their addresses. Of a page that looks the same the state has
/// the address, and its file is not read.
void IndexRun::leave_out_overwritten() {
  if (!config_.rules->shows_one_page_an_address()) return;
  KnownAddresses known(found_.size());
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const PagePlan& page = plan_.pages[i];
    if (page.todo == PagePlan::Todo::keep) known[i] = before_->state.address(page.known);
  }
  const std::vector<bool> out = overwritten_pages(config_, found_, known, summary_.problems);
  clock_.lap(Stage::walk);
  if (std::ranges::find(out, true) == out.end()) return;
  erase_pages(out, found_);
  plan();
}

bool IndexRun::wants_generation() {
  if (!before_) return true;
  const std::size_t stay = plan_.count(PagePlan::Todo::keep);
  const std::size_t changed = plan_.count(PagePlan::Todo::make) + plan_.gone.size();
  const std::size_t perhaps = plan_.count(PagePlan::Todo::compare);
  const std::size_t least = run_.least_for_generation;
  if (most_change(changed, stay + perhaps, least)) return true;
  if (!most_change(changed + perhaps, stay, least)) return false;
  const std::size_t really = count_changed();
  return most_change(changed + really, stay + perhaps - really, least);
}

template <typename Function, typename Take>
void IndexRun::in_parallel(std::size_t count, std::size_t ahead, const Function& work,
                           const Take& take) {
  const auto make_worker = [&] {
    auto worker = std::make_unique<PageWorker>(config_, recipe_, fingerprint_, words_, timings_, run_.words);
    return [&work, worker = std::move(worker)](std::size_t piece) {
      worker->clock().lap(Stage::waiting);
      return work(*worker, piece);
    };
  };
  const auto while_waiting = [&] {
    throw_if_interrupted();
    if (observer_.advanced) observer_.advanced(done_);
  };
  in_order(count, {run_.jobs, ahead, while_waiting}, make_worker,
           [&](std::size_t piece, auto result) {
             clock_.lap(Stage::waiting);
             throw_if_interrupted();
             take(piece, std::move(result));
           });
  if (observer_.advanced) observer_.advanced(done_);
}

/// How many of the pages to compare have changed.
std::size_t IndexRun::count_changed() {
  std::vector<std::size_t> pages;
  for (std::size_t i = 0; i < plan_.pages.size(); ++i) {
    if (plan_.pages[i].todo == PagePlan::Todo::compare) pages.push_back(i);
  }
  std::size_t changed = 0;
  constexpr std::size_t at_a_time = 64;
  in_parallel(
      (pages.size() + at_a_time - 1) / at_a_time, pages.size(),
      [&](PageWorker& worker, std::size_t piece) {
        std::size_t count = 0;
        const std::size_t end = std::min((piece + 1) * at_a_time, pages.size());
        for (std::size_t i = piece * at_a_time; i < end; ++i) {
          throw_if_interrupted();
          const std::optional<ContentHash> hash = worker.hash(found_[pages[i]]);
          if (!hash || *hash != known(pages[i])->hash) ++count;
        }
        worker.clock().lap(Stage::compare);
        return count;
      },
      [&](std::size_t, std::size_t count) { changed += count; });
  return changed;
}

/// Tells if an earlier page has the same URL. Both are found, and which one the site shows is its
/// own affair.
void IndexRun::remember(const PageState& state) {
  if (const auto other = state.indexed ? state_.page_with_url(state.url) : std::nullopt) {
    summary_.problems.push_back(same_url_problem(state.url, config_.content / state.id,
                                                 config_.content / *other));
  }
  state_.add(state);
}

/// The bundle needs memory of its own, and nothing of this.
void IndexRun::release_pages() {
  found_ = {};
  plan_ = {};
  before_.reset();
  state_ = {};
  ::malloc_trim(0);
}

/// Takes over what the state before says of a page.
void IndexRun::note_unchanged(std::size_t page) {
  PageState state = *known(page);
  for (std::uint32_t& file : state.includes) {
    const IncludedFile included = before_->state.included_file(file);
    file = state_.add_included(included.path, included.stamp);
  }
  state.id = found_[page].id;
  if (state.indexed) {
    ++summary_.unchanged;
  } else {
    ++summary_.excluded;
  }
  remember(state);
}

void IndexRun::note(std::size_t page, PageOutcome outcome) {
  const bool reported = !outcome.problems.empty() || outcome.look_again;
  for (Problem& problem : outcome.problems) summary_.problems.push_back(std::move(problem));
  PageState state;
  const std::optional<PageState> before = known(page);
  const bool is_out = outcome.kind == PageOutcome::Kind::failed ||
                      outcome.kind == PageOutcome::Kind::excluded;
  if (is_out && before && before->indexed) ++summary_.deleted;
  switch (outcome.kind) {
    case PageOutcome::Kind::failed:
      ++summary_.failed;
      return;  // the next run knows nothing of it, and so tells it again
    case PageOutcome::Kind::unchanged:
      state.indexed = before->indexed;
      if (before->stamp != found_[page].stamp && (state.indexed || outcome.includes.empty())) {
        ++compared_in_vain_;
      }
      state.url = before->url;
      state.address = before->address;
      ++(state.indexed ? summary_.unchanged : summary_.excluded);
      break;
    case PageOutcome::Kind::excluded:
      state.indexed = false;
      if (!outcome.url.empty()) state.address = address_hash(outcome.url);
      ++summary_.excluded;
      break;
    case PageOutcome::Kind::made:
      state.url = outcome.url;
      ++summary_.indexed;
      break;
  }
  state.id = found_[page].id;
  state.hash = outcome.hash;
  state.stamp = certain_stamp(found_[page].stamp, started_, run_.stamp_grace);
  state.reported = reported;
  // The state has no names of files for a page that is not indexed: it is read again each time.
  if (!state.indexed && !outcome.includes.empty()) state.stamp = {};
  for (const auto& [file, stamp] : outcome.includes) {
    if (!state.indexed) break;
    state.includes.push_back(state_.add_included(file, certain_stamp(stamp, started_, run_.stamp_grace)));
  }
  remember(state);
}

void IndexRun::count_gone() { summary_.deleted += plan_.gone.size(); }

/// From pages that lie at equal distances, whatever the number of threads. They are made twice: of a site that
/// is large enough they are few.
TextDictionary IndexRun::learn_dictionary() {
  constexpr std::size_t samples = 256;
  if (run_.words != WordsPlace::files || found_.size() < run_.least_for_dictionary) return {};
  SharedVocabulary no_words;
  Timings no_timings(false);
  PageWorker worker(config_, recipe_, fingerprint_, no_words, no_timings);
  std::vector<std::string> texts;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    throw_if_interrupted();
    std::optional<PreparedPage> made;
    static_cast<void>(worker.work(found_[sample * found_.size() / samples], nullptr, made));
    if (made) texts.push_back(std::move(made->made.data));
  }
  return TextDictionary::learned(texts);
}

void IndexRun::make_generation() {
  if (observer_.found) observer_.found(found_.size());
  Draft draft(*folder_, folder_->next());
  const fs::path& next = draft.folder();
  const std::vector<Chunk> chunks = cut_chunks(found_, run_.chunks);
  const std::vector<fs::path> shards = shard_folders(next, chunks.size());
  const bool texts_apart = run_.words == WordsPlace::files;
  const TextDictionary dictionary = learn_dictionary();
  clock_.lap(Stage::prepare);
  GenerationFiles files(next, texts_apart, dictionary);
  in_parallel(
      chunks.size(), 4 * run_.jobs,
      [&](PageWorker& worker, std::size_t piece) {
        const Chunk& chunk = chunks[piece];
        const MemoryBudget::Share share(memory_, memory_of(chunk));
        worker.clock().lap(Stage::waiting);
        const auto pages = std::span<const FoundPage>(found_).subspan(chunk.begin, chunk.end - chunk.begin);
        return make_shard(worker, pages, shards[piece], dictionary, texts_apart, [this] {
          ++done_;
          throw_if_interrupted();
        });
      },
      [&](std::size_t piece, ShardPages made) {
        std::size_t page = chunks[piece].begin;
        for (PageOutcome& outcome : made.outcomes) note(page++, std::move(outcome));
        files.add(made);
        clock_.lap(Stage::commit);
      });
  // What does not need the whole database is made and brought to the disk while its shards become one,
  // which mostly waits for the disk.
  const auto policy = run_.jobs > 1 ? std::launch::async : std::launch::deferred;
  std::future<PageStores> stores = std::async(policy, [&] {
    StageClock clock(timings_, StageClock::Thread::worker);
    PageStores names = files.finish();
    clock.lap(Stage::commit);
    return names;
  });
  SuggestionCollector collector;
  const std::shared_future<void> reading = std::async(policy, [&] {
    StageClock clock(timings_, StageClock::Thread::worker);
    collector = read_suggestions(shards, throw_if_interrupted);
    clock.lap(Stage::bundle);
  });
  const bool beside = found_.size() <= most_suggested_beside;
  std::future<std::string> suggestions_file = std::async(beside ? policy : std::launch::deferred, [&, reading] {
    StageClock clock(timings_, StageClock::Thread::worker);
    reading.get();
    clock.lap(Stage::waiting);
    std::string name =
        write_site_file(next, suggestions_kind, encode_suggestions(collector.collect(words_.words(), config_.language)));
    clock.lap(Stage::bundle);
    return name;
  });
  std::future<std::string> words_file = std::async(policy, [&] {
    StageClock clock(timings_, StageClock::Thread::worker);
    std::string name = write_site_file(next, words_kind, words_.words().encode());
    keep_lexicon(folder_->path(), recipe_);
    clock.lap(Stage::bundle);
    return name;
  });
  if (shards.size() > 1) {
    const std::size_t at_once = most_open_shards();
    if (shards.size() > at_once) reading.wait();  // merging in rounds removes them
    merge_shards(shards, next, throw_if_interrupted, at_once);
    clock_.lap(Stage::compact);
  }
  const std::future<void> removal = std::async(policy, [&, reading] {
    reading.wait();
    remove_shards(next);
  });
  std::string suggestions = suggestions_file.get();
  clock_.lap(Stage::waiting);
  count_gone();
  if (chunks.empty()) Shard(next).finish();
  clock_.lap(Stage::commit);
  PageStores written = stores.get();
  const LearnedFiles learned = {words_file.get(), std::move(suggestions)};
  removal.wait();
  clock_.lap(Stage::waiting);
  IndexWriter writer(next, IndexWriter::Mode::complete, recipe_, run_.words);
  writer.add_facets(files.facets());
  words_.clear();
  writer.set_files(std::move(written), learned);
  writer.set_metadata(metadata(&writer));
  writer.set_state(state_.payload(fingerprint_));
  release_pages();
  clock_.lap(Stage::commit);
  writer.make_bundle();
  clock_.lap(Stage::bundle);
  throw_if_interrupted();
  writer.commit(now());
  clock_.lap(Stage::commit);
  folder_->switch_to(next);
  clock_.lap(Stage::publish);
  remove_unused_lexicons(folder_->path());
  summary_.rebuilt = true;
}

IndexWriter& IndexRun::updater() {
  if (!updater_) {
    updater_ = std::make_unique<IndexWriter>(*current_, IndexWriter::Mode::update, recipe_, run_.words);
  }
  return *updater_;
}

void IndexRun::update_generation() {
  std::vector<std::size_t> pages;  // to compare or make
  for (std::size_t i = 0; i < plan_.pages.size(); ++i) {
    if (plan_.pages[i].todo != PagePlan::Todo::keep) pages.push_back(i);
  }
  if (observer_.found) observer_.found(pages.size());
  std::size_t next = 0;  // page that is not noted
  const auto note_unchanged_until = [&](std::size_t end) {
    for (; next < end; ++next) note_unchanged(next);
  };
  in_parallel(
      (pages.size() + update_pages - 1) / update_pages, 4 * run_.jobs,
      [&](PageWorker& worker, std::size_t piece) {
        UpdatedPages work;
        const std::size_t end = std::min((piece + 1) * update_pages, pages.size());
        for (std::size_t i = piece * update_pages; i < end; ++i) {
          throw_if_interrupted();
          const std::optional<PageState> before = known(pages[i]);
          work.outcomes.push_back(worker.work(found_[pages[i]], before ? &*before : nullptr,
                                              work.made.emplace_back()));
          ++done_;
        }
        return work;
      },
      [&](std::size_t piece, UpdatedPages work) {
        for (std::size_t i = 0; i < work.outcomes.size(); ++i) {
          const std::size_t page = pages[piece * update_pages + i];
          note_unchanged_until(page);
          const std::optional<PageState> before = known(page);
          if (work.made[i]) {
            updater().put(*work.made[i]);
            work.made[i].reset();
          } else if (before && before->indexed &&
                     work.outcomes[i].kind != PageOutcome::Kind::unchanged) {
            updater().remove(before->id);
          }
          clock_.lap(Stage::shard);
          note(page, std::move(work.outcomes[i]));
          ++next;
          clock_.lap(Stage::compare);
        }
      });
  note_unchanged_until(plan_.pages.size());
  clock_.lap(Stage::compare);
  for (const std::uint32_t number : plan_.gone) {
    updater().remove(before_->state.id(number));
  }
  count_gone();
  clock_.lap(Stage::shard);
  finish_update();
}

/// What is odd depends on all pages of the site, so that it can be told at the end only.
void IndexRun::tell_odd_values() {
  const std::optional<fs::path> index = folder_->current();
  if (!index) return;
  for (const OddValue& odd : odd_values(*index, most_odd_values)) {
    std::optional<Problem> problem = odd_value_problem(config_, odd);
    if (problem) summary_.problems.push_back(std::move(*problem));
  }
}

/// What the index says of the site. `writer`: knows the values of facets; null where nothing is written, and the
/// generation in service knows them.
IndexMetadata IndexRun::metadata(const IndexWriter* writer) const {
  const FacetLabels labels = page_labels(*config_.rules, [&](const std::string& facet) {
    return writer != nullptr ? writer->values_of(facet) : facet_values(*current_, facet);
  });
  return site_metadata(config_, labels, recipe_);
}

void IndexRun::finish_update() {
  const IndexMetadata site = metadata(updater_.get());
  if (site != before_->metadata) updater().set_metadata(site);
  // Pages that are not in the index come and go without a change of it, and are looked at again.
  if (compared_in_vain_ > most_compared_in_vain) (void)updater();
  clock_.lap(Stage::commit);
  if (!updater_) return;
  updater_->add_words(words_.words());
  updater_->set_state(state_.payload(fingerprint_));
  release_pages();
  keep_lexicon(folder_->path(), recipe_);
  clock_.lap(Stage::commit);
  updater_->make_bundle();
  clock_.lap(Stage::bundle);
  throw_if_interrupted();
  updater_->commit(now());
  updater_.reset();
  clock_.lap(Stage::commit);
}

}  // namespace

IndexSummary run_index(const IndexOptions& options, const RunOptions& run,
                       const IndexObserver& observer) {
  std::string damage;
  try {
    return IndexRun(options, run, observer).run();
  } catch (const DamagedIndex& error) {
    damage = error.what();
  } catch (const std::logic_error& error) {
    // Lengths and places that damaged files give where a run that was killed left no checksums. Where it is no
    // damage but a mistake of ours, it comes again below.
    if (run.rebuild) throw;
    damage = describe({options.index, 0}, fmt::format("cannot be read ({})", error.what()));
  }
  RunOptions anew = run;
  anew.rebuild = true;
  IndexSummary summary = IndexRun(options, anew, observer).run();
  summary.problems.insert(summary.problems.begin(),
                          {{}, damage + ": the index has been made anew", true});
  return summary;
}

IndexSummary run_index(const IndexOptions& options, bool rebuild, const IndexObserver& observer) {
  RunOptions run;
  run.rebuild = rebuild;
  return run_index(options, run, observer);
}

}  // namespace speur
