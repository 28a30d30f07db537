#include "searcher/http/report/metrics.hpp"

#include "support/http/test_application.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace speur::http {
namespace {

struct Family {
  std::string type;
  std::map<std::string, double> samples;  ///< by name and labels as printed
};
using Families = std::map<std::string, Family>;

/// Reads the text exposition format 0.0.4 as strictly as its grammar is: HELP, TYPE, then the
/// samples of the family, each family once. What breaks it is told in `fault`.
Families read(const std::string& text, std::string& fault) {
  static const std::regex help("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\\\\n]+)");
  static const std::regex type("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)");
  static const std::regex sample(
      "([a-zA-Z_:][a-zA-Z0-9_:]*)"
      "(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\n\"])*\""
      "(,[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\n\"])*\")*\\})?"
      " ([-+]?[0-9.]+(e[-+]?[0-9]+)?)");
  Families families;
  if (!text.ends_with('\n')) fault = "the last line has no end";
  std::istringstream lines(text);
  std::string name;
  std::string expected_type_of;
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_match(line, match, help)) {
      name = match[1];
      if (families.contains(name)) fault = "twice: " + name;
      expected_type_of = name;
    } else if (std::regex_match(line, match, type)) {
      if (match[1] != expected_type_of) fault = "TYPE without HELP: " + line;
      expected_type_of.clear();
      families[name].type = match[2];
    } else if (std::regex_match(line, match, sample)) {
      Family& family = families[name];
      std::string of = match[1];
      if (family.type == "histogram") {
        for (const std::string end : {"_bucket", "_sum", "_count"}) {
          if (of == name + end) of = name;
        }
      }
      if (of != name) fault = "a sample of another family: " + line;
      const std::string key = match[1].str() + match[2].str();
      if (!family.samples.emplace(key, std::strtod(match[6].str().c_str(), nullptr)).second) {
        fault = "twice: " + key;
      }
    } else {
      fault = "no line of the format: " + line;
    }
  }
  return families;
}

/// As promtool has it.
void check_name(const std::string& name, const std::string& type) {
  CAPTURE(name, type);
  CHECK(name.ends_with("_total") == (type == "counter"));
  CHECK(std::regex_match(name, std::regex("(speur|process)(_[a-z]+)+")));
  for (const char* unit : {"milliseconds", "_ms", "minutes", "kilobytes", "_kb", "percent"}) {
    CHECK(name.find(unit) == std::string::npos);
  }
  for (const char* kind : {"counter", "gauge", "histogram", "_bucket", "_sum", "_count"}) {
    CHECK(name.find(kind) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("metrics are in Prometheus' format, with names after its conventions",
          "[http][metrics]") {
  Site site;
  Metrics& metrics = site.metrics();
  using namespace std::chrono_literals;
  for (const auto took : {1us, 700us, 3000us, 10'000'000us}) {
    metrics.answered(Route::search, 200, took);
  }
  metrics.answered(Route::search, 503, 1us);
  metrics.answered(Route::none, 404, 1us);
  CHECK(site.get("/v1/search?q=fiets").status == 200);
  std::string fault;
  const Families families = read(site.get("/metrics").body, fault);
  CHECK(fault.empty());
  for (const auto& [name, family] : families) {
    check_name(name, family.type);
    CHECK_FALSE(family.samples.empty());
  }
  for (const char* name :
       {"speur_index_pages", "speur_index_size_bytes", "speur_index_info", "speur_build_info",
        "speur_http_open_connections", "speur_http_shed_total", "speur_timed_out_queries_total"}) {
    CAPTURE(name);
    CHECK(families.contains(name));
  }
  CHECK(families.at("speur_queries_total").samples.at("speur_queries_total") == 1);
  const auto& requests = families.at("speur_http_requests_total").samples;
  CHECK(requests.at("speur_http_requests_total{route=\"/v1/search\",status=\"2xx\"}") == 4);
  CHECK(requests.at("speur_http_requests_total{route=\"/v1/search\",status=\"5xx\"}") == 1);

  const auto& took = families.at("speur_http_request_duration_seconds").samples;
  const auto bucket = [&](const std::string& until) {
    return took.at("speur_http_request_duration_seconds_bucket{route=\"/v1/search\",le=\"" + until +
                   "\"}");
  };
  CHECK(bucket("0.0005") == 2);
  CHECK(bucket("0.001") == 3);
  CHECK(bucket("0.005") == 4);
  CHECK(bucket("2.5") == 4);
  CHECK(bucket("+Inf") == 5);
  CHECK(took.at("speur_http_request_duration_seconds_count{route=\"/v1/search\"}") == 5);
  CHECK(took.at("speur_http_request_duration_seconds_sum{route=\"/v1/search\"}") ==
        Approx(10.003702).epsilon(1e-9));
}

}  // namespace speur::http
