#include "searcher/finder/timed_match.hpp"
#include "speur/schema.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace speur {
namespace {

constexpr Xapian::doccount page_count = 500;

/// "van" and "de" on each page, never in this order; "fiets" the oftener, the higher its number.
Xapian::WritableDatabase some_pages() {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (Xapian::doccount number = 1; number <= page_count; ++number) {
    Xapian::Document page;
    page.add_posting("de", 1);
    page.add_posting("van", 2);
    page.add_term("fiets", number);
    page.add_value(0, number % 2 == 0 ? "even" : "oneven");
    database.add_document(page);
  }
  return database;
}

Xapian::Enquire enquire(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0, 0.5));
  enquire.set_query(query);
  return enquire;
}

}  // namespace

TEST_CASE("a match with time enough is Xapian's", "[time]") {
  const Xapian::WritableDatabase database = some_pages();
  for (const Deadline deadline : {Deadline(), Deadline(24h)}) {
    Xapian::Enquire search = enquire(database, Xapian::Query("fiets"));
    const Matches found = match(database, search, 3, page_count, deadline);
    CHECK(found.total == page_count);
    CHECK(found.is_exact);
    CHECK_FALSE(found.is_cut);
    REQUIRE(found.pages.size() == 3);
    CHECK(found.pages[0].docid == 500);
    CHECK(found.pages[2].docid == 498);
    CHECK(found.pages[0].weight > found.pages[2].weight);
  }
}

TEST_CASE("when the time is up the best of those seen are found, and counted", "[time]") {
  const Xapian::WritableDatabase database = some_pages();
  Xapian::Enquire search = enquire(database, Xapian::Query("fiets"));
  Xapian::ValueCountMatchSpy facet(0);
  search.add_matchspy(&facet);
  const Matches found = match(database, search, 2, page_count, Deadline(0ms));
  CHECK(found.is_cut);
  CHECK_FALSE(found.is_exact);
  CHECK(found.total == pages_between_looks);
  CHECK(facet.get_total() == pages_between_looks);
  REQUIRE(found.pages.size() == 2);
  CHECK(found.pages[0].docid == pages_between_looks);
  CHECK(found.pages[1].docid == pages_between_looks - 1);
}

TEST_CASE("when the time is up, pages of several databases are known for what they are", "[time]") {
  const auto shard = [](const std::string& folder, const std::string& word) {
    Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
    for (Xapian::doccount number = 0; number < 2 * pages_between_looks; ++number) {
      const std::string id = folder + "/" + std::to_string(number) + ".md";
      Xapian::Document page;
      page.add_boolean_term(std::string(id_prefix) + id);
      page.add_value(id_slot, id);
      page.add_term(word);
      database.add_document(page);
    }
    return database;
  };
  Xapian::Database all;
  all.add_database(shard("een", "auto"));
  all.add_database(shard("twee", "fiets"));
  all.add_database(shard("drie", "trein"));
  Xapian::Enquire search = enquire(all, Xapian::Query("fiets"));
  const Matches found = match(all, search, 10, all.get_doccount(), Deadline(0ms));
  CHECK(found.is_cut);
  REQUIRE(found.pages.size() == 10);
  for (const RankedMatch& page : found.pages) {
    CHECK(all.get_document(page.docid).get_value(id_slot).starts_with("twee/"));
  }
}

TEST_CASE("pages that are decided upon one by one are given up in time", "[time]") {
  const Xapian::WritableDatabase database = some_pages();
  const PageDecision none = [](const Xapian::Document&) { return false; };
  const PageDecision odd = [](const Xapian::Document& page) { return page.get_docid() % 2 == 1; };
  const Deadline never;
  const Deadline late(24h);
  for (const Deadline& deadline : {never, late}) {
    Xapian::Enquire search = enquire(database, Xapian::Query("van"));
    const Matches nothing = match(database, search, 10, page_count, deadline, none);
    CHECK(nothing.total == 0);
    CHECK_FALSE(nothing.is_cut);
    const Matches half = match(database, search, 10, page_count, deadline, odd);
    CHECK(half.total == (page_count + 1) / 2);
  }
  Xapian::Enquire search = enquire(database, Xapian::Query("van"));
  const Matches found = match(database, search, 10, page_count, Deadline(0ms), none);
  CHECK(found.is_cut);
  CHECK(found.total == 0);
}

}  // namespace speur
