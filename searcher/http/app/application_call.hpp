#pragma once

#include "searcher/http/api/parameters.hpp"
#include "searcher/http/app/application.hpp"
#include "searcher/http/net/negotiation.hpp"
#include "searcher/http/net/problem.hpp"
#include "searcher/http/net/url_text.hpp"
#include "searcher/print/json_text.hpp"
#include "speur/schema.hpp"
#include "speur/suggester.hpp"

#include <fmt/format.h>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::http {

inline constexpr std::string_view html_type = "text/html; charset=utf-8";
inline constexpr const char* revalidate = "no-cache";  // keep it, and ask whether it still holds

[[nodiscard]] inline Response json_response(const boost::json::value& value) {
  return {.content_type = "application/json", .body = json_text(value)};
}

/// One request on its way to its answer.
struct Application::Call {
  const Request& request;
  Session session;
  CallRecord& record;
  RouteMatch match;
  std::string_view path, query;
  /// Part of the tag: changes with all that the answer depends on, beside the index and the target.
  std::uint64_t salt = 0;
  std::shared_ptr<const KeptAnswers::Answer> kept{};  ///< that is given again; null: it is made
  bool is_counted = false;                            ///< it counts as a search

  [[nodiscard]] bool is_post() const { return request.method == "POST"; }
  [[nodiscard]] Parameters parameters() const {
    return is_post() ? Parameters::of_body(request.body, query) : Parameters::of_query(query);
  }
  /// Whether the same request has the same answer for as long as the index has this revision.
  [[nodiscard]] bool may_be_kept() const {
    return !is_post() && !session.index.facts.has_remote_parts;
  }
  /// The ETag of the answer to this request from this revision. Weak: the answer tells how long it took.
  [[nodiscard]] std::string tag() const {
    const std::string& revision = session.index.facts.revision;
    return fmt::format("W/\"{}-{:016x}\"", revision, fnv1a(request.target) ^ salt);
  }
  /// What an answer is kept under: all that it depends on, but for who asks (add_common_fields).
  /// Empty: it is for this request alone.
  [[nodiscard]] std::string key() const {
    if (!may_be_kept() || !info(match.route).searches) return {};
    const Codings codings = accepted_codings(request.field("accept-encoding"),
                                             request.has_field("accept-encoding"));
    return fmt::format("{} {} {} {} {}", session.index.facts.revision, codings.brotli, codings.gzip,
                       codings.identity, request.target);
  }
  /// Whether the client has the answer. Asked when the request is known to be right, and before
  /// the work is done.
  [[nodiscard]] bool is_known_to_client() const {
    return may_be_kept() && request.has_field("if-none-match") &&
           matches_tag(request.field("if-none-match"), tag());
  }
  /// `is_whole`: the answer was not cut by a deadline, so it may be kept under the index's ETag.
  [[nodiscard]] Response tagged(Response response, bool is_whole = true) const {
    if (!may_be_kept() || !is_whole) {
      response.fields.emplace_back("Cache-Control", "no-store");
    } else {
      response.fields.emplace_back("ETag", tag());
      response.fields.emplace_back("Cache-Control", revalidate);
    }
    return response;
  }
  /// Refuses every parameter except `strict` and `idle`, which this route accepts and ignores.
  void take_no_parameters(std::string_view idle = "strict") const {
    Parameters none = parameters();
    (void)none.value(idle);
    none.finish(none.flag("strict"));
  }
  [[nodiscard]] Response not_modified() const {
    return tagged({.status = 304, .content_type = {}});
  }
  [[nodiscard]] static std::string decoded(std::string_view part, std::string_view name) {
    auto text = percent_decoded(part);
    if (text) return *std::move(text);
    throw Refusal(400, fmt::format("the {} in the path is not percent-encoded UTF-8", name),
                  {{"path", std::string(name), "encoding", "is not percent-encoded UTF-8"}});
  }
  [[nodiscard]] PageRecord page() const {
    std::string wanted = decoded(match.id, "id");
    auto found = session.searcher->show(wanted);
    if (!found) {
      throw Refusal(404, "there is no document with this id",
                    {{"path", "id", "unknown", "is the path of a page, or its identifier"}});
    }
    return *std::move(found);
  }
  /// What someone is typing, and how many suggestions are wanted.
  [[nodiscard]] std::pair<std::string, std::size_t> typed(const Limits& limits) const {
    constexpr std::size_t usual_suggestions = 10;
    Parameters all = parameters();
    std::string text = all.text("q", Suggester::max_typed_bytes).value_or("");
    const std::size_t limit =
        all.number("limit", 1, limits.suggestions).value_or(usual_suggestions);
    record.query = text;
    all.finish(all.flag("strict"));
    return {std::move(text), limit};
  }
  /// In the form that clients of this route read.
  [[nodiscard]] Response failure(unsigned status, std::string_view detail,
                                 const std::vector<ParameterError>& errors = {}) const {
    if (!is_instantsearch(match.route)) return problem(status, detail, errors);
    Response response = json_response(boost::json::object{{"message", detail}, {"status", status}});
    response.status = status;
    response.fields.emplace_back("Cache-Control", "no-store");
    return response;
  }
};

}  // namespace speur::http
