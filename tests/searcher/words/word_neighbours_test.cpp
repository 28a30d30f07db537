#include "searcher/words/word_neighbours.hpp"

#include "searcher/index/index_reader.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("words are neighbours where a page has one right before the other", "[neighbours]") {
  const TemporaryFolder folder;
  const IndexReader index(write_index(
      folder.path(), {simple_page("a.md", "Bezwaar maken", "De periode en een periode van rust."),
                      simple_page("b.md", "Rust", "Een bezwaar. Maken wij er een tegen?"),
                      simple_page("c.md", "Maken", "Een besluit over rust")}));
  RecordReader records(index);
  const Analyzer analyzer(index.recipe(), index.language());
  struct Row {
    std::string_view left, right;
    bool neighbours;
  };
  for (const Row& row : std::to_array<Row>({
           {"bezwaar", "maken", true},     // in a title
           {"een", "periode", true},       // the second time that it is there
           {"periode", "een", false},      // the other way round
           {"de", "rust", false},          // in one page, apart
           {"besluit", "bezwaar", false},  // in no page together
           {"rust", "rust", false},        // in two fields
           {"onbekend", "rust", false},
           {"rust", "onbekend", false},
           {"", "", false},
       })) {
    CAPTURE(row.left, row.right);
    CHECK(are_neighbours(index, records, analyzer, row.left, row.right) == row.neighbours);
  }
}
