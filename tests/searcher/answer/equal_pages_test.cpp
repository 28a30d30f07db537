#include "speur/searcher.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr std::size_t pages = 400;

Page numbered(std::size_t number, const std::string& text) {
  return simple_page(fmt::format("pagina-{:03}.md", number), "Regeling", text);
}

/// All pages are alike. Every third was another one first, so that an updated index has it behind all others.
fs::path write(const fs::path& folder, bool is_updated) {
  std::vector<Page> first;
  for (std::size_t i = 0; i < pages; ++i) {
    first.push_back(numbered(i, is_updated && i % 3 == 0 ? "Een oude tekst." : "De fiets staat hier."));
  }
  write_index(folder, first);
  if (!is_updated) return folder;
  IndexWriter writer(folder / "generation-1", IndexWriter::Mode::update, AnalyzerRecipe::standard(), WordsPlace::files);
  for (std::size_t i = 0; i < pages; i += 3) writer.put(numbered(i, "De fiets staat hier."));
  writer.set_metadata({"Proef", "https://proef.example.nl/", "nl", ""});
  writer.commit("2024-05-18T12:00:00Z");
  write_checksums(folder / "generation-1");
  return folder;
}

std::vector<std::string> ids(const fs::path& index, std::size_t offset, std::size_t limit) {
  std::vector<std::string> found;
  Searcher searcher(index);
  for (const Hit& hit : searcher.search({.query = "fiets", .offset = offset, .limit = limit}).hits) found.push_back(hit.id);
  return found;
}

}  // namespace

TEST_CASE("more equal pages than are rescored are ordered by id, however they came into the index", "[searcher]") {
  const TemporaryFolder folder;
  const fs::path fresh = write(folder / "fresh", false);
  const fs::path updated = write(folder / "updated", true);
  for (const auto& [offset, limit] : {std::pair<std::size_t, std::size_t>{0, 10}, {90, 20}, {0, pages}, {95, 100}, {180, 60}, {390, 10}}) {
    CAPTURE(offset, limit);
    const std::vector<std::string> right = ids(fresh, offset, limit);
    REQUIRE(right.size() == limit);
    CHECK(right.front() == fmt::format("pagina-{:03}.md", offset));
    CHECK(right.back() == fmt::format("pagina-{:03}.md", offset + limit - 1));
    CHECK(ids(updated, offset, limit) == right);
  }
}

}  // namespace speur
