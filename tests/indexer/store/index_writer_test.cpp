#include "indexer/store/index_writer.hpp"
#include "indexer/terms/page_suggestions.hpp"
#include "speur/schema.hpp"

#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur {

// The analyzer forgets its words at 100,000, before the next text: what a page's tokens refer to is
// then gone. Without a sanitizer this test may not see it.
TEST_CASE("a page with more words than the analyzer keeps gives what it has", "[index_writer]") {
  std::string text = "Vraag bijzondere bijstand aan. ";
  for (int i = 0; i < 100'100; ++i) text += "w" + std::to_string(i) + "x ";
  text += "Ook wie spaart krijgt bijzondere bijstand.";
  Page page = simple_page("a.md", "Bijstand", text);
  page.description = "Over geld voor wie het niet heeft.";
  const TemporaryFolder folder;
  const Xapian::Database database(write_index(folder.path(), {page}).string());
  REQUIRE(database.get_doccount() == 1);

  Analyzer analyzer(AnalyzerRecipe::standard());
  const std::string expected = page_suggestions(page, analyze_page(page, analyzer));
  CHECK(expected.find("bijzondere bijstand") != std::string::npos);
  CHECK(database.get_document(1).get_value(suggestions_slot) == expected);
}

}  // namespace speur
