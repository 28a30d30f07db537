#include "searcher/http/page/model/page_facet.hpp"

#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace speur::http {

TEST_CASE("keys that tell a theme or a machine something are no filters", "[page]") {
  const TemporaryFolder folder;
  std::vector<Page> pages;
  for (int i = 0; i < 12; ++i) {
    const std::string either = i % 2 == 0 ? "true" : "false";
    pages.push_back(simple_page("p" + std::to_string(i) + ".md", "Pagina", "fiets",
                                {keywords("show_lastmod", {either}), keywords("params.hideToc", {either}),
                                 keywords("verplicht", {either}), keywords("show", {i % 2 == 0 ? "kort" : "lang"}),
                                 keywords("body_include", {i % 2 == 0 ? "redoc-body.html" : "lijst.liquid"}),
                                 keywords("gereedschap", {i % 2 == 0 ? "Node.js" : "ASP.NET"}),
                                 keywords("bestand", {i % 2 == 0 ? ".html" : "pdf"}),
                                 keywords("image", {i % 2 == 0 ? "een.png" : "twee.png"}),
                                 number("page_id", 1000 + i, std::to_string(1000 + i)),
                                 number("jaar", 2000 + i, std::to_string(2000 + i))}));
  }
  Searcher searcher(write_index(folder.path(), pages));
  std::vector<std::string> offered;
  for (const PageFacet& facet : page_facets(searcher, IndexReader(folder.path()).facets())) {
    if (is_useful(facet)) offered.push_back(facet.name);
  }
  std::ranges::sort(offered);
  CHECK(offered == std::vector<std::string>{"bestand", "gereedschap", "jaar", "show", "verplicht"});
}

}  // namespace speur::http
