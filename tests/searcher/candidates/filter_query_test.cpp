#include "searcher/candidates/filter_query.hpp"

#include "speur/error.hpp"
#include "support/compiled_query.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur {
namespace {

using Ids = std::vector<std::string>;

Filter has(const std::string& facet, std::vector<std::string> values) {
  return {FacetValues{facet, std::move(values)}};
}

}  // namespace

TEST_CASE("a filter passes the pages that its conditions name", "[filter_query]") {
  const TemporaryFolder folder;
  const QueryCompilation compilation(write_index(
      folder.path(), {simple_page("a.md", "A", "Een.", {keywords("soort", {"nota"}), number("versie", 1, "1")}),
                      simple_page("b.md", "B", "Twee.", {keywords("soort", {"besluit", "nota"})}),
                      simple_page("c.md", "C", "Drie.", {keywords("soort", {"wet"}), number("versie", 3, "3")}),
                      simple_page("d.md", "D", "Vier.")}));
  const auto pages = [&](const Filter& filter) {
    return compilation.pages(filter_query(compilation.index, filter));
  };
  const Filter nota = has("soort", {"nota"}), young = {Range{"versie", "2", {}}};
  CHECK(pages(nota) == Ids{"a.md", "b.md"});
  CHECK(pages(has("soort", {"wet", "besluit"})) == Ids{"b.md", "c.md"});
  CHECK(pages(has("soort", {"anders"})).empty());
  CHECK(pages(has("soort", {})) == Ids{"a.md", "b.md", "c.md"});
  CHECK(pages(young) == Ids{"c.md"});
  CHECK(pages({FilterAll{{nota, has("soort", {"besluit"})}}}) == Ids{"b.md"});
  CHECK(pages({FilterAll{{nota, young}}}).empty());
  CHECK(pages({FilterAny{{nota, young}}}) == Ids{"a.md", "b.md", "c.md"});
  CHECK(pages({FilterNot{{nota}}}) == Ids{"c.md", "d.md"});
  CHECK(pages({FilterNot{{Filter{FilterNot{{nota}}}}}}) == Ids{"a.md", "b.md"});
  CHECK(pages({FilterAll{{Filter{FilterNot{{has("versie", {})}}}, has("soort", {})}}}) == Ids{"b.md"});
}

TEST_CASE("a filter on a facet that is not there is a mistake of who asks", "[filter_query]") {
  const TemporaryFolder folder;
  const QueryCompilation compilation(
      write_index(folder.path(), {simple_page("a.md", "A", "Een.", {keywords("soort", {"nota"})})}));
  const auto code = [&](const Filter& filter) {
    try {
      static_cast<void>(filter_query(compilation.index, filter));
      return ExitCode::done;
    } catch (const Error& e) {
      return e.code();
    }
  };
  CHECK(code(has("soorten", {"nota"})) == ExitCode::usage);
  CHECK(code({FilterAny{{has("soort", {"nota"}), has("soorten", {})}}}) == ExitCode::usage);
  CHECK(code({FilterNot{{Filter{Range{"soort", "a", "b"}}}}}) == ExitCode::data);
}

}  // namespace speur
