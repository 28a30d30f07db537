#include "speur/searcher.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <tuple>
#include <type_traits>
#include <utility>

#include "searcher/answer/facet_columns.hpp"
#include "searcher/answer/facet_counts.hpp"
#include "searcher/answer/facet_filters.hpp"
#include "searcher/answer/first_stage.hpp"
#include "searcher/answer/found_pages.hpp"
#include "searcher/answer/hit_builder.hpp"
#include "searcher/answer/page_checker.hpp"
#include "searcher/answer/page_record.hpp"
#include "searcher/answer/second_stage.hpp"
#include "searcher/answer/sorted_pages.hpp"
#include "searcher/candidates/filter_query.hpp"
#include "searcher/candidates/query_compiler.hpp"
#include "searcher/index/bundle.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/index_status.hpp"
#include "searcher/index/page_cache.hpp"
#include "searcher/index/record_reader.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/rank/rescorer.hpp"
#include "searcher/words/known_words.hpp"
#include "searcher/words/speller.hpp"
#include "searcher/words/word_neighbours.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/stored_page.hpp"

namespace fs = std::filesystem;

namespace speur {
namespace {

/// Without facets to count, hits are counted exactly up to here: to count them all costs more than
/// to find the best.
constexpr Xapian::doccount exact_count_limit = 10'000;

/// So long after another host was away no search asks it again: each would wait for it in turn.
constexpr std::chrono::seconds away_time{1};

}  // namespace

struct Searcher::Impl {
  IndexReader index;
  RankingParameters parameters;
  Analyzers analyzers;  // the speller keeps references to them
  WordRelations relations;
  Speller speller;
  std::vector<FacetInfo> facet_infos;
  PageCache pages_read;
  RecordReader records;
  // Searchers of the same revision share the columns. They are null until they are wanted, and
  // after reopen(), which may have opened another revision.
  std::shared_ptr<const FacetColumns> columns;
  bool holds_facets = false;
  bool is_on_this_host;
  std::chrono::milliseconds time_limit;
  std::chrono::milliseconds first_time_limit;  // that the constructor was told
  std::optional<Deadline::Clock::time_point> away_since;  // when another host was found to be away
  const std::atomic<bool>* stop_flag = nullptr;
  std::optional<Deadline> request_until;  // of other hosts; none before the first request

  Impl(const fs::path& path, const RankingParameters& ranking, std::chrono::milliseconds limit,
       const Deadline& until = {})
      : index(path, RemoteTime::of(limit, until)),
        parameters(ranking),
        analyzers(site_analyzer(index)),
        relations(index.database()),
        speller(index.words(),
                KnownWords(analyzers.at(index.language()), index),
                [this](std::string_view left, std::string_view right) {
                  return are_neighbours(index, records, analyzers.at(index.language()), left, right);
                },
                [this] { return relations.named_words(analyzers.at(index.language())); }),
        records(index),
        is_on_this_host(has_only_local_databases(path)),
        time_limit(limit),
        first_time_limit(limit) {
    for (const IndexFacet& facet : index.facets()) {
      facet_infos.push_back({facet.name, facet.type, facet.pages, 0});
    }
  }

  static Analyzers site_analyzer(const IndexReader& index) {
    Analyzers made;
    made.emplace(index.language(), Analyzer(index.recipe(), index.language(), index.path()));
    return made;
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() = default;

  /// The same searcher on the index as it is now. `until`: the end of what other hosts are asked.
  std::unique_ptr<Impl> reopened(const Deadline& until) const {
    auto made = std::make_unique<Impl>(index.path(), parameters, first_time_limit, until);
    made->time_limit = time_limit;
    made->stop_flag = stop_flag;
    made->request_until = request_until;
    made->holds_facets = holds_facets;
    return made;
  }
  void hold_facets();
  SearchResult search(const SearchRequest& request);
  QueryFields query_fields() const;
  ParsedQuery parse(std::string_view query, bool strict) const {
    if (strict) return {parse_query_strictly(query, query_fields()), {}};
    return parse_query(query, query_fields());
  }
  /// The best pages by relevance. `check`, `counters`: as in FirstStage::best().
  FoundPages ranked(const SearchRequest& request, const CandidateQuery& query, bool is_unranked,
                    const FirstStage& stage, const SecondStage& second, std::size_t check,
                    std::span<FacetCounter* const> counters) const;
  std::vector<Hit> hits(const SearchRequest& request, const CompiledQuery& compiled, const FoundPages& found,
                        Rescorer& rescorer, bool& is_cut);
  Hit bare_hit(const SearchRequest& request, const RankedPage& page, bool is_scored, Rescorer& rescorer);
  /// For one half of a search that begins now: finding pages, or showing them.
  Deadline deadline() const {
    if (time_limit.count() == 0) return Deadline().or_at(stop_flag);
    return Deadline(is_on_this_host ? time_limit : time_limit / 2).or_at(stop_flag);
  }
  /// Until when a search that begins now asks other hosts, opening them anew included. All searches of a
  /// request have the time of one for that.
  Deadline remote_deadline() const {
    if (is_on_this_host || time_limit.count() == 0) return {};
    return request_until.value_or(RemoteTime::last_message(std::max(time_limit, first_time_limit)));
  }
  /// HostAway, if another host was away a moment ago.
  void check_hosts() const {
    if (!away_since || Deadline::Clock::now() - *away_since >= away_time) return;
    throw HostAway({index.path(), 0}, "another host, which has a part of the index, was away a moment ago");
  }
  std::string query_language(const SearchRequest& request) const {
    const std::vector<std::string>& known = index.languages();
    const bool is_known = std::ranges::find(known, request.language) != known.end();
    return is_known ? request.language : index.language();
  }
};

namespace {

/// Two commits of an indexer overtake a reader, and other hosts close connections; then it opens the index anew,
/// once. `until`: the end of what other hosts are asked.
template <typename Impl, typename Function>
auto retried(std::unique_ptr<Impl>& impl, const Deadline& until, const Function& function) {
  const fs::path path = impl->index.path();
  const auto checked = [&] {
    impl->index.check_mappings();
    try {
      const auto call = [&] { return function(*impl); };
      if constexpr (std::is_void_v<decltype(call())>) {
        guarded(path, call);
        impl->index.check_mappings();
      } else {
        auto result = guarded(path, call);
        impl->index.check_mappings();
        return result;
      }
    } catch (const Error&) {
      impl->index.check_mappings();  // which tells why the files seemed damaged
      throw;
    }
  };
  try {
    return checked();
  } catch (const Xapian::DatabaseModifiedError&) {
  } catch (const LostConnection&) {
  }
  try {
    impl = guarded(path, [&] { return impl->reopened(until); });
    return checked();
  } catch (const Xapian::DatabaseModifiedError& e) {
    throw Error(ExitCode::busy, {path, 0}, e.get_msg());
  }
}

/// retried() within the time that other hosts have, where there are any. After one was away its connection is
/// opened anew: a late answer to the last message would be taken for that to the next.
template <typename Impl, typename Function>
auto asked(std::unique_ptr<Impl>& impl, const Function& function) {
  impl->check_hosts();
  const Deadline until = impl->remote_deadline();
  try {
    if (impl->away_since) impl = open_guarded(impl->index.path(), [&] { return impl->reopened(until); });
    impl->index.set_remote_deadline(until);
    return retried(impl, until, function);
  } catch (const SlowHosts&) {
    throw;
  } catch (const HostAway&) {
    impl->away_since = Deadline::Clock::now();
    throw;
  }
}

}  // namespace

void Searcher::Impl::hold_facets() {
  holds_facets = true;
  // From another host values come page by page; and of several databases a match tells docids that
  // are each database's own.
  const bool has_columns = is_on_this_host && index.database().size() == 1;
  columns = has_columns ? std::make_shared<FacetColumns>(index) : std::make_shared<FacetColumns>();
}

QueryFields Searcher::Impl::query_fields() const {
  QueryFields fields;
  for (const FieldSpec& field : field_specs) {
    fields.text.emplace_back(field.name);
    fields.text.emplace_back(field.english);
  }
  fields.text.emplace_back("id");
  for (const IndexFacet& facet : index.facets()) {
    fields.facets.push_back(facet.name);
    if (facet.type == FacetType::date) fields.dates.push_back(facet.name);
  }
  return fields;
}

/// The query as it was taken, where that differs.
static std::optional<std::string> corrected(std::string query, std::vector<Correction> changes) {
  if (changes.empty()) return std::nullopt;
  std::ranges::sort(changes, std::greater(), &Correction::begin);  // places before stay as they are
  for (const Correction& change : changes) {
    query.replace(change.begin, change.end - change.begin, change.text);
  }
  return query;
}

FoundPages Searcher::Impl::ranked(const SearchRequest& request, const CandidateQuery& query,
                                  bool is_unranked, const FirstStage& stage, const SecondStage& second,
                                  std::size_t check,
                                  std::span<FacetCounter* const> counters) const {
  const std::size_t end = request.offset + request.limit;
  const bool is_rescored = !is_unranked && request.limit > 0 &&
                           request.offset < static_cast<std::size_t>(parameters.candidates_depth);
  // Where all weights are equal, pages are ordered by id.
  Matches matches =
      stage.best(query, is_rescored ? second.depth(end) : end, check, is_unranked, counters);
  return is_rescored ? second.rank(std::move(matches)) : as_found(matches);
}

/// What evaluations ask for: thousands of hits without a text.
Hit Searcher::Impl::bare_hit(const SearchRequest& request, const RankedPage& page, bool is_scored,
                             Rescorer& rescorer) {
  Hit hit;
  hit.id = page.id.empty() ? index.page_id(page.docid) : page.id;
  hit.score = page.score;
  if (request.features && is_scored) hit.features = rescorer.features(WordRecord(records.get(page.docid)));
  return hit;
}

std::vector<Hit> Searcher::Impl::hits(const SearchRequest& request, const CompiledQuery& compiled,
                                      const FoundPages& found, Rescorer& rescorer, bool& is_cut) {
  const std::size_t first = std::min(request.offset, found.pages.size());
  const std::size_t last = std::min(request.offset + request.limit, found.pages.size());
  const Deadline until = deadline();
  const HitBuilder builder(index, compiled, rescorer.unit_weights());
  std::vector<Hit> hits;
  const auto add = [&](const RankedPage& page, bool is_scored) {
    if (!request.snippets) {
      hits.push_back(bare_hit(request, page, is_scored, rescorer));
      return;
    }
    const std::shared_ptr<const DecodedPage> decoded = pages_read.get(index, page.docid);
    const WordRecord record(records.get(page.docid));
    hits.push_back(
        builder.build(index.page_id(page.docid), *decoded, page.score, rescorer.score(record).found));
    if (request.explain) hits.back().explanation = rescorer.explain(record);
  };
  try {
    for (std::size_t i = first; i < last; ++i) {
      if (until.has_passed() && i > first) {
        is_cut = true;
        break;
      }
      add(found.pages[i], i < static_cast<std::size_t>(parameters.candidates_depth));
    }
  } catch (const SlowHosts&) {
    if (hits.empty()) throw;
    is_cut = true;
  }
  return hits;
}

SearchResult Searcher::Impl::search(const SearchRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  const Deadline until = deadline();
  SearchResult result;
  result.query = request.query;

  const ParsedQuery parsed =
      request.parsed ? *request.parsed : parse(request.query, request.strict);
  result.issues = parsed.issues;
  const CompiledQuery compiled = compile(parsed.query,
                                         {index, analyzers, relations, speller, parameters,
                                          query_language(request), until},
                                         request.strict);
  for (const std::string& note : compiled.notes) result.issues.push_back({0, note});
  result.correction = corrected(request.query, compiled.corrections);
  result.is_guess = compiled.is_guess;
  result.expansions = compiled.expansions;

  const FacetFilters by_facet = facet_filters(index, request);
  note_odd_dates(index, by_facet, result.issues);
  const auto conditioned = [&](const std::string* without) {
    CandidateQuery wanted = filtered(index, compiled.query, by_facet, without);
    if (!request.condition) return wanted;
    return CandidateQuery::filter(std::move(wanted), filter_query(index, *request.condition));
  };
  const std::vector<const IndexFacet*> facets = wanted_facets(index, request);
  const CandidateQuery query = conditioned(nullptr);
  // To make the columns costs about what counting all facets without them costs.
  if (holds_facets && columns == nullptr && !facets.empty()) hold_facets();
  // A facet that the request filters on is counted without its own filter, by a search of its own.
  std::deque<FacetCounter> counters;
  std::vector<FacetCounter*> of_the_query;
  for (const IndexFacet* facet : facets) {
    counters.emplace_back(*facet, columns == nullptr ? nullptr : columns->find(facet->name));
    if (!by_facet.contains(facet->name)) of_the_query.push_back(&counters.back());
  }

  const Xapian::doccount all_pages = index.database().get_doccount();
  Rescorer rescorer(compiled.ranked, parameters, all_pages, index.mean_length());
  std::optional<PageChecker> checker;
  if (compiled.check) checker.emplace(*compiled.check, index, records, rescorer);
  // Databases of another host cannot be asked: there the second stage leaves out what does not pass.
  const PageTests tests = checker && is_on_this_host ? checker->tests() : PageTests();
  const Deadline of_match = is_on_this_host ? until : Deadline();
  const FirstStage stage(index, parameters, tests, of_match);
  const bool sorting = !request.sort.empty();
  const std::size_t end = request.offset + request.limit;
  const std::optional<FirstStage::All> all = sorting ? stage.all(query) : std::nullopt;
  FoundPages found;
  if (all) {
    found = sorted_pages(index, *all, sort_key(index, request.sort), end, until);
    FacetCounter::count(of_the_query, index.database(), all->pages);
  } else if (sorting) {
    found = sorted_pages(index, query.to_xapian(), sort_key(index, request.sort), end, of_match,
                         tests.by_document);
  } else {
    const SecondStage second(index, records, rescorer, static_cast<std::size_t>(parameters.candidates_depth),
                             checker && !is_on_this_host ? &*checker : nullptr,
                             is_on_this_host ? Deadline() : until);
    const std::size_t check = !facets.empty() ? all_pages : request.count_hits ? exact_count_limit : 0;
    found = ranked(request, query, compiled.unranked, stage, second, check, of_the_query);
  }
  result.total_hits = found.total;
  result.total_hits_exact = found.is_exact;
  result.timed_out = compiled.is_cut || found.is_cut;

  for (FacetCounter& counter : counters) {
    const std::string& name = counter.facet().name;
    const auto selected = by_facet.find(name);
    if (selected != by_facet.end() || (sorting && !all)) {
      result.timed_out = stage.count(conditioned(&name), counter) || result.timed_out;
    }
    result.facets.push_back(counter.counts(
        index, selected == by_facet.end() ? std::vector<std::string>() : selected->second,
        request.facet_values));
  }
  result.hits = hits(request, compiled, found, rescorer, result.timed_out);
  if (result.timed_out) result.total_hits_exact = false;
  if (result.total_hits == 0 && !request.strict && !result.timed_out) {
    if (auto less = with_less(parsed)) {
      SearchRequest again = request;
      again.parsed = std::move(*less);
      return search(again);
    }
  }
  if (result.total_hits == 0 && !result.timed_out) note_unknown_values(index, by_facet, result.issues);
  // What asks for the second page has read the definition.
  if (request.snippets && request.offset == 0 && is_plain(parsed.query)) {
    result.definition =
        relations.definition(request.query, analyzers.find(index.language())->second);
  }
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - start;
  result.milliseconds = elapsed.count();
  return result;
}

Searcher::Searcher(const fs::path& index, RankingParameters parameters, std::chrono::milliseconds time_limit)
    : impl_(open_guarded(index, [&] { return std::make_unique<Impl>(index, parameters, time_limit); })) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Searcher Searcher::for_another_thread() const {
  const Impl& mine = *impl_;
  Searcher other(mine.index.path(), mine.parameters, mine.first_time_limit);
  Impl& theirs = *other.impl_;
  theirs.time_limit = mine.time_limit;
  theirs.holds_facets = mine.holds_facets;
  open_guarded(mine.index.path(), [&] {
    const bool has_columns = mine.columns != nullptr && !mine.columns->revision.empty();
    if (has_columns && mine.columns->revision == revision_of(theirs.index)) {
      theirs.columns = mine.columns;
    }
  });
  return other;
}

bool Searcher::shares_facets_with(const Searcher& other) const {
  return impl_->columns != nullptr && impl_->columns == other.impl_->columns;
}

void Searcher::set_time_limit(std::chrono::milliseconds limit) {
  impl_->time_limit = limit;
}

void Searcher::begin_request() {
  impl_->request_until = RemoteTime::last_message(impl_->first_time_limit);
}

void Searcher::set_stop_flag(const std::atomic<bool>* stop) {
  impl_->stop_flag = stop;
}

void Searcher::hold_facets() {
  asked(impl_, [](Impl& impl) { impl.hold_facets(); });
}

ParsedQuery Searcher::parse(std::string_view query, bool strict) const {
  return impl_->parse(query, strict);
}

SearchResult Searcher::search(const SearchRequest& request) {
  return asked(impl_, [&](Impl& impl) { return impl.search(request); });
}

std::optional<PageRecord> Searcher::show(std::string_view id) {
  return asked(impl_, [&](Impl& impl) { return page_record(impl.index, id); });
}

IndexStatus Searcher::status() {
  return asked(impl_, [](Impl& impl) { return index_status(impl.index); });
}

const std::vector<FacetInfo>& Searcher::facets() {
  return impl_->facet_infos;
}

}  // namespace speur
