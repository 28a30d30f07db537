#pragma once

#include "searcher/http/app/kept_answers.hpp"
#include "searcher/http/app/zero_hits.hpp"
#include "searcher/http/net/compression.hpp"
#include "searcher/http/net/limits.hpp"
#include "searcher/http/net/message.hpp"
#include "searcher/http/report/metrics.hpp"
#include "searcher/http/net/router.hpp"
#include "searcher/http/page/open_index.hpp"
#include "searcher/http/page/search_page.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

struct ApplicationOptions {
  Limits limits{};
  std::vector<std::string> origins{};  ///< that a browser's scripts may ask from; "*" is any
  PageSettings page{};
  /// Where browsers find this server, as https://zoek.example.nl; empty: as they ask for it.
  std::string public_url{};
  std::size_t zero_hits_clients = 0;  ///< that ZeroHits wants; 0: there is no report
  std::size_t kept_bytes = 0;         ///< of answers that are given again (KeptAnswers); 0: none are
};

/// What the log tells of a request besides its answer.
struct CallRecord {
  Route route = Route::none;
  std::string query;                ///< what was searched; only logged if asked for
  std::optional<std::size_t> hits;  ///< that were found
  std::string fault;                ///< why the answer is a 5xx
  bool is_shed = false;             ///< it had no turn
};

/// What a thread lends to a request.
struct Session {
  const SharedIndex& index;
  Searcher* searcher;  ///< null for routes that do not search (RouteInfo)
  Compressor& compressor;
  std::string client{};       ///< what tells it from others: its address
  bool is_forwarded = false;  ///< by a proxy whose X-Forwarded fields are believed
};

/// Requests to answers: routes, content negotiation, caching, CORS, errors. Knows no connections.
/// One serves all threads.
class Application {
 public:
  Application(ApplicationOptions options, Metrics& metrics);

  /// Never throws: what goes wrong is a problem with its status. The body of a HEAD is there, for
  /// its length.
  [[nodiscard]] Response respond(const Request& request, Session session, CallRecord& record) const;

  /// The same for a request that was answered before from this revision of the index, if the answer
  /// is kept: without a searcher. Nothing: respond() makes it.
  [[nodiscard]] std::optional<Response> respond_again(const Request& request, Session session,
                                                      CallRecord& record) const;

  /// The same for a request that there is no turn for.
  [[nodiscard]] Response shed(const Request& request, Session session) const;

  /// The same for what is no request, or comes from one connection too many: the last answer there.
  [[nodiscard]] Response refuse(unsigned status, std::string_view detail) const;

  /// No new work is taken: /ready says so.
  void drain() { draining_.store(true); }

 private:
  struct Call;
  [[nodiscard]] Response respond(Call& call) const;
  [[nodiscard]] Response route(Call& call) const;
  [[nodiscard]] Response again(Call& call) const;
  void keep(const Call& call, const Response& response) const;
  void make_readable(const Call& call, Response& response) const;
  void add_common_fields(Route route, const Request* request, Response& response) const;
  [[nodiscard]] Response preflight(const Request& request, const RouteInfo& route) const;
  void compress(const Request& request, Compressor& compressor, Response& response) const;

  [[nodiscard]] Response search(Call& call) const;
  [[nodiscard]] Response suggest(Call& call) const;
  [[nodiscard]] Response facets(Call& call) const;
  [[nodiscard]] Response document(Call& call) const;
  [[nodiscard]] Response related(Call& call) const;
  [[nodiscard]] Response page(Call& call, SearchPage::Part part) const;
  [[nodiscard]] Response instantsearch(Call& call) const;
  [[nodiscard]] Response opensearch_suggestions(Call& call) const;
  [[nodiscard]] Response zero_hits(Call& call) const;
  /// Where the client finds this server: for answers that hold links to it.
  [[nodiscard]] std::string base_url(const Call& call) const;
  /// `fields` with what a cache must know of an answer that holds base_url().
  [[nodiscard]] ResponseFields with_vary(ResponseFields fields) const;
  /// What all searches do once they have their answer.
  void note_search(Call& call, std::string_view query, std::size_t hits, bool timed_out) const;
  [[nodiscard]] const std::string& site_name(const IndexFacts& facts) const {
    return options_.page.site_name.empty() ? facts.site_name : options_.page.site_name;
  }
  [[nodiscard]] const std::string& site_url(const IndexFacts& facts) const {
    return options_.page.site_url.empty() ? facts.site_url : options_.page.site_url;
  }

  ApplicationOptions options_;
  SearchPage page_;
  Metrics& metrics_;
  std::unique_ptr<ZeroHits> zero_hits_;
  mutable KeptAnswers kept_;
  std::atomic<bool> draining_{false};
};

}  // namespace speur::http
