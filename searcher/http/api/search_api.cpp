#include "searcher/http/api/search_api.hpp"

#include "searcher/print/result_json.hpp"
#include "searcher/query/filter_expression.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>

namespace json = boost::json;

namespace speur::http {
namespace {

constexpr std::size_t max_tag_bytes = 64;
constexpr std::size_t max_names = 100;
constexpr std::size_t max_language_bytes = 35;  // of any tag (RFC 5646)
constexpr std::array hit_attributes = {"id",         "url",      "title",      "description",
                                       "breadcrumb", "language", "score",      "facets",
                                       "sections",   "missing",  "explanation"};

std::string names_of(const std::vector<FacetInfo>& facets) {
  std::string names;
  for (const FacetInfo& facet : facets) names += (names.empty() ? "" : ", ") + facet.name;
  return names.empty() ? "none" : names;
}

bool has_facet(const std::vector<FacetInfo>& facets, std::string_view name) {
  return std::ranges::find(facets, name, &FacetInfo::name) != facets.end();
}

void read_query(Parameters& parameters, SearchRequest& request, const Limits& limits) {
  request.query = parameters.text("q", limits.query_bytes).value_or("");
  request.strict = parameters.flag("strict");
}

/// Any language: of the messages on the page, and of the query where the index has pages in it.
void read_language(Parameters& parameters, SearchRequest& request) {
  request.language = parameters.text("lang", max_language_bytes).value_or("");
  const bool is_code =
      std::ranges::all_of(request.language, [](char c) { return is_ascii_letter(c) || c == '-'; });
  if (!is_code) parameters.refuse("lang", "syntax", "is the code of a language, as nl or en");
}

/// A facet of dates has thousands of values, which no reader of an answer looks at.
void read_facet_values(Parameters& parameters, SearchRequest& request, const Limits& limits) {
  constexpr std::size_t usual_values = 100;
  request.facet_values =
      parameters.number("maxValuesPerFacet", 1, limits.facet_values).value_or(usual_values);
}

void read_facets(Parameters& parameters, SearchRequest& request,
                 const std::vector<FacetInfo>& facets) {
  std::vector<std::string> names = parameters.names("facets");
  if (names.size() > max_names) {
    parameters.refuse("facets", "length", fmt::format("names at most {} facets", max_names));
    return;
  }
  for (std::string& name : names) {
    if (name == "*") name = "all";
    if (name == "all" || has_facet(facets, name)) {
      request.facets.push_back(std::move(name));
    } else {
      parameters.refuse(
          "facets", "unknown",
          fmt::format("names no facet '{}'; there are: {}, or all", name, names_of(facets)));
    }
  }
}

/// Reads the filters of one request, whichever form each has.
class FilterReader {
 public:
  FilterReader(const std::vector<FacetInfo>& facets, SearchRequest& request)
      : facets_(facets), request_(request) {}

  /// As repeated in a query string: values of one facet are alternatives.
  void read_repeated(const json::array& texts) {
    std::vector<Filter> expressions;
    for (const json::value& text : texts) {
      const std::string filter(text.as_string());
      if (auto simple = simple_filter(filter)) {
        check(simple->facet);
        request_.filters.push_back(*std::move(simple));
      } else {
        expressions.push_back(parse_filter(filter, facets_, conditions_));
      }
    }
    for (Filter& expression : expressions) add_filter(request_, std::move(expression));
  }

  /// As Meilisearch takes it in a body: members of the list are all wanted, those of a list in it
  /// are alternatives.
  void read_list(const json::array& list) {
    for (const json::value& item : list) {
      if (const json::string* text = item.if_string()) {
        add_filter(request_, read(std::string(*text)));
        continue;
      }
      const json::array* options = item.if_array();
      if (options == nullptr) throw FilterError(1, wanted);
      // Through the parser as a whole, so that values of one facet become one condition.
      std::string joined;
      for (const json::value& option : *options) {
        if (!option.is_string()) throw FilterError(1, wanted);
        const Filter filter = read(std::string(option.get_string()));
        joined += (joined.empty() ? "" : " OR ") + ("(" + to_string(filter) + ")");
      }
      if (!joined.empty()) add_filter(request_, parse_filter(joined, facets_));
    }
  }

  static constexpr const char* wanted =
      "a filter is an expression, a list of them, or a list of lists of alternatives";

 private:
  Filter read(const std::string& text) {
    auto simple = simple_filter(text);
    if (!simple) return parse_filter(text, facets_, conditions_);
    check(simple->facet);
    return {FacetValues{simple->facet, {simple->value}}};
  }
  void check(const std::string& facet) {
    if (++conditions_ > max_filter_conditions) {
      throw FilterError(fmt::format("there are {} conditions at most", max_filter_conditions));
    }
    if (has_facet(facets_, facet)) return;
    throw FilterError(
        1, fmt::format("there is no facet '{}'; there are: {}", facet, names_of(facets_)));
  }

  const std::vector<FacetInfo>& facets_;
  SearchRequest& request_;
  std::size_t conditions_ = 0;  // of all filters of the request
};

void read_filter(Parameters& parameters, SearchRequest& request,
                 const std::vector<FacetInfo>& facets, const Limits& limits, bool is_list_of_all) {
  const json::value* given = parameters.value("filter");
  if (given == nullptr) return;
  FilterReader reader(facets, request);
  try {
    if (const json::string* text = given->if_string()) {
      if (text->size() > limits.value_bytes) {
        parameters.refuse("filter", "length",
                          fmt::format("is at most {} bytes long", limits.value_bytes));
        return;
      }
      reader.read_repeated(json::array{*given});
    } else if (const json::array* list = given->if_array()) {
      if (list->size() > max_filter_conditions) {
        parameters.refuse("filter", "length",
                          fmt::format("has at most {} conditions", max_filter_conditions));
      } else if (is_list_of_all) {
        reader.read_list(*list);
      } else {
        reader.read_repeated(*list);
      }
    } else {
      parameters.refuse("filter", "type", FilterReader::wanted);
    }
  } catch (const FilterError& error) {
    parameters.refuse("filter", "syntax", fmt::format("cannot be understood: {}", error.what()));
  }
}

void read_sort(Parameters& parameters, SearchRequest& request,
               const std::vector<FacetInfo>& facets) {
  const std::vector<std::string> keys = parameters.names("sort");
  if (keys.empty()) return;
  const std::string& key = keys.front();
  const std::size_t colon = std::min(key.rfind(':'), key.size());
  const std::string field = key.substr(0, colon);
  const std::string direction = key.substr(colon);
  const bool has_field = field == "title" || field == "titel" || has_facet(facets, field);
  if (keys.size() > 1) {
    parameters.refuse("sort", "length", "is one field");
  } else if (!has_field) {
    parameters.refuse(
        "sort", "unknown",
        fmt::format("names no field '{}'; there are: title, {}", field, names_of(facets)));
  } else if (!direction.empty() && direction != ":asc" && direction != ":desc") {
    parameters.refuse("sort", "range", "goes :asc or :desc");
  } else {
    request.sort = key;
  }
}

void read_window(Parameters& parameters, SearchCall& call, const Limits& limits) {
  SearchRequest& request = call.request;
  call.page = parameters.number("page", 1, limits.depth);
  const auto per_page = parameters.number("hitsPerPage", 0, limits.hits);
  const auto offset = parameters.number("offset", 0, limits.depth);
  const auto limit = parameters.number("limit", 0, limits.hits);
  if ((call.page || per_page) && (offset || limit)) {
    parameters.refuse(offset ? "offset" : "limit", "conflict",
                      "does not go with page and hitsPerPage");
    return;
  }
  if (call.page || per_page) {
    call.page = call.page.value_or(1);
    request.limit = per_page.value_or(request.limit);
    request.offset = (*call.page - 1) * request.limit;
  } else {
    call.windowed = offset || limit;
    request.offset = offset.value_or(0);
    request.limit = limit.value_or(request.limit);
  }
  if (request.offset + request.limit > limits.depth) {
    parameters.refuse(call.page ? "page" : "offset", "range",
                      fmt::format("ends within the first {} hits", limits.depth));
  }
}

void read_attributes(Parameters& parameters, SearchCall& call) {
  for (std::string& name : parameters.names("attributesToRetrieve")) {
    if (name == "*") {
      call.attributes.clear();
      return;
    }
    if (std::ranges::find(hit_attributes, name) == hit_attributes.end()) {
      parameters.refuse("attributesToRetrieve", "unknown",
                        fmt::format("names no attribute '{}'; there are: {}", name,
                                    fmt::join(hit_attributes, ", ")));
    } else {
      call.attributes.push_back(std::move(name));
    }
  }
}

std::string with_marks(std::string_view html, const SearchCall& call) {
  // The text in it is escaped: what looks like a mark is one.
  std::string result;
  while (!html.empty()) {
    if (html.starts_with("<mark>")) {
      result += call.before_mark;
      html.remove_prefix(6);
    } else if (html.starts_with("</mark>")) {
      result += call.after_mark;
      html.remove_prefix(7);
    } else {
      const std::size_t end = std::min(html.find('<', 1), html.size());
      result += html.substr(0, end);
      html.remove_prefix(end);
    }
  }
  return result;
}

void adapt_hit(json::object& hit, const SearchCall& call) {
  if (call.before_mark != "<mark>" || call.after_mark != "</mark>") {
    for (json::value& section : hit["sections"].as_array()) {
      json::value& snippet = section.as_object()["snippet"];
      snippet = with_marks(snippet.as_string(), call);
    }
  }
  if (call.attributes.empty()) return;
  json::object kept(hit.storage());
  for (const auto& [name, value] : hit) {
    if (std::ranges::find(call.attributes, std::string_view(name)) != call.attributes.end()) {
      kept[name] = value;
    }
  }
  hit = std::move(kept);
}

}  // namespace

SearchCall read_search_call(Parameters& parameters, const std::vector<FacetInfo>& facets,
                            const Limits& limits) {
  SearchCall call;
  read_query(parameters, call.request, limits);
  read_facets(parameters, call.request, facets);
  read_facet_values(parameters, call.request, limits);
  read_filter(parameters, call.request, facets, limits, parameters.is_body());
  read_sort(parameters, call.request, facets);
  read_window(parameters, call, limits);
  read_attributes(parameters, call);
  call.before_mark = parameters.text("highlightPreTag", max_tag_bytes).value_or(call.before_mark);
  call.after_mark = parameters.text("highlightPostTag", max_tag_bytes).value_or(call.after_mark);
  call.request.explain = parameters.flag("explain");
  read_language(parameters, call.request);
  return call;
}

SearchRequest read_facets_request(Parameters& parameters, const std::vector<FacetInfo>& facets,
                                  const Limits& limits) {
  SearchRequest request;
  read_query(parameters, request, limits);
  read_language(parameters, request);
  read_facets(parameters, request, facets);
  if (request.facets.empty()) request.facets = {"all"};
  read_facet_values(parameters, request, limits);
  read_filter(parameters, request, facets, limits, parameters.is_body());
  request.limit = 0;
  request.snippets = false;
  return request;
}

json::object search_answer(const SearchCall& call, const SearchResult& result) {
  json::object answer = result_json(result);
  for (json::value& hit : answer["hits"].as_array()) adapt_hit(hit.as_object(), call);
  if (call.page) {
    const std::size_t per_page = call.request.limit;
    answer["page"] = *call.page;
    answer["hitsPerPage"] = per_page;
    answer["totalPages"] = per_page == 0 ? 0 : (result.total_hits + per_page - 1) / per_page;
  } else if (call.windowed) {
    answer["offset"] = call.request.offset;
    answer["limit"] = call.request.limit;
  }
  return answer;
}

}  // namespace speur::http
