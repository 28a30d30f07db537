#pragma once

#include "speur/filter.hpp"
#include "speur/page.hpp"
#include "speur/query.hpp"
#include "speur/ranking.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// A piece of a page's text with what matched in it. Plain text: whoever prints it escapes it.
struct MarkedText {
  std::string text;                                        ///< UTF-8, one line
  std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< bytes [begin, end), in order, apart
};

/// A part of a page that holds what was asked.
struct HitSection {
  MarkedText heading;  ///< empty text: the part before the first heading
  std::string url;     ///< the page's with the anchor
  MarkedText snippet;  ///< with "…" where it was cut; empty text where only the heading matched
};

/// A facet value as stored, and as shown: the title of the page that it names, or itself.
struct LabelledValue {
  std::string value, label;
  std::string page;  ///< the id of the page that the value names, or empty
};
struct HitFacet {
  std::string name;
  std::vector<LabelledValue> values;
};

/// A number that the score of a page is made of.
struct ScoreFeature {
  std::string_view name;
  double value = 0;
};

/// One line of --explain: what one term of one field added to the score.
struct ScorePart {
  std::string word;   ///< of the query
  std::string field;  ///< titel, kop, toelichting, tekst, kenmerk, id; or the rule's name
  std::string term;   ///< as in the index, without its prefix
  std::string form;   ///< exact, stem, part, joined, …
  double score = 0;
};

struct Hit {
  std::string id, url;
  MarkedText title;
  std::vector<std::string>
      breadcrumb;  ///< titles of the folders' pages, from the top; may be empty
  MarkedText description;
  std::string language;
  std::vector<HitFacet> facets;
  double score = 0;
  std::vector<HitSection> sections;    ///< at most three, best first
  std::vector<std::string> missing;    ///< wanted words that the page does not have, as typed
  std::vector<ScorePart> explanation;  ///< only if asked; sums to `score`
  std::vector<ScoreFeature> features;  ///< only if asked; of pages that were ordered anew
};

struct FacetCount {
  LabelledValue value;
  std::size_t count = 0;
  bool selected = false;  ///< the request filters on it
};
struct FacetCounts {
  std::string name;
  FacetType type = FacetType::keyword;
  std::vector<FacetCount> values;  ///< by count, descending, then by value
  std::size_t total = 0;           ///< values that hits have, or that the request filters on
};

struct FacetFilter {
  std::string facet, value;  ///< values of one facet are alternatives; facets are all wanted
};

struct SearchRequest {
  std::string query{};  ///< empty: all pages
  /// What Searcher::parse() made of `query`, or what is to be searched in its place. None: it is
  /// parsed by the search.
  std::optional<ParsedQuery> parsed{};
  std::vector<FacetFilter> filters{};
  std::optional<Filter> condition{};  ///< on top of `filters`; facet counts keep to it
  std::vector<std::string> facets{};  ///< names to count; {"all"} is every facet
  /// The most values of each facet that the result lists, besides those that are filtered on.
  std::size_t facet_values = std::numeric_limits<std::size_t>::max();
  std::string sort{};                 ///< "", "datum:desc", "title:asc", "versie"
  std::size_t offset = 0, limit = 10;
  bool strict = false;  ///< what cannot be understood is an Error instead of words
  bool explain = false;
  bool features = false;  ///< for learning weights; only where `snippets` is off
  /// Off where only the best pages are wanted: `total_hits` is then an estimate, since to count hits
  /// costs more than to find the best.
  bool count_hits = true;
  bool snippets = true;  ///< sections, marks and missing words; off where only ids are wanted
  /// In which the query is read, where the index has pages in it; else it is the site's.
  std::string language{};
};

/// What a word means, by the site's own words.
struct Definition {
  std::string term, text;
  std::string id;   ///< of the page that says so; empty: the site as a whole
  std::string url;  ///< with the anchor; empty with `id`
  DefinitionSource source = DefinitionSource::list;
};

/// What a query was widened by: what a page may have in place of some of its words.
struct QueryExpansion {
  std::string words;  ///< of the query, as typed
  std::string text;   ///< as the site, a page, the thesaurus or the list of translations writes it
  std::string kind;   ///< "acronym", "shortening", "synonym" (of the site or a page), "thesaurus", "translation"
  bool operator==(const QueryExpansion&) const = default;
};

struct SearchResult {
  std::string query;  ///< as asked
  std::vector<Hit> hits;
  std::size_t total_hits = 0;
  bool total_hits_exact = true;
  bool timed_out = false;           ///< there may be better hits than these, and higher counts
  std::vector<FacetCounts> facets;  ///< in the order asked, or the index's for "all"
  std::optional<std::string> correction;
  bool is_guess = false;  ///< some word was taken for another, with or without a correction to tell
  std::vector<QueryExpansion> expansions;  ///< that the site has, in the order of the query
  std::optional<Definition> definition;  ///< where the query is a word that the site explains
  std::vector<QueryIssue> issues;        ///< what was read as plain words
  double milliseconds = 0;
};

/// What `speur show` tells of a page.
struct PageRecord {
  std::string id, url, title, other_title, description, language;
  std::vector<std::string> identifiers;
  double boost = 1;
  std::vector<HitFacet> facets;
  std::vector<Section> sections;
  struct Related {
    std::string facet, id, title;
    bool outgoing = true;  ///< this page names the other; else the other names this one
  };
  std::vector<Related> related;
  struct TermCount {
    std::string field, form, term;
    std::size_t frequency = 0, pages = 0;  ///< in this page; pages that have it
  };
  std::vector<TermCount> terms;
};

struct FacetInfo {
  std::string name;
  FacetType type = FacetType::keyword;
  std::size_t pages = 0;   ///< that have it
  std::size_t values = 0;  ///< different ones
};

/// What `speur status` tells of an index.
struct IndexStatus {
  std::filesystem::path index;
  std::string generation;  ///< empty where --index names a stub of one's own
  int schema = 0;
  std::string recipe;                      ///< one step a line
  std::string site_name, site_url, built;  ///< built: ISO 8601, UTC
  std::size_t pages = 0, terms = 0, bytes = 0;
  double average_length = 0;
  std::vector<FacetInfo> facets;
  std::vector<std::string> faults;  ///< what a check of the files found; empty: healthy
  std::vector<std::string> notes;   ///< what it does without, and why: no corrections
};

/// Answers queries from one index. One per thread. Holds no lock and writes nothing. It answers from
/// the revision that it has opened, and opens the index anew when later ones have replaced what it
/// still has to read: who wants the newest makes a new one.
class Searcher {
 public:
  /// `index`: the folder that speur-index made, or any Xapian stub file over such indexes.
  /// Error(no_input) if there is none, Error(config) for another schema or recipe or a foreign
  /// database.
  /// HostAway where a database on another host cannot be reached. `time_limit`: as set_time_limit().
  explicit Searcher(const std::filesystem::path& index, RankingParameters parameters = {},
                    std::chrono::milliseconds time_limit = std::chrono::milliseconds(0));
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  /// Another Searcher of the same index, with the same settings, for another thread. What never
  /// changes is shared with this one, as long as both have the same revision of the index open. Not
  /// while this one is in use.
  [[nodiscard]] Searcher for_another_thread() const;
  /// Whether both use the same facet values in memory.
  [[nodiscard]] bool shares_facets_with(const Searcher& other) const;

  /// For each search: to find pages, and again to show them; 0: as long as it takes. Where a database lies on
  /// another host, it is for both together: each of the host's answers may take a third of what the constructor was
  /// told, and in the last third nothing more is asked.
  void set_time_limit(std::chrono::milliseconds limit);
  /// From now on all searches are of one request: together they ask other hosts as long as one may.
  void begin_request();
  /// Searches also end, as if their time was up, when another thread sets `stop`. Null, as it
  /// begins: nobody does.
  void set_stop_flag(const std::atomic<bool>* stop);

  /// Reads the facets' values of all pages into memory, at most 64 MB, for one that answers many
  /// searches: counts are the same, and cost a tenth. Changes nothing for several databases. When
  /// the index has changed so that it is opened anew, the first search that counts facets reads
  /// them again.
  void hold_facets();

  /// The query as this index understands it: the names before a colon are those of its facets.
  /// `strict`: as SearchRequest::strict. Error(data) as search().
  [[nodiscard]] ParsedQuery parse(std::string_view query, bool strict = false) const;

  /// Error(data): a query that is too long, or in strict mode not understood; Error(usage): a
  /// facet or sort key that does not exist (the message lists those that do); HostAway: a database on another host
  /// does not answer in time. For a second after that all searches fail at once.
  [[nodiscard]] SearchResult search(const SearchRequest& request);
  /// `id`: the page's path, or one of its identifiers. Empty if there is no such page.
  [[nodiscard]] std::optional<PageRecord> show(std::string_view id);
  /// Only while the process has one thread: it looks at the files in a copy of the process.
  [[nodiscard]] IndexStatus status();
  [[nodiscard]] const std::vector<FacetInfo>& facets();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
