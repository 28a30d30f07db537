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

#include "searcher/answer/page_order.hpp"
#include "searcher/answer/facet_counts.hpp"
#include "searcher/answer/first_stage.hpp"
#include "searcher/answer/hit_builder.hpp"
#include "searcher/answer/page_record.hpp"
#include "searcher/candidates/filter_query.hpp"
#include "searcher/candidates/query_compiler.hpp"
#include "searcher/candidates/timed_match.hpp"
#include "searcher/index/bundle.hpp"
#include "searcher/index/facet_column.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/index_status.hpp"
#include "searcher/index/page_cache.hpp"
#include "searcher/index/record_reader.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/rank/rescorer.hpp"
#include "searcher/words/known_words.hpp"
#include "searcher/words/speller.hpp"
#include "searcher/words/word_neighbours.hpp"
#include "speur/day.hpp"
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

/// Of one Searcher; facets that do not fit are counted as by one that holds none.
constexpr std::size_t most_column_bytes = 64'000'000;

struct SortKey {
  Xapian::valueno slot = 0;
  bool descending = false;
};

struct RankedPage {
  Xapian::docid docid = 0;
  double score = 0;
  std::string id{};  // where it was needed already
};

/// The facets' columns at one revision of an index.
struct FacetColumns {
  std::string revision;  // as revision_of(); empty without columns
  std::map<std::string, FacetColumn, std::less<>> by_facet;

  const FacetColumn* find(std::string_view facet) const {
    const auto found = by_facet.find(facet);
    return found == by_facet.end() ? nullptr : &found->second;
  }
};

/// Another text for each commit to a database of this host. For an index of one database.
std::string revision_of(const IndexReader& index) {
  const Xapian::Database& database = index.database();
  return fmt::format("{} {}", database.get_uuid(), database.get_revision());
}

/// Facet filters by facet: values are alternatives, facets are all wanted.
using Filters = std::map<std::string, std::vector<std::string>>;

}  // namespace

struct Searcher::Impl {
  IndexReader index;
  RankingParameters parameters;
  // Where they are stays, wherever this goes: the speller asks them.
  std::unique_ptr<Analyzers> analyzers;
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
  std::chrono::milliseconds time_limit{0};
  const std::atomic<bool>* stop_flag = nullptr;

  Impl(const fs::path& path, const RankingParameters& ranking)
      : index(path),
        parameters(ranking),
        analyzers(site_analyzer(index)),
        relations(index.database()),
        speller(index.words(),
                KnownWords(analyzers->at(index.language()), index),
                [this](std::string_view left, std::string_view right) {
                  return are_neighbours(index, records, analyzers->at(index.language()), left, right);
                },
                [this] { return relations.named_words(analyzers->at(index.language())); }),
        records(index),
        is_on_this_host(has_only_local_databases(path)) {
    for (const IndexFacet& facet : index.facets()) {
      facet_infos.push_back({facet.name, facet.type, facet.pages, 0});
    }
  }

  static std::unique_ptr<Analyzers> site_analyzer(const IndexReader& index) {
    auto made = std::make_unique<Analyzers>();
    made->emplace(index.language(), Analyzer(index.recipe(), index.language(), index.path()));
    return made;
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() = default;

  /// The same searcher on the index as it is now.
  std::unique_ptr<Impl> reopened() const {
    auto made = std::make_unique<Impl>(index.path(), parameters);
    made->time_limit = time_limit;
    made->stop_flag = stop_flag;
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
  Filters filters(const SearchRequest& request) const;
  void note_odd_dates(const Filters& by_facet, std::vector<QueryIssue>& issues) const;
  CandidateQuery filtered(const CandidateQuery& query, const Filters& filters,
                          const std::string* without) const;
  std::vector<const IndexFacet*> wanted_facets(const SearchRequest& request) const;
  SortKey sort_key(const std::string& text) const;
  std::vector<RankedPage> ranked(const FirstStage& stage, const CandidateQuery& query,
                                 const SearchRequest& request, const CompiledQuery& compiled,
                                 Rescorer& rescorer, std::size_t check,
                                 std::span<FacetCounter* const> counters, SearchResult& result);
  std::vector<RankedMatch> candidates(std::vector<RankedMatch> found, std::size_t depth) const;
  using DocumentSource = std::function<Xapian::Document()>;
  bool passes(const PageCheck& check, const DocumentSource& document, const WordRecord& record,
              Rescorer& rescorer) const;
  PageTests tests(const CompiledQuery& compiled, Rescorer& rescorer);
  std::vector<RankedPage> sorted(const FirstStage::All& all, const SearchRequest& request,
                                 const Deadline& deadline, SearchResult& result) const;
  std::vector<RankedPage> sorted(const Xapian::Query& query, const SearchRequest& request,
                                 Xapian::doccount check, const Deadline& deadline,
                                 const PageDecision& decision, SearchResult& result) const;
  Deadline deadline() const {
    if (!is_on_this_host) return {};
    const Deadline limit = time_limit.count() > 0 ? Deadline(time_limit) : Deadline();
    return limit.or_at(stop_flag);
  }
  std::string query_language(const SearchRequest& request) const {
    const std::vector<std::string>& known = index.languages();
    const bool is_known = std::ranges::find(known, request.language) != known.end();
    return is_known ? request.language : index.language();
  }
};

namespace {

/// Two commits of an indexer overtake a reader; then it opens the index anew, once.
template <typename Impl, typename Function>
auto retried(std::unique_ptr<Impl>& impl, const Function& function) {
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
  }
  try {
    impl = guarded(path, [&] { return impl->reopened(); });
    return checked();
  } catch (const Xapian::DatabaseModifiedError& e) {
    throw Error(ExitCode::busy, {path, 0}, e.get_msg());
  }
}

}  // namespace

void Searcher::Impl::hold_facets() {
  holds_facets = true;
  auto made = std::make_shared<FacetColumns>();
  // From another host values come page by page; and of several databases a match tells docids that
  // are each database's own.
  if (is_on_this_host && index.database().size() == 1) {
    made->revision = revision_of(index);
    std::size_t bytes = 0;
    for (const IndexFacet& facet : index.facets()) {
      FacetColumn column(index, facet);
      if (bytes + column.bytes() > most_column_bytes) continue;
      bytes += column.bytes();
      made->by_facet.emplace(facet.name, std::move(column));
    }
  }
  columns = std::move(made);
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

Filters Searcher::Impl::filters(const SearchRequest& request) const {
  Filters by_facet;
  for (const FacetFilter& filter : request.filters) {
    by_facet[index.facet(filter.facet).name].push_back(filter.value);
  }
  return by_facet;
}

/// Tells of filters on dates that are none, and no value of a page either.
void Searcher::Impl::note_odd_dates(const Filters& by_facet,
                                    std::vector<QueryIssue>& issues) const {
  for (const auto& [name, values] : by_facet) {
    if (index.facet(name).type != FacetType::date) continue;
    for (const std::string& value : values) {
      if (day_of_text(value) || index.database().term_exists(facet_term(name, value))) continue;
      issues.push_back({0, fmt::format("'{}' holds dates; '{}' is none: write 2024-05-17", name,
                                       value)});
    }
  }
}

/// `without`: the facet whose own filter is left out, for its counts.
CandidateQuery Searcher::Impl::filtered(const CandidateQuery& query, const Filters& by_facet,
                                        const std::string* without) const {
  CandidateQuery result = query;
  for (const auto& [facet, values] : by_facet) {
    if (without != nullptr && facet == *without) continue;
    result = CandidateQuery::filter(std::move(result), facet_filter(index.facet(facet), values));
  }
  return result;
}

std::vector<const IndexFacet*> Searcher::Impl::wanted_facets(const SearchRequest& request) const {
  std::vector<const IndexFacet*> wanted;
  for (const std::string& name : request.facets) {
    if (name == "all") {
      for (const IndexFacet& facet : index.facets()) wanted.push_back(&facet);
    } else {
      wanted.push_back(&index.facet(name));
    }
  }
  std::vector<const IndexFacet*> unique;
  for (const IndexFacet* facet : wanted) {
    if (std::ranges::find(unique, facet) == unique.end()) unique.push_back(facet);
  }
  return unique;
}

SortKey Searcher::Impl::sort_key(const std::string& text) const {
  const std::size_t colon = text.rfind(':');
  std::string field = text;
  std::string direction = "asc";
  if (colon != std::string::npos) {
    direction = text.substr(colon + 1);
    field.resize(colon);
  }
  if (direction != "asc" && direction != "desc") {
    throw Error(ExitCode::usage, fmt::format("sort goes asc or desc, not '{}'", direction));
  }
  const bool descending = direction == "desc";
  if (field == "title" || field == "titel") return {title_slot, descending};
  const IndexFacet* facet = index.find_facet(field);
  if (facet == nullptr) {
    std::string names = "title";
    for (const IndexFacet& known : index.facets()) names += ", " + known.name;
    throw Error(ExitCode::usage,
                fmt::format("there is no sort key '{}'; there are: {}", field, names));
  }
  const bool words = facet->type == FacetType::keyword;
  return {words ? facet_slot(facet->name) : sort_slot(facet->name), descending};
}

/// The best `depth` of the pages found, in the order of their weights. Xapian orders equal weights by
/// docid, which tells when a page was indexed: those that are equal to the last one are taken in the
/// order of their ids.
std::vector<RankedMatch> Searcher::Impl::candidates(std::vector<RankedMatch> found,
                                                    std::size_t depth) const {
  if (found.size() <= depth) return found;
  const double least = found[depth - 1].weight;
  const auto first = std::ranges::find(found, least, &RankedMatch::weight);
  const auto last = std::ranges::find_if(first, found.end(), [&](const RankedMatch& match) {
    return match.weight != least;
  });
  if (static_cast<std::size_t>(last - found.begin()) > depth) {
    std::vector<std::pair<std::string, RankedMatch>> equal;
    for (auto match = first; match != last; ++match) {
      equal.emplace_back(index.page_id(match->docid), *match);
    }
    std::ranges::sort(equal, {}, [](const auto& each) { return std::string_view(each.first); });
    std::ranges::transform(equal, first, [](const auto& each) { return each.second; });
  }
  return found;
}

bool Searcher::Impl::passes(const PageCheck& check, const DocumentSource& document,
                            const WordRecord& record, Rescorer& rescorer) const {
  const auto child_passes = [&](const PageCheck& child) {
    return passes(child, document, record, rescorer);
  };
  switch (check.kind) {
    case PageCheck::Kind::always:
      return true;
    case PageCheck::Kind::all:
      return std::ranges::all_of(check.children, child_passes);
    case PageCheck::Kind::any:
      return std::ranges::any_of(check.children, child_passes);
    case PageCheck::Kind::none:
      return std::ranges::none_of(check.children, child_passes);
    case PageCheck::Kind::unit:
      return rescorer.has_unit(record, check.unit);
    case PageCheck::Kind::terms:
      return std::ranges::any_of(check.terms, [&](const std::string& term) {
        const Xapian::Document page = document();
        auto known = page.termlist_begin();
        known.skip_to(term);
        return known != page.termlist_end() && *known == term;
      });
  }
  return false;
}

/// Empty where the first stage decides by itself, and where databases of another host cannot be
/// asked: there the pages that do not pass are left out of those that are scored.
PageTests Searcher::Impl::tests(const CompiledQuery& compiled, Rescorer& rescorer) {
  if (!compiled.check || !is_on_this_host) return {};
  const PageCheck& check = *compiled.check;
  return {.by_docid = {[this, &check, &rescorer](Xapian::docid page) {
                         const auto document = [&] { return index.database().get_document(page); };
                         return passes(check, document, WordRecord(records.get(page)), rescorer);
                       },
                       [this, &rescorer](Xapian::docid page, unsigned step) {
                         records.announce(page, step, rescorer.keys());
                       }},
          .by_document =
              [this, &check, &rescorer](const Xapian::Document& document) {
                return passes(check, [&] { return document; }, WordRecord(records.get(document)),
                              rescorer);
              }};
}

/// The best pages by relevance: the first candidates_depth pages of the first stage in the order of
/// the second, then the others as they come.
std::vector<RankedPage> Searcher::Impl::ranked(const FirstStage& stage, const CandidateQuery& query,
                                               const SearchRequest& request,
                                               const CompiledQuery& compiled, Rescorer& rescorer,
                                               std::size_t check,
                                               std::span<FacetCounter* const> counters,
                                               SearchResult& result) {
  const auto window = static_cast<std::size_t>(parameters.candidates_depth);
  const bool rescored = !compiled.unranked && request.offset < window && request.limit > 0;
  const std::size_t end = request.offset + request.limit;
  constexpr std::size_t ties = 32;  // pages beyond the last one that may be equal to it
  const std::size_t depth = rescored ? std::max(window + ties, end) : end;
  // Where all weights are equal, pages are ordered by id.
  Matches found = stage.best(query, depth, check, compiled.unranked, counters);
  result.total_hits = found.total;
  result.total_hits_exact = found.is_exact;
  result.timed_out = result.timed_out || found.is_cut;

  std::vector<RankedPage> pages;
  std::size_t scored = 0;
  if (rescored) found.pages = candidates(std::move(found.pages), window);
  const auto docid = [&](std::size_t at) { return found.pages[at].docid; };
  const auto announce = [&](Xapian::docid page, unsigned step) {
    records.announce(page, step, rescorer.keys());
  };
  for (std::size_t i = 0; i < found.pages.size(); ++i) {
    const RankedMatch& hit = found.pages[i];
    RankedPage page{hit.docid, hit.weight};
    if (rescored && scored < window) {
      announce_after(i, found.pages.size(), docid, announce);
      const WordRecord record(records.get(hit.docid));
      if (compiled.check && !is_on_this_host &&
          !passes(*compiled.check, [&] { return index.database().get_document(hit.docid); }, record,
                  rescorer)) {
        result.total_hits_exact = false;
        continue;
      }
      page.score = rescorer.score(record).score;
      ++scored;
    }
    pages.push_back(std::move(page));
  }
  if (rescored) {
    const auto last = pages.begin() + static_cast<std::ptrdiff_t>(scored);
    std::sort(pages.begin(), last, [&](RankedPage& a, RankedPage& b) {
      if (a.score != b.score) return a.score > b.score;
      for (RankedPage* page : {&a, &b}) {
        if (page->id.empty()) page->id = index.page_id(page->docid);
      }
      return a.id < b.id;
    });
    // What lies beyond the window never scores more than what is in it.
    for (auto page = last; page != pages.end() && last != pages.begin(); ++page) {
      page->score = std::min(page->score, std::prev(last)->score);
    }
  }
  return pages;
}

/// All pages by a value, those without it last, equal ones by id.
std::vector<RankedPage> Searcher::Impl::sorted(const FirstStage::All& all,
                                               const SearchRequest& request,
                                               const Deadline& deadline,
                                               SearchResult& result) const {
  const SortKey key = sort_key(request.sort);
  result.total_hits = all.total;
  result.timed_out = result.timed_out || all.is_cut;
  std::vector<RankedPage> pages;
  for (OrderedPage& page :
       order_by_value(index.database(), all.pages, key.slot, key.descending,
                      request.offset + request.limit, deadline, result.timed_out)) {
    pages.push_back({page.docid, 0, std::move(page.id)});
  }
  return pages;
}

/// The same by Xapian, where databases are joined. Xapian orders equal values by
/// docid, which tells when a page was indexed: so each run of equal values is fetched whole.
std::vector<RankedPage> Searcher::Impl::sorted(const Xapian::Query& query,
                                               const SearchRequest& request, Xapian::doccount check,
                                               const Deadline& deadline,
                                               const PageDecision& decision,
                                               SearchResult& result) const {
  using Op = Xapian::Query;
  const SortKey key = sort_key(request.sort);
  Xapian::Enquire enquire(index.database());
  const std::size_t end = request.offset + request.limit;
  const Op having(Op::OP_VALUE_GE, key.slot, std::string(1, '\0'));
  std::vector<RankedPage> pages;
  result.total_hits = 0;

  const auto count = [&](const Op& part) {
    Xapian::Enquire counter(index.database());
    counter.set_weighting_scheme(Xapian::BoolWeight());
    counter.set_query(part);
    return match(index.database(), counter, 0, index.database().get_doccount(), deadline, decision)
        .total;
  };
  const auto fetch = [&](const Op& part, bool has_value) {
    enquire.set_query(part);
    if (has_value) {
      enquire.set_sort_by_value_then_relevance(key.slot, key.descending);
    } else {
      enquire.set_sort_by_value(id_slot, false);
    }
    std::size_t depth = end > pages.size() ? end - pages.size() : 0;
    for (;;) {
      const Matches found =
          match(index.database(), enquire, static_cast<Xapian::doccount>(depth), check, deadline,
                decision);
      std::vector<std::pair<std::string, RankedPage>> keyed;
      for (const RankedMatch& hit : found.pages) {
        const Xapian::Document document = index.database().get_document(hit.docid);
        keyed.emplace_back(
            has_value ? document.get_value(key.slot) : std::string(),
            RankedPage{hit.docid, hit.weight, document.get_value(id_slot)});
      }
      std::ranges::sort(keyed, [&](const auto& a, const auto& b) {
        if (a.first != b.first) return key.descending ? b.first < a.first : a.first < b.first;
        return a.second.id < b.second.id;
      });
      if (found.is_cut) {
        result.timed_out = true;  // those that were looked at until then, in their order
      } else if (has_value && depth > 0 && keyed.size() == depth) {
        // The last run may go on beyond what was fetched.
        const std::string& last = keyed.back().first;
        const Op until_last(key.descending ? Op::OP_VALUE_GE : Op::OP_VALUE_LE, key.slot, last);
        const std::size_t whole_runs = count(Op(Op::OP_FILTER, part, until_last));
        if (whole_runs > depth) {
          depth = whole_runs;
          continue;
        }
      }
      result.total_hits += found.total;
      for (auto& [value, page] : keyed) pages.push_back(std::move(page));
      return;
    }
  };
  fetch(Op(Op::OP_FILTER, query, having), true);
  fetch(Op(Op::OP_AND_NOT, query, having), false);
  return pages;
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

SearchResult Searcher::Impl::search(const SearchRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  const Deadline until = deadline();
  SearchResult result;
  result.query = request.query;

  const ParsedQuery parsed =
      request.parsed ? *request.parsed : parse(request.query, request.strict);
  result.issues = parsed.issues;
  const CompiledQuery compiled = compile(parsed.query,
                                         {index, *analyzers, relations, speller, parameters,
                                          query_language(request), until},
                                         request.strict);
  result.timed_out = compiled.is_cut;
  for (const std::string& note : compiled.notes) result.issues.push_back({0, note});

  result.correction = corrected(request.query, compiled.corrections);
  result.is_guess = compiled.is_guess;
  result.expansions = compiled.expansions;

  const Filters by_facet = filters(request);
  note_odd_dates(by_facet, result.issues);
  const auto conditioned = [&](const CandidateQuery& wanted) {
    if (!request.condition) return wanted;
    return CandidateQuery::filter(wanted, filter_query(index, *request.condition));
  };
  const std::vector<const IndexFacet*> facets = wanted_facets(request);
  const Xapian::doccount all_pages = index.database().get_doccount();
  const bool sorting = !request.sort.empty();

  const CandidateQuery query = conditioned(filtered(compiled.query, by_facet, nullptr));
  // To make the columns costs about what counting all facets without them costs.
  if (holds_facets && columns == nullptr && !facets.empty()) hold_facets();
  // A facet that the request filters on is counted without its own filter, by a search of its own.
  std::deque<FacetCounter> counters;
  for (const IndexFacet* facet : facets) {
    counters.emplace_back(*facet, columns == nullptr ? nullptr : columns->find(facet->name));
  }
  std::vector<FacetCounter*> of_the_query;
  for (FacetCounter& counter : counters) {
    if (!by_facet.contains(counter.facet().name)) of_the_query.push_back(&counter);
  }
  const Xapian::doccount check =
      !facets.empty() ? all_pages : request.count_hits ? exact_count_limit : 0;

  Rescorer rescorer(compiled.ranked, parameters, all_pages, index.mean_length());
  const PageTests decide = tests(compiled, rescorer);
  const FirstStage stage(index, parameters, decide, until);
  const std::optional<FirstStage::All> all_found = sorting ? stage.all(query) : std::nullopt;
  std::vector<RankedPage> pages =
      all_found ? sorted(*all_found, request, until, result)
      : sorting ? sorted(query.to_xapian(), request, all_pages, until, decide.by_document, result)
                : ranked(stage, query, request, compiled, rescorer, check, of_the_query, result);
  if (all_found) FacetCounter::count(of_the_query, index.database(), all_found->pages);
  for (FacetCounter& counter : counters) {
    const std::string& name = counter.facet().name;
    if (!by_facet.contains(name) && (!sorting || all_found)) continue;
    const CandidateQuery all = conditioned(filtered(compiled.query, by_facet, &name));
    result.timed_out = stage.count(all, counter) || result.timed_out;
  }
  for (const FacetCounter& counter : counters) {
    const auto selected = by_facet.find(counter.facet().name);
    result.facets.push_back(counter.counts(
        index, selected == by_facet.end() ? std::vector<std::string>() : selected->second,
        request.facet_values));
  }

  const std::size_t first = std::min(request.offset, pages.size());
  const std::size_t last = std::min(request.offset + request.limit, pages.size());
  const Deadline shown_until = deadline();
  const HitBuilder builder(index, compiled, rescorer.unit_weights());
  for (std::size_t i = first; i < last; ++i) {
    if (shown_until.has_passed() && i > first) {
      result.timed_out = true;
      break;
    }
    const RankedPage& page = pages[i];
    if (!request.snippets) {
      Hit hit;
      hit.id = page.id.empty() ? index.page_id(page.docid) : page.id;
      hit.score = page.score;
      if (request.features && i < static_cast<std::size_t>(parameters.candidates_depth)) {
        hit.features =
            rescorer.features(WordRecord(records.get(page.docid)));
      }
      result.hits.push_back(std::move(hit));
      continue;
    }
    const std::shared_ptr<const DecodedPage> decoded =
        pages_read.get(index, page.docid);
    const WordRecord record(records.get(page.docid));
    Hit hit = builder.build(index.page_id(page.docid), *decoded, page.score,
                            rescorer.score(record).found);
    if (request.explain) hit.explanation = rescorer.explain(record);
    result.hits.push_back(std::move(hit));
  }
  if (result.timed_out) result.total_hits_exact = false;
  if (result.total_hits == 0 && !request.strict && !result.timed_out) {
    if (auto less = with_less(parsed)) {
      SearchRequest again = request;
      again.parsed = std::move(*less);
      return search(again);
    }
  }
  // What asks for the second page has read the definition.
  if (request.snippets && request.offset == 0 && is_plain(parsed.query)) {
    result.definition =
        relations.definition(request.query, analyzers->find(index.language())->second);
  }
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - start;
  result.milliseconds = elapsed.count();
  return result;
}

Searcher::Searcher(const fs::path& index, RankingParameters parameters)
    : impl_(open_guarded(index, [&] { return std::make_unique<Impl>(index, parameters); })) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Searcher Searcher::for_another_thread() const {
  const Impl& mine = *impl_;
  Searcher other(mine.index.path(), mine.parameters);
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

void Searcher::set_stop_flag(const std::atomic<bool>* stop) {
  impl_->stop_flag = stop;
}

void Searcher::hold_facets() {
  retried(impl_, [](Impl& impl) { impl.hold_facets(); });
}

ParsedQuery Searcher::parse(std::string_view query, bool strict) const {
  return impl_->parse(query, strict);
}

SearchResult Searcher::search(const SearchRequest& request) {
  return retried(impl_, [&](Impl& impl) { return impl.search(request); });
}

std::optional<PageRecord> Searcher::show(std::string_view id) {
  return retried(impl_, [&](Impl& impl) { return page_record(impl.index, id); });
}

IndexStatus Searcher::status() {
  return retried(impl_, [](Impl& impl) { return index_status(impl.index); });
}

const std::vector<FacetInfo>& Searcher::facets() {
  return impl_->facet_infos;
}

}  // namespace speur
