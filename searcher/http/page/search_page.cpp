#include "searcher/http/page/search_page.hpp"

#include "searcher/http/page/document.hpp"
#include "searcher/http/page/model/page_view.hpp"
#include "searcher/http/page/parts/active_filters.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/web/web_files.hpp"
#include "speur/schema.hpp"

#include <algorithm>

namespace speur::http {
namespace {

constexpr std::size_t most_ways_out = 5;
constexpr std::size_t least_typed_bytes = 3;  // of a word that may be the beginning of another

bool knows(const SearchResult& result, std::string_view word) {
  if (result.total_hits == 0 || result.is_guess) return false;
  return result.hits.empty() ||
         std::ranges::find(result.hits.front().missing, word) == result.hits.front().missing.end();
}

/// While someone types, a word that the site does not have is the beginning of one that it has.
/// `request` has its parsed query.
SearchResult search_typed(Searcher& searcher, SearchRequest request) {
  const auto word = unfinished_word(*request.parsed, request.query, least_typed_bytes);
  SearchResult result = searcher.search(request);
  if (!word || knows(result, *word)) return result;
  request.parsed = with_beginning(*std::move(request.parsed), request.query);
  SearchResult begun = searcher.search(request);
  return begun.total_hits == 0 ? std::move(result) : std::move(begun);
}

/// The words of a query without its signs, or nothing if it has none.
std::string plain_words(const Query& query) {
  std::string words;
  for (const std::string& text : wanted_texts(query)) words += (words.empty() ? "" : " ") + text;
  return words;
}

class WaysOut {
 public:
  /// `parsed`: of the query that `view` shows.
  WaysOut(Searcher& searcher, const PageView& view, const ParsedQuery& parsed)
      : searcher_(searcher), view_(view), parsed_(parsed) {}

  [[nodiscard]] std::vector<WayOut> find() {
    const PageState& state = view_.state;
    const std::string plain = plain_words(parsed_.query);
    if (!plain.empty() && plain != state.query) {
      add(state.with_query(plain), Message::plain_words_one, Message::plain_words_many, plain);
    }
    const std::vector<RangeInput> ranges = kept_ranges(state, view_.all_facets);
    const std::size_t filters = state.filters.size() + ranges.size();
    if (filters > 1) {
      for (const FacetFilter& filter : state.filters) {
        add(state.without_filter(filter), Message::without_filter_one, Message::without_filter_many,
            filter_name(view_, filter));
      }
      for (const RangeInput& range : ranges) {
        add(state.without_range(range.facet), Message::without_filter_one,
            Message::without_filter_many, filter_name(view_, range));
      }
    }
    if (filters > 0) add_without_filters(state.without_filters());
    return std::move(ways_);
  }

 private:
  std::size_t count(const PageState& state) {
    SearchRequest request = search_request(state, view_.all_facets);
    request.offset = request.limit = 0;
    request.snippets = false;
    request.sort.clear();
    if (state.query == view_.state.query) request.parsed = parsed_;
    return searcher_.search(request).total_hits;
  }
  void add(const PageState& state, Message one, Message many, const std::string& what) {
    if (ways_.size() == most_ways_out) return;
    const std::size_t hits = count(state);
    if (hits == 0) return;
    const Words& words = view_.words;
    ways_.push_back(
        {hits == 1 ? words(one, what) : words(many, what, words.number(hits)), state.url()});
  }
  void add_without_filters(const PageState& state) {
    const std::size_t hits = count(state);
    if (hits == 0) return;
    const Words& words = view_.words;
    ways_.push_back({hits == 1 ? std::string(words(Message::without_filters_one))
                               : words(Message::without_filters_many, words.number(hits)),
                     state.url()});
  }

  Searcher& searcher_;
  const PageView& view_;
  const ParsedQuery& parsed_;
  std::vector<WayOut> ways_;
};

std::vector<const PageFacet*> offered(const std::vector<PageFacet>& all,
                                      const std::vector<std::string>& wanted) {
  std::vector<const PageFacet*> facets;
  for (const std::string& name : wanted) {
    const auto found = std::ranges::find(all, name, &PageFacet::name);
    if (found != all.end()) facets.push_back(&*found);
  }
  if (!wanted.empty()) return facets;
  for (const PageFacet& facet : all) {
    if (is_useful(facet)) facets.push_back(&facet);
  }
  return facets;
}

}  // namespace

SearchPage::SearchPage(PageSettings settings, const Limits& limits)
    : settings_(std::move(settings)),
      limits_(limits),
      language_(settings_.language == "en" ? Language::english : Language::dutch) {
  std::string choices = settings_.site_name + "\n" + settings_.site_url + "\n" + settings_.language;
  for (const std::string& facet : settings_.facets) choices += "\n" + facet;
  version_ = fnv1a(choices + versioned(web_style) + versioned(web_script));
}

PageState SearchPage::state(std::string_view query_string, const SharedIndex& index) const {
  return read_page_state(query_string, index.page_facets, language_, limits_);
}

SearchPage::Answer SearchPage::answer(const PageState& state, const SharedIndex& index,
                                      Searcher& searcher, Part part) const {
  PageView view{
      .words = Words(state.language),
      .state = state,
      .all_facets = index.page_facets,
      .facets = offered(index.page_facets, settings_.facets),
      .result = nullptr,
      .ways_out = {},
      .site_name = settings_.site_name.empty() ? index.facts.site_name : settings_.site_name,
      .site_url = settings_.site_url.empty() ? index.facts.site_url : settings_.site_url,
      .pages = index.facts.pages,
      .depth = limits_.depth};
  SearchResult result;
  if (state.asks()) {
    SearchRequest request = search_request(state, index.page_facets);
    for (const PageFacet* facet : view.facets) {
      if (!facet->is_range) request.facets.push_back(facet->name);
    }
    for (const FacetFilter& filter : state.filters) request.facets.push_back(filter.facet);
    const ParsedQuery& parsed = request.parsed.emplace(searcher.parse(request.query));
    result = state.is_typing ? search_typed(searcher, request) : searcher.search(request);
    view.result = &result;
    if (result.total_hits == 0) view.ways_out = WaysOut(searcher, view, parsed).find();
  }
  return {part == Part::document ? document_html(view) : region_html(view),
          state.asks() ? std::optional(result.total_hits) : std::nullopt, result.timed_out};
}

std::string SearchPage::failure(std::string_view query_string) const {
  return failure_html(read_page_state(query_string, {}, language_, limits_).language);
}

}  // namespace speur::http
