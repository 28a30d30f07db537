#include "searcher/http/instantsearch/instantsearch_call.hpp"

#include "searcher/http/instantsearch/instantsearch_filter.hpp"
#include "searcher/http/api/parameters.hpp"
#include "searcher/http/net/problem.hpp"
#include "searcher/http/net/url_text.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace json = boost::json;

namespace speur::http {
namespace {

constexpr std::size_t max_tag_bytes = 64;
constexpr std::size_t max_name_bytes = 256;
constexpr std::size_t max_facet_hits = 100;

json::object parsed_object(const std::string& body) {
  if (body.empty()) return {};
  boost::system::error_code error;
  json::value parsed = json::parse(body, error);
  if (error) throw Refusal(400, "the body is no JSON: " + error.message());
  if (!parsed.is_object()) throw Refusal(400, "the body is a JSON object");
  return std::move(parsed.get_object());
}

std::string url_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = is_ascii_letter(c) || is_ascii_digit(c) ||
                          std::string_view("-_.~*").find(c) != std::string_view::npos;
    if (is_plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string form_urlencoded(const json::object& values) {
  std::string encoded;
  for (const auto& [name, value] : values) {
    if (!encoded.empty()) encoded += '&';
    const std::string text =
        value.is_string() ? std::string(value.get_string()) : json::serialize(value);
    encoded += url_encoded(name) + "=" + url_encoded(text);
  }
  return encoded;
}

/// What of a search says which it is; the rest are its parameters.
bool is_frame(std::string_view name) {
  return name == "indexName" || name == "type" || name == "facet" || name == "params";
}

/// The parameters of a search, which may stand beside its name, or in `params` as an object or as
/// form-urlencoded text. In text a list is JSON.
json::object parameters_of(const json::object& search) {
  json::object values;
  for (const auto& [name, value] : search) {
    if (!is_frame(name)) values[name] = value;
  }
  if (const json::value* params = search.if_contains("params")) {
    if (const json::object* object = params->if_object()) {
      for (const auto& [name, value] : *object) values[name] = value;
    } else if (const json::string* text = params->if_string()) {
      QueryString split = split_query_string(*text);
      if (!split.malformed.empty()) {
        throw Refusal(400, "'params' is not form-urlencoded UTF-8");
      }
      for (auto& [name, value] : split.parameters) values[name] = std::move(value);
    } else if (!params->is_null()) {
      throw Refusal(400, "'params' is an object or form-urlencoded text");
    }
  }
  for (const char* name :
       {"facets", "facetFilters", "numericFilters", "tagFilters", "attributesToRetrieve",
        "attributesToHighlight", "attributesToSnippet"}) {
    json::value* value = values.if_contains(name);
    if (value == nullptr || !value->is_string() || !value->get_string().starts_with('[')) continue;
    boost::system::error_code error;
    json::value list = json::parse(value->get_string(), error);
    if (!error) *value = std::move(list);
  }
  return values;
}

void read_facets(Parameters& parameters, InstantSearchCall& call,
                 const std::vector<FacetInfo>& facets) {
  for (std::string& name : parameters.names("facets")) {
    if (name == "*") {
      call.request.facets = {"all"};
      return;
    }
    std::vector<std::string>& chosen = call.request.facets;
    if (std::ranges::find(facets, name, &FacetInfo::name) == facets.end()) {
      call.unknown_facets.push_back(std::move(name));
    } else if (std::ranges::find(chosen, name) == chosen.end()) {
      chosen.push_back(std::move(name));
    }
  }
}

/// All of a search's filters are one condition: the client itself asks for the counts of a facet
/// without that facet's filter.
void read_filters(Parameters& parameters, InstantSearchCall& call,
                  const std::vector<FacetInfo>& facets, const Limits& limits) {
  FilterAll all;
  const auto read = [&](const char* name, const auto& reader) {
    const json::value* given = parameters.value(name);
    if (given == nullptr) return;
    try {
      all.parts.push_back(reader(*given));
    } catch (const FilterError& error) {
      parameters.refuse(name, "syntax", fmt::format("cannot be understood: {}", error.what()));
    }
  };
  read("facetFilters", [&](const json::value& given) {
    return read_facet_filters(given, facets, call.unknown_facets);
  });
  read("numericFilters",
       [&](const json::value& given) { return read_numeric_filters(given, facets); });
  if (const auto text = parameters.text("filters", limits.value_bytes)) {
    read("filters", [&](const json::value&) { return http::read_filters(*text, facets); });
  }
  const json::value* tags = parameters.value("tagFilters");
  const bool has_tags = tags != nullptr && !(tags->is_string() && tags->get_string().empty()) &&
                        !(tags->is_array() && tags->get_array().empty());
  if (has_tags)
    parameters.refuse("tagFilters", "unknown", "is not for this index: no page has tags");
  // Without conditions a list of them would be nothing that matches.
  std::erase_if(all.parts, [](const Filter& part) {
    const auto* list = std::get_if<FilterAll>(&part.node);
    return list != nullptr && list->parts.empty();
  });
  if (!all.parts.empty()) call.request.condition = Filter{std::move(all)};
}

void read_window(Parameters& parameters, InstantSearchCall& call, const Limits& limits) {
  SearchRequest& request = call.request;
  const auto offset = parameters.number("offset", 0, limits.depth);
  const auto length = parameters.number("length", 0, limits.hits);
  call.page = parameters.number("page", 0, limits.depth).value_or(0);
  call.per_page = parameters.number("hitsPerPage", 0, limits.hits).value_or(call.per_page);
  if (offset || length) {
    call.per_page = length.value_or(call.per_page);
    request.offset = offset.value_or(0);
    call.page = call.per_page == 0 ? 0 : request.offset / call.per_page;
  } else {
    request.offset = call.page * call.per_page;
  }
  // Past the last page that can be had there are no hits, which is no error here.
  const bool is_within = request.offset + call.per_page <= limits.depth;
  request.limit = is_within ? call.per_page : 0;
  if (!is_within) request.offset = 0;
  request.snippets = request.limit > 0;
}

AttributeNames attribute_names(Parameters& parameters, std::string_view parameter) {
  AttributeNames attributes;
  if (parameters.value(parameter) == nullptr) return attributes;
  std::vector<std::string> named;
  bool all = false;
  for (std::string name : parameters.names(parameter)) {
    name.resize(std::min(name.find(':'), name.size()));  // how many words of it to snippet
    if (name == "*") {
      all = true;
    } else if (name.starts_with('-')) {
      attributes.names.push_back(name.substr(1));
    } else {
      named.push_back(std::move(name));
    }
  }
  attributes.all = all || (named.empty() && !attributes.names.empty());
  if (!attributes.all) attributes.names = std::move(named);
  return attributes;
}

/// "site:datum:desc" is the index "site" sorted by `datum`: the client's sorting is a choice among
/// indexes.
void read_sort(Parameters& parameters, InstantSearchCall& call,
               const std::vector<FacetInfo>& facets) {
  const std::string& index = call.index;
  const std::size_t direction = index.rfind(':');
  if (direction == index.npos || direction == 0) return;
  const std::string_view order = std::string_view(index).substr(direction + 1);
  if (order != "asc" && order != "desc") return;
  const std::size_t field = index.rfind(':', direction - 1);
  if (field == index.npos) return;
  const std::string name = index.substr(field + 1, direction - field - 1);
  if (name != "title" && std::ranges::find(facets, name, &FacetInfo::name) == facets.end()) {
    std::string names = "title";
    for (const FacetInfo& facet : facets) names += ", " + facet.name;
    parameters.refuse("indexName", "unknown",
                      fmt::format("sorts by no field '{}'; there are: {}", name, names));
    return;
  }
  call.request.sort = index.substr(field + 1);
}

InstantSearchCall read_one(const json::object& search, std::string index, std::string facet,
                           const std::vector<FacetInfo>& facets, const Limits& limits) {
  InstantSearchCall call;
  call.index = std::move(index);
  call.facet = std::move(facet);
  json::object values = parameters_of(search);
  const json::value* params = search.if_contains("params");
  call.params = params != nullptr && params->is_string() ? std::string(params->get_string())
                                                         : form_urlencoded(values);
  Parameters parameters = Parameters::of_object(std::move(values), "search");
  call.request.query = parameters.text("query", limits.query_bytes).value_or("");
  call.completes = parameters.text("queryType", max_name_bytes).value_or("") != "prefixNone";
  read_facets(parameters, call, facets);
  read_filters(parameters, call, facets, limits);
  read_window(parameters, call, limits);
  read_sort(parameters, call, facets);
  call.retrieved = attribute_names(parameters, "attributesToRetrieve");
  call.highlighted = attribute_names(parameters, "attributesToHighlight");
  call.snippeted = attribute_names(parameters, "attributesToSnippet");
  call.before_mark = parameters.text("highlightPreTag", max_tag_bytes).value_or(call.before_mark);
  call.after_mark = parameters.text("highlightPostTag", max_tag_bytes).value_or(call.after_mark);
  call.max_facet_values = parameters.number("maxValuesPerFacet", 1, limits.facet_values)
                              .value_or(call.max_facet_values);
  if (!call.facet.empty()) {
    call.facet_query = parameters.text("facetQuery", limits.query_bytes).value_or("");
    call.max_facet_hits =
        parameters.number("maxFacetHits", 1, max_facet_hits).value_or(call.max_facet_hits);
    call.request.offset = call.request.limit = 0;
    call.request.snippets = false;
    call.request.facets.clear();
    if (std::ranges::find(facets, call.facet, &FacetInfo::name) != facets.end()) {
      call.request.facets = {call.facet};
    }
  }
  parameters.finish(false);
  return call;
}

std::string text_of(const json::object& search, const char* name) {
  const json::value* value = search.if_contains(name);
  if (value == nullptr || value->is_null()) return {};
  if (!value->is_string() || value->get_string().size() > max_name_bytes) {
    throw Refusal(400, fmt::format("'{}' is a string of at most {} bytes", name, max_name_bytes));
  }
  return std::string(value->get_string());
}

InstantSearchCall read_member(const json::value& member, const std::vector<FacetInfo>& facets,
                              const Limits& limits) {
  const json::object* search = member.if_object();
  if (search == nullptr) throw Refusal(400, "it is no object");
  const std::string type = text_of(*search, "type");
  if (!type.empty() && type != "default" && type != "facet") {
    throw Refusal(400, "'type' is default or facet");
  }
  std::string facet = type == "facet" ? text_of(*search, "facet") : std::string();
  if (type == "facet" && facet.empty()) throw Refusal(400, "'facet' names the facet to search");
  return read_one(*search, text_of(*search, "indexName"), std::move(facet), facets, limits);
}

}  // namespace

bool AttributeNames::contains(std::string_view name) const {
  return (std::ranges::find(names, name) != names.end()) != all;
}

std::vector<InstantSearchCall> read_instantsearch_calls(const std::string& body,
                                                        const std::vector<FacetInfo>& facets,
                                                        const Limits& limits) {
  const json::object parsed = parsed_object(body);
  const json::value* requests = parsed.if_contains("requests");
  const json::array* list = requests == nullptr ? nullptr : requests->if_array();
  if (list == nullptr) throw Refusal(400, "'requests' is a list of searches");
  if (list->size() > limits.searches) {
    throw Refusal(400, fmt::format("'requests' has at most {} searches", limits.searches));
  }
  std::vector<InstantSearchCall> calls;
  for (const json::value& member : *list) {
    try {
      calls.push_back(read_member(member, facets, limits));
    } catch (const Refusal& refusal) {
      throw Refusal(refusal.status(),
                    fmt::format("requests[{}]: {}", calls.size(), refusal.what()));
    }
  }
  return calls;
}

InstantSearchCall read_instantsearch_call(const std::string& body, std::string index,
                                          std::string facet, const std::vector<FacetInfo>& facets,
                                          const Limits& limits) {
  return read_one(parsed_object(body), std::move(index), std::move(facet), facets, limits);
}

}  // namespace speur::http
