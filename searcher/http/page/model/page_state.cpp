#include "searcher/http/page/model/page_state.hpp"

#include "searcher/http/net/url_text.hpp"
#include "speur/ascii.hpp"
#include "speur/day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace speur::http {
namespace {

constexpr std::size_t most_filters = 50;
constexpr std::size_t max_value_bytes = 500;
constexpr std::string_view from_prefix = "from.", to_prefix = "to.";

const PageFacet* find_facet(const std::vector<PageFacet>& facets, std::string_view name) {
  const auto found = std::ranges::find(facets, name, &PageFacet::name);
  return found == facets.end() ? nullptr : &*found;
}

/// One line of at most `max_bytes`, cut between characters, without what stands around it.
std::string one_line(std::string_view text, std::size_t max_bytes) {
  std::size_t end = std::min(text.size(), max_bytes);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
    --end;
  }
  std::string line(text.substr(0, end));
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t last = line.find_last_not_of(' ');
  return first == line.size() ? std::string() : line.substr(first, last - first + 1);
}

bool is_sort(std::string_view sort, const std::vector<PageFacet>& facets) {
  if (sort == "title:asc") return true;
  const std::size_t colon = sort.rfind(':');
  if (colon == sort.npos) return false;
  const std::string_view direction = sort.substr(colon);
  return find_facet(facets, sort.substr(0, colon)) != nullptr &&
         (direction == ":asc" || direction == ":desc");
}

std::size_t read_number(std::string_view text, std::size_t least, std::size_t most) {
  std::size_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && stop == text.data() + text.size();
  return is_number ? std::clamp(number, least, most) : least;
}

class StateReader {
 public:
  StateReader(const std::vector<PageFacet>& facets, const Limits& limits, PageState& state)
      : facets_(facets), limits_(limits), state_(state) {}

  void read(std::string_view name, const std::string& value) {
    if (name == "q") {
      state_.query = one_line(value, limits_.query_bytes);
    } else if (name == "filter") {
      read_filter(value);
    } else if (name == "sort") {
      if (is_sort(value, facets_)) state_.sort = value;
    } else if (name == "page") {
      state_.page = read_number(value, 1, last_page(limits_.depth));
    } else if (name == "lang") {
      read_language(value);
    } else if (name == "typing") {
      state_.is_typing = value == "true";
    } else if (name.starts_with(from_prefix)) {
      read_range_end(name.substr(from_prefix.size()), value, &RangeInput::from);
    } else if (name.starts_with(to_prefix)) {
      read_range_end(name.substr(to_prefix.size()), value, &RangeInput::to);
    }
  }

 private:
  /// As the attribute `lang` of HTML has it: `en-GB` and `EN` are English.
  void read_language(std::string_view tag) {
    const std::string language = ascii_lower(tag.substr(0, tag.find('-')));
    if (language == "nl") state_.language = Language::dutch;
    if (language == "en") state_.language = Language::english;
  }
  void read_filter(const std::string& text) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const PageFacet* facet = find_facet(facets_, std::string_view(text).substr(0, equals));
    if (facet == nullptr || equals + 1 >= text.size()) return;
    FacetFilter filter{facet->name, text.substr(equals + 1)};
    if (filter.value.size() > max_value_bytes || state_.filters.size() == most_filters) return;
    if (!state_.has_filter(filter.facet, filter.value)) state_.filters.push_back(std::move(filter));
  }

  void read_range_end(std::string_view name, const std::string& value,
                      std::string RangeInput::*end) {
    const PageFacet* facet = find_facet(facets_, name);
    const std::string typed = one_line(value, 40);
    if (facet == nullptr || facet->type == FacetType::keyword || typed.empty()) return;
    auto range = std::ranges::find(state_.ranges, name, &RangeInput::facet);
    if (range == state_.ranges.end()) {
      range = state_.ranges.insert(range, RangeInput{facet->name, "", ""});
    }
    (*range).*end = typed;
  }

  const std::vector<PageFacet>& facets_;
  const Limits& limits_;
  PageState& state_;
};

}  // namespace

bool PageState::asks() const {
  return !query.empty() || has_filters() || !sort.empty();
}

bool PageState::has_filter(std::string_view facet, std::string_view value) const {
  return std::ranges::any_of(filters, [&](const FacetFilter& filter) {
    return filter.facet == facet && filter.value == value;
  });
}

std::string PageState::url() const {
  std::string url;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    url += url.empty() ? '?' : '&';
    url += percent_encoded(name) + "=" + percent_encoded(value);
  };
  add("q", query);
  for (const FacetFilter& filter : filters) add("filter", filter.facet + "=" + filter.value);
  for (const RangeInput& range : ranges) {
    add(std::string(from_prefix) + range.facet, range.from);
    add(std::string(to_prefix) + range.facet, range.to);
  }
  add("sort", sort);
  if (page > 1) add("page", std::to_string(page));
  if (language != usual_language) add("lang", code(language));
  return url.empty() ? "?" : url;
}

PageState PageState::without_filter(const FacetFilter& filter) const {
  PageState state = at_page(1);
  std::erase_if(state.filters, [&](const FacetFilter& other) {
    return other.facet == filter.facet && other.value == filter.value;
  });
  return state;
}

PageState PageState::without_range(std::string_view facet) const {
  PageState state = at_page(1);
  std::erase_if(state.ranges, [&](const RangeInput& range) { return range.facet == facet; });
  return state;
}

PageState PageState::without_filters() const {
  PageState state = at_page(1);
  state.filters.clear();
  state.ranges.clear();
  return state;
}

PageState PageState::with_query(std::string other) const {
  PageState state = at_page(1);
  state.query = std::move(other);
  return state;
}

PageState PageState::at_page(std::size_t number) const {
  PageState state = *this;
  state.page = number;
  return state;
}

std::vector<std::string> page_parameters(const std::vector<PageFacet>& facets) {
  std::vector<std::string> names = {"q", "filter", "sort", "page", "lang", "typing"};
  for (const PageFacet& facet : facets) {
    if (facet.type == FacetType::keyword) continue;
    names.push_back(std::string(from_prefix) + facet.name);
    names.push_back(std::string(to_prefix) + facet.name);
  }
  return names;
}

PageState read_page_state(std::string_view query_string, const std::vector<PageFacet>& facets,
                          Language usual_language, const Limits& limits) {
  PageState state;
  state.language = state.usual_language = usual_language;
  StateReader reader(facets, limits, state);
  for (const auto& [name, value] : split_query_string(query_string, true).parameters) {
    reader.read(name, value);
  }
  return state;
}

std::optional<std::string> range_end(FacetType type, std::string_view typed) {
  if (type == FacetType::date) {
    return period_of_text(typed);
  }
  std::string number(typed);
  std::ranges::replace(number, ',', '.');
  double value = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  const bool is_number =
      error == std::errc() && stop == number.data() + number.size() && std::isfinite(value);
  return is_number ? std::optional(std::move(number)) : std::nullopt;
}

std::vector<RangeInput> kept_ranges(const PageState& state, const std::vector<PageFacet>& facets) {
  std::vector<RangeInput> kept;
  for (const RangeInput& input : state.ranges) {
    const PageFacet* facet = find_facet(facets, input.facet);
    if (facet == nullptr) continue;
    RangeInput range{facet->name, range_end(facet->type, input.from).value_or(""),
                     range_end(facet->type, input.to).value_or("")};
    if (!range.from.empty() || !range.to.empty()) kept.push_back(std::move(range));
  }
  return kept;
}

SearchRequest search_request(const PageState& state, const std::vector<PageFacet>& facets) {
  SearchRequest request;
  request.query = state.query;
  request.filters = state.filters;
  request.sort = state.sort;
  request.limit = hits_per_page;
  request.offset = (state.page - 1) * hits_per_page;
  FilterAll ranges;
  for (const RangeInput& range : kept_ranges(state, facets)) {
    const auto end = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(text);
    };
    ranges.parts.push_back({Range{range.facet, end(range.from), end(range.to)}});
  }
  if (!ranges.parts.empty()) request.condition = Filter{std::move(ranges)};
  return request;
}

}  // namespace speur::http
