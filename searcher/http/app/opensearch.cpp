#include "searcher/http/app/opensearch.hpp"

#include "searcher/print/html_escape.hpp"
#include "searcher/http/net/url_text.hpp"
#include "searcher/print/result_text.hpp"
#include "speur/code_points.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace json = boost::json;

namespace speur::http {
namespace {

/// Of a ShortName, by the specification.
constexpr std::size_t short_name_letters = 16;

std::string xml(std::string_view text) {
  std::string escaped;
  append_html(escaped, text);
  std::erase_if(escaped, [](char c) { return c >= 0 && c < ' '; });  // XML has none of them
  return escaped;
}

std::string short_name(std::string_view site_name) {
  std::u32string points;
  decode_utf8(site_name, points);
  if (points.empty() || points.size() > short_name_letters) return "Zoeken";
  return std::string(site_name);
}

}  // namespace

std::string opensearch_description(std::string_view site_name, std::string_view base) {
  const std::string at = xml(base);
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{}</ShortName>
  <Description>{}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <OutputEncoding>UTF-8</OutputEncoding>
  <Url type="text/html" method="get" template="{}/?q={{searchTerms}}"/>
  <Url type="application/x-suggestions+json" rel="suggestions" template="{}/opensearch/suggestions?q={{searchTerms}}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="{}/opensearch.xml"/>
</OpenSearchDescription>
)",
      xml(short_name(site_name)),
      xml(site_name.empty() ? "Zoeken" : fmt::format("Zoeken in {}", site_name)), at, at, at);
}

json::array opensearch_suggestions(std::string_view typed,
                                   const std::vector<Suggestion>& suggestions,
                                   std::string_view site_url, std::string_view base) {
  json::array texts, descriptions, urls;
  for (const Suggestion& suggestion : suggestions) {
    const std::string& text = suggestion.text.text;
    texts.emplace_back(text);
    descriptions.emplace_back("");
    const bool is_page = !suggestion.id.empty() && !site_url.empty();
    urls.emplace_back(is_page ? absolute_url(site_url, suggestion.url)
                              : fmt::format("{}/?q={}", base, percent_encoded(text)));
  }
  return {typed, std::move(texts), std::move(descriptions), std::move(urls)};
}

}  // namespace speur::http
