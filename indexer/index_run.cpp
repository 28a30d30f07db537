#include "indexer/index_run.hpp"

#include "indexer/site/content_reader.hpp"
#include "indexer/store/index_folder.hpp"
#include "indexer/store/index_lexicon.hpp"
#include "indexer/store/index_writer.hpp"
#include "indexer/page/page_reader.hpp"
#include "indexer/site/page_url.hpp"
#include "indexer/learned/site_relations.hpp"
#include "stemmers/word_steps.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <xxhash.h>
#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// A hash of parts that cannot be confused: each goes in with its length.
class Hasher {
 public:
  Hasher() : state_(XXH3_createState(), &XXH3_freeState) {
    if (!state_) throw std::bad_alloc();
    XXH3_128bits_reset(state_.get());
  }
  Hasher& add(std::string_view part) {
    const std::uint64_t size = part.size();
    XXH3_128bits_update(state_.get(), &size, sizeof size);
    XXH3_128bits_update(state_.get(), part.data(), part.size());
    return *this;
  }
  [[nodiscard]] ContentHash hash() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_.get()));
    ContentHash result;
    std::copy(std::begin(canonical.digest), std::end(canonical.digest), result.begin());
    return result;
  }

 private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_;
};

/// For pages that include others: what they show is only known once they are read.
void add_page(Hasher& hasher, const Page& page) {
  for (const std::string* text : {&page.url, &page.title, &page.other_title, &page.description}) {
    hasher.add(*text);
  }
  for (const Section& section : page.sections) {
    hasher.add(std::to_string(section.level))
        .add(section.heading)
        .add(section.anchor)
        .add(section.text);
  }
  for (const auto& [brief, full] : page.abbreviations) hasher.add(brief).add(full);
  for (const PageDefinition& definition : page.definitions) {
    hasher.add(definition.term).add(definition.text).add(definition.anchor);
  }
}

std::string now() {
  const auto time =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

std::string facet_settings(const FacetRules& rules) {
  boost::json::array facets;
  for (const FacetRule& rule : rules.facets) {
    if (rule.drop) continue;
    boost::json::object facet;
    facet["name"] = rule.name;
    if (!rule.label.empty()) facet["label"] = rule.label;
    if (!rule.order.empty()) facet["order"] = boost::json::value_from(rule.order);
    if (!rule.labels.empty()) facet["labels"] = boost::json::value_from(rule.labels);
    facets.push_back(std::move(facet));
  }
  if (facets.empty()) return {};
  return boost::json::serialize(boost::json::object{{"facets", std::move(facets)}});
}

IndexMetadata metadata_of(const SiteConfig& config, const AnalyzerRecipe& recipe) {
  SiteRelations relations = site_relations(config, recipe);
  return {config.site_name,
          config.site_url,
          config.language,
          facet_settings(config.facets),
          std::move(relations.synonyms),
          std::move(relations.definitions)};
}

/// `.speur` beside the content folder, where `speur` looks for it.
fs::path default_index(const fs::path& content) {
  fs::path folder = fs::absolute(content).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder.parent_path() / ".speur";
}

/// One run over one content folder. The writer is opened at the first page that differs, so that a
/// run that changes nothing writes nothing.
class IndexRun {
 public:
  IndexRun(const IndexOptions& options, bool rebuild, const IndexObserver& observer)
      : observer_(observer), recipe_(AnalyzerRecipe::standard()) {
    const bool has_lexicon = !lexicon_hash(recipe_).empty();
    for (const std::string& step : options.analyzer) recipe_.set(step);
    const auto is_chosen = [&](std::string_view name) {
      return std::ranges::any_of(options.analyzer,
                                 [&](const std::string& step) { return step.starts_with(name); });
    };
    summary_.lexicon_missing = !has_lexicon && !(is_chosen("compounds=") && is_chosen("lemmas="));
    config_ = load_site_config(options, summary_.problems);
    // Another version may read the same bytes otherwise.
    fingerprint_ = fingerprint(config_) + SPEUR_VERSION;
    config_.index = options.index.empty() ? default_index(config_.content) : options.index;
    folder_.emplace(config_.index);
    current_ = folder_->current();
    if (current_ && !rebuild) before_ = read_contents(*current_, recipe_);
  }

  IndexSummary run() {
    const auto start = std::chrono::steady_clock::now();
    const std::vector<SourceFile> sources = find_pages(config_, summary_.problems);
    if (observer_.found) observer_.found(sources.size());
    for (const SourceFile& source : sources) {
      try {
        index_page(source);
      } catch (const Error& e) {
        if (e.code() != ExitCode::data && e.code() != ExitCode::no_input) throw;
        ++summary_.failed;
        summary_.problems.push_back({{}, e.what(), false});
      }
      if (observer_.advanced) observer_.advanced();
    }
    remove_gone();
    finish();
    summary_.index = folder_->path();
    summary_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(summary_);
  }

 private:
  void index_page(const SourceFile& source) {
    std::string bytes = read_page_bytes(source, config_);
    Hasher hasher;
    hasher.add(fingerprint_).add(source.id).add(bytes);
    const bool includes = includes_files(bytes);
    const std::size_t problems = summary_.problems.size();
    PageResult result;
    if (includes) {
      result = read_page(source, std::move(bytes), config_, summary_.problems);
      if (result.page) add_page(hasher, *result.page);
    }
    const ContentHash hash = hasher.hash();
    const auto known = before_.pages.find(source.id);
    if (known != before_.pages.end() && known->second.hash == hash) {
      if (known->second.reported && !includes) {
        (void)read_page(source, std::move(bytes), config_, summary_.problems);
      }
      keep(source, known->second.url);
      ++summary_.unchanged;
      return;
    }
    if (!includes) result = read_page(source, std::move(bytes), config_, summary_.problems);
    if (!result.page) {
      ++summary_.excluded;
      return;
    }
    writer().put(*result.page, hash, summary_.problems.size() > problems);
    keep(source, result.page->url);
    ++summary_.indexed;
  }

  void keep(const SourceFile& source, std::string_view url) {
    kept_.insert(source.id);
    if (std::optional<Problem> taken = urls_.add(url, source.path)) {
      taken->harmless = true;  // both are found; which one the site shows is its own affair
      summary_.problems.push_back(std::move(*taken));
    }
  }

  void remove_gone() {
    for (const auto& [id, page] : before_.pages) {
      if (kept_.contains(id)) continue;
      writer().remove(id);
      ++summary_.deleted;
    }
  }

  void finish() {
    const IndexMetadata metadata = metadata_of(config_, recipe_);
    if (!before_.usable || metadata != before_.metadata) writer().set_metadata(metadata);
    if (!writer_) return;
    keep_lexicon(folder_->path(), recipe_);
    writer_->commit(now());
    writer_.reset();
    if (before_.usable) return;
    folder_->switch_to(next_);
    remove_unused_lexicons(folder_->path());
    summary_.rebuilt = true;
  }

  IndexWriter& writer() {
    if (!writer_) {
      if (before_.usable) {
        writer_ = std::make_unique<IndexWriter>(*current_, IndexWriter::Mode::update, recipe_);
      } else {
        next_ = folder_->next();
        writer_ = std::make_unique<IndexWriter>(next_, IndexWriter::Mode::create, recipe_);
      }
    }
    return *writer_;
  }

  const IndexObserver& observer_;
  AnalyzerRecipe recipe_;
  SiteConfig config_;
  std::string fingerprint_;
  IndexSummary summary_;
  std::optional<IndexFolder> folder_;
  std::optional<fs::path> current_;
  IndexContents before_;
  std::set<std::string, std::less<>> kept_;
  UrlRegister urls_;
  fs::path next_;
  std::unique_ptr<IndexWriter> writer_;
};

}  // namespace

IndexSummary run_index(const IndexOptions& options, bool rebuild, const IndexObserver& observer) {
  return IndexRun(options, rebuild, observer).run();
}

}  // namespace speur
