#include "searcher/words/frequent_terms.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace speur {

TEST_CASE("of many terms with a beginning those on the most pages are taken", "[time]") {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const auto& terms : std::vector<std::vector<std::string>>{
           {"fiets", "fietser", "fietspad", "auto"}, {"fiets", "fietsen"}, {"fietser", "fiets"}}) {
    Xapian::Document page;
    for (const std::string& term : terms) page.add_term(term);
    database.add_document(page);
  }
  using Terms = std::vector<std::string>;
  struct Row {
    std::string start;
    std::size_t limit;
    Terms terms;
  };
  for (const Row& row : std::vector<Row>{{"fiets", 9, {"fiets", "fietsen", "fietser", "fietspad"}},
                                         {"fiets", 3, {"fiets", "fietsen", "fietser"}},
                                         {"fiets", 2, {"fiets", "fietser"}},
                                         {"fietse", 1, {"fietser"}},
                                         {"trein", 9, {}},
                                         {"fiets", 0, {}}}) {
    CAPTURE(row.start, row.limit);
    CHECK(frequent_terms(database, nullptr, row.start, row.limit, Deadline()) == row.terms);
  }
}

TEST_CASE("terms are not looked for when the time is up", "[time]") {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document page;
  for (int i = 0; i < 1000; ++i) page.add_term("w" + std::to_string(1000 + i));
  database.add_document(page);
  CHECK(frequent_terms(database, nullptr, "w", 2000, Deadline()).size() == 1000);
  CHECK(frequent_terms(database, nullptr, "w", 2000, Deadline(0ms)).size() == 256);
}

}  // namespace speur
