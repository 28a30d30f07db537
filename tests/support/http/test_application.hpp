#pragma once

#include "searcher/http/app/application.hpp"
#include "searcher/http/serve/index_watch.hpp"
#include "support/http/patient_limits.hpp"
#include "support/http/site.hpp"

#include <boost/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// An application over the test index, without connections.
class Site {
 public:
  explicit Site(ApplicationOptions options = {}, const std::vector<Page>& pages = some_pages())
      : index_(pages),
        application_(with_time(std::move(options)), metrics_),
        watch_(index_.path(), 1, events_) {
    watch_.refresh(0, open_);
  }

  Response ask(std::string method, std::string target, Fields fields = {}, std::string body = {}) {
    Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.fields = std::move(fields);
    request.body = std::move(body);
    record = {};
    return application_.respond(
        request, {*open_->shared, &open_->searcher, compressor_, client, is_forwarded}, record);
  }
  /// The answer to a GET as the server gives it without a search, if it was kept.
  std::optional<Response> again(std::string target, Fields fields = {}) {
    Request request;
    request.method = "GET";
    request.target = std::move(target);
    request.fields = std::move(fields);
    record = {};
    return application_.respond_again(
        request, {*open_->shared, nullptr, compressor_, client, is_forwarded}, record);
  }
  Response get(std::string target, Fields fields = {}) {
    return ask("GET", std::move(target), std::move(fields));
  }
  Response post(std::string target, std::string body) {
    return ask("POST", std::move(target), {{"content-type", "application/json"}}, std::move(body));
  }
  /// The ids of the hits, in order, or the problem's detail.
  std::string ids(const Response& response) {
    const auto body = boost::json::parse(response.body);
    if (response.status != 200) return std::string(body.at("detail").as_string());
    std::string ids;
    for (const auto& hit : body.at("hits").as_array()) {
      ids.append(ids.empty() ? "" : " ").append(hit.at("id").as_string());
    }
    return ids;
  }
  Searcher& searcher() { return open_->searcher; }
  const std::vector<PageFacet>& page_facets() { return open_->shared->page_facets; }
  Application& application() { return application_; }
  Metrics& metrics() { return metrics_; }
  CallRecord record;
  std::string client = "een";
  bool is_forwarded = false;

 private:
  static ApplicationOptions with_time(ApplicationOptions options) {
    options.limits.query = patient_limits().query;
    return options;
  }

  TestIndex index_;
  Metrics metrics_;
  Application application_;
  IndexWatch::Events events_{[](const IndexFacts&) {}, [](const std::string&) {}};
  IndexWatch watch_;
  std::unique_ptr<OpenIndex> open_;
  Compressor compressor_;
};

inline std::string field_of(const Response& response, std::string_view name) {
  std::string value;
  for (const auto& [known, text] : response.fields) {
    if (known == name) value += (value.empty() ? "" : ", ") + text;
  }
  return value;
}

}  // namespace speur::http
