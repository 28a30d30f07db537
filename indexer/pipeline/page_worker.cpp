#include "indexer/pipeline/page_worker.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/pipeline/content_hash.hpp"
#include "indexer/store/index_writer.hpp"

#include <new>

namespace speur {
namespace {

/// What is wrong with one page alone: the others go on.
bool is_of_page(const Error& error) {
  return error.code() == ExitCode::data || error.code() == ExitCode::no_input;
}

}  // namespace

PageWorker::~PageWorker() { give_words(); }

void PageWorker::give_words() {
  if (!maker_) return;
  clock_.lap(Stage::waiting);
  words_.add(maker_->take_vocabulary());
  clock_.lap(Stage::bundle);
}

PageWorker::Hashed PageWorker::read_and_hash(const SourceFile& source,
                                             std::vector<Problem>& problems) {
  Hashed hashed;
  hashed.bytes = read_page_bytes(source, config_);
  clock_.lap(Stage::read);
  Hasher hasher;
  hasher.add(fingerprint_).add(source.id).add(hashed.bytes);
  if (includes_files(hashed.bytes)) {
    hashed.result = read_page(source, std::move(hashed.bytes), config_, problems);
    if (hashed.result->page) hasher.add(*hashed.result->page);
    clock_.lap(Stage::page);
  }
  hashed.hash = hasher.hash();
  return hashed;
}

PageOutcome PageWorker::work(const FoundPage& found, const PageState* known,
                             std::optional<PreparedPage>& made) {
  const SourceFile source = source_file(found, config_);
  PageOutcome outcome;
  try {
    Hashed hashed = read_and_hash(source, outcome.problems);
    outcome.hash = hashed.hash;
    bool is_known = known != nullptr && known->hash == hashed.hash;
    if (!hashed.result && (!is_known || known->reported)) {
      hashed.result = read_page(source, std::move(hashed.bytes), config_, outcome.problems);
      clock_.lap(Stage::page);
    }
    if (hashed.result) {
      // What was published by the last run may have expired since, without a change of the file.
      is_known = is_known && known->indexed == hashed.result->page.has_value();
      outcome.look_again = hashed.result->changes_with_time;
      for (const std::filesystem::path& file : hashed.result->includes) {
        outcome.includes.emplace_back(file.string(), FileStamp::of_path(file.c_str()));
      }
    }
    if (is_known) {
      outcome.kind = PageOutcome::Kind::unchanged;
    } else if (!hashed.result->page) {
      outcome.url = std::move(hashed.result->url_of_excluded);
      outcome.kind = PageOutcome::Kind::excluded;
    } else {
      Page& page = *hashed.result->page;
      std::size_t text_bytes = 0;
      for (const Section& section : page.sections) text_bytes += section.text.size();
      const PageBudget budget(source.path, text_bytes, config_.page_limits);
      if (!maker_) maker_ = std::make_unique<DocumentMaker>(recipe_, place_);
      made = PreparedPage{page.id, maker_->make(page),
                      facet_names(page)};
      clock_.lap(Stage::document);
      outcome.url = std::move(page.url);
      outcome.kind = PageOutcome::Kind::made;
    }
  } catch (const Error& e) {
    if (!is_of_page(e)) throw;
    outcome.kind = PageOutcome::Kind::failed;
    outcome.problems.push_back({{}, e.what(), false});
  } catch (const std::bad_alloc&) {
    // The memory that this page took is free again, and the next may need less.
    outcome.kind = PageOutcome::Kind::failed;
    outcome.problems.push_back(
        {{source.path, 0}, "the page is left out: there is not enough memory to read it", false});
  }
  return outcome;
}

std::optional<ContentHash> PageWorker::hash(const FoundPage& found) {
  try {
    std::vector<Problem> problems;
    return read_and_hash(source_file(found, config_), problems).hash;
  } catch (const Error& e) {
    if (!is_of_page(e)) throw;
    return std::nullopt;
  }
}

}  // namespace speur
