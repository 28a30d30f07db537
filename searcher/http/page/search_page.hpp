#pragma once

#include "searcher/http/net/limits.hpp"
#include "searcher/http/page/model/messages.hpp"
#include "searcher/http/page/model/page_state.hpp"
#include "searcher/http/page/open_index.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// What the one who serves the page chooses.
struct PageSettings {
  std::string site_name{}, site_url{};  ///< empty: as the index has them
  std::string language = "nl";          ///< of the texts, where the URL does not choose
  std::vector<std::string> facets{};    ///< offered as filters; none: all that divide the pages
};

/// The search page: the same search as the API's, as HTML. Any number of threads may share one.
class SearchPage {
 public:
  SearchPage(PageSettings settings, const Limits& limits);

  enum class Part { document, region };
  struct Answer {
    std::string html;
    std::optional<std::size_t> hits;  ///< none: nothing was searched
    bool timed_out = false;
  };
  [[nodiscard]] PageState state(std::string_view query_string, const SharedIndex& index) const;
  [[nodiscard]] Answer answer(const PageState& state, const SharedIndex& index, Searcher& searcher,
                              Part part) const;
  /// For when that failed.
  [[nodiscard]] std::string failure(std::string_view query_string) const;

  /// Changes whenever the same state of the same index could look otherwise.
  [[nodiscard]] std::uint64_t version() const { return version_; }

 private:
  PageSettings settings_;
  Limits limits_;
  Language language_;
  std::uint64_t version_;
};

}  // namespace speur::http
