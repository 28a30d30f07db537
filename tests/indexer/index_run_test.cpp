#include "indexer/index_run.hpp"

#include "include/files/checksums.hpp"
#include "support/index_dump.hpp"
#include "support/random_site.hpp"

#include <catch2/catch.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

std::map<std::string, fs::file_time_type> times(const fs::path& folder) {
  std::map<std::string, fs::file_time_type> result;
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(folder)) {
    result[file.path().string()] = file.last_write_time();
  }
  return result;
}

}  // namespace

TEST_CASE("an index updated page by page equals one built at once", "[index_run]") {
  const auto seed = GENERATE(range(1U, 9U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const Site site;
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  for (int round = 0; round < 6; ++round) {
    for (std::size_t change = 0; change < 4; ++change) {
      const std::string id =
          "map" + std::to_string(pick(3)) + "/p" + std::to_string(pick(5)) + ".md";
      if (pick(4) == 0) {
        fs::remove(site.content / id);
      } else {
        site.write(id, random_page(random));
      }
    }
    (void)site.run();
    const fs::path scratch = site.folder.path() / "scratch";
    (void)site.run_to(scratch, true);
    CHECK(dump_index(site.index) == dump_index(scratch));
  }
}

TEST_CASE("a run that finds nothing new touches no file of the index", "[index_run]") {
  const Site site;
  site.write("a.md", "# A\n\ntekst");
  site.write("b.md", "# B\n\ntekst");
  CHECK(site.run().indexed == 2);
  const auto before = times(site.index);
  const IndexSummary again = site.run();
  CHECK(again.indexed == 0);
  CHECK(again.unchanged == 2);
  CHECK_FALSE(again.rebuilt);
  CHECK(times(site.index) == before);
}

TEST_CASE("an index that has lost its checksums is made anew", "[index_run]") {
  const Site site;
  site.write("a.md", "# A\n\ntekst");
  CHECK(site.run().indexed == 1);
  CHECK_FALSE(site.run().rebuilt);
  fs::remove(site.index / "generation-1" / checksum_file);
  CHECK(site.run().rebuilt);
  CHECK_FALSE(site.run().rebuilt);
}

TEST_CASE("a page that expires is gone at the next run, and one that is published is there",
          "[index_run]") {
  using std::chrono::system_clock;
  const Site site;
  site.write("_index.md", "---\ntitle: Begin\n---\n");  // Hugo's
  system_clock::time_point moment;
  // A slow machine needs more time before the moment comes.
  for (std::chrono::seconds ahead(2); moment <= system_clock::now(); ahead *= 2) {
    const auto whole = std::chrono::ceil<std::chrono::seconds>(system_clock::now()) + ahead;
    moment = whole;
    const std::string text = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(whole));
    site.write("a.md", "---\nexpiryDate: " + text + "\n---\nVerloopt.\n");
    site.write("b.md", "---\npublishDate: " + text + "\n---\nVerschijnt.\n");
    const IndexSummary before = site.run();
    if (moment > system_clock::now()) CHECK(before.pages() == 2);
  }
  std::this_thread::sleep_until(moment + std::chrono::seconds(1));
  const IndexSummary later = site.run();
  CHECK(later.indexed == 1);
  CHECK(later.deleted == 1);
  CHECK(later.pages() == 2);
  CHECK(site.run().unchanged == 2);
}

TEST_CASE("only what changed is written, and pages that are gone go", "[index_run]") {
  const Site site;
  site.write("a.md", "# A\n\ntekst");
  site.write("b.md", "# B\n\ntekst");
  site.write("c.md", "# C\n\ntekst");
  CHECK(site.run().rebuilt);
  site.write("b.md", "# B\n\nandere tekst");
  fs::remove(site.content / "c.md");
  const IndexSummary summary = site.run();
  CHECK(summary.indexed == 1);
  CHECK(summary.unchanged == 1);
  CHECK(summary.deleted == 1);
  CHECK_FALSE(summary.rebuilt);
}

TEST_CASE("a page that includes another changes with it", "[index_run]") {
  const Site site;
  fs::create_directory(site.content / "delen");
  site.write("delen/tijden.txt", "maandag");
  site.write("a.md", "# A\n\n--8<-- \"delen/tijden.txt\"\n");
  IndexOptions options;
  options.content = site.content;
  options.index = site.index;
  options.snippet_paths = {site.content};
  (void)run_index(options, false, {});
  CHECK(run_index(options, false, {}).unchanged == 1);
  site.write("delen/tijden.txt", "dinsdag");
  CHECK(run_index(options, false, {}).indexed == 1);
  CHECK(dump_index(site.index).find("dinsdag") != std::string::npos);
  CHECK(dump_index(site.index).find("maandag") == std::string::npos);
}

TEST_CASE("a page changes with the level of an included heading", "[index_run]") {
  const Site site;
  site.write("deel.txt", "# Fiets\n\ntekst");
  site.write("a.md", "---\ntitle: Fiets\n---\n--8<-- \"deel.txt\"\n");
  IndexOptions options;
  options.content = site.content;
  options.index = site.index;
  options.snippet_paths = {site.content};
  (void)run_index(options, false, {});
  site.write("deel.txt", "## Fiets\n\ntekst");
  CHECK(run_index(options, false, {}).indexed == 1);
}

TEST_CASE("an index of another schema or recipe is made anew", "[index_run]") {
  const Site site;
  site.write("a.md", "# A\n\ntekst");
  (void)site.run();
  for (const std::string_view key : {schema_key, recipe_key}) {
    {
      Xapian::WritableDatabase database((site.index / "generation-1").string(), Xapian::DB_OPEN);
      if (!fs::exists(site.index / "generation-1")) FAIL("the first generation is gone");
      database.set_metadata(std::string(key), "999");
      database.commit();
    }
    std::ofstream(site.index / stub_file) << "auto generation-1\n";
    const IndexSummary summary = site.run();
    CHECK(summary.rebuilt);
    CHECK(summary.indexed == 1);
  }
}

TEST_CASE("one bad page is named, and stops no other", "[index_run]") {
  const Site site;
  site.write("goed.md", "# Goed\n\ntekst");
  site.write("latin1.md", "# Caf\xe9\n");
  site.write("kop.md", "---\ntitle: [open\n---\n# Kop\n\nromp");
  const IndexSummary summary = site.run();
  CHECK(summary.indexed == 2);
  CHECK(summary.failed == 1);
  REQUIRE(summary.problems.size() == 2);
  CHECK_FALSE(std::ranges::any_of(summary.problems, &Problem::harmless));
  const auto told = [&](const std::string& words) {
    return std::ranges::any_of(summary.problems, [&](const Problem& problem) {
      return describe(problem.where, problem.message).find(words) != std::string::npos;
    });
  };
  CHECK(told("latin1.md:1: "));
  CHECK(told("kop.md:"));
}

TEST_CASE("what is wrong is told again by every run, and harmless things as such", "[index_run]") {
  const Site site;
  site.write("dubbel.md", "---\ntitle: A\ntitle: B\n---\ntekst");
  for (int run = 0; run < 3; ++run) {
    const IndexSummary summary = site.run();
    CHECK(summary.indexed == (run == 0 ? 1 : 0));
    REQUIRE(summary.problems.size() == 1);
    CHECK(summary.problems.front().harmless);
    CHECK(describe(summary.problems.front().where, summary.problems.front().message)
              .ends_with("dubbel.md:3: 'title' occurs twice: the last one counts"));
  }
}

TEST_CASE("two pages with one URL are told, changed or not", "[index_run]") {
  const Site site;
  site.write("a.md", "---\nurl: zelfde/\n---\ntekst");
  site.write("b.md", "---\nurl: zelfde/\n---\nandere tekst");
  site.write("c.md", "---\nurl: ook-zelfde/\nsearch: {exclude: true}\n---\ntekst");
  site.write("d.md", "---\nurl: ook-zelfde/\n---\ntekst");
  for (int run = 0; run < 2; ++run) {
    const IndexSummary summary = site.run();
    CHECK(summary.pages() == 3);
    REQUIRE(summary.problems.size() == 1);
    CHECK(summary.problems.front().harmless);
    CHECK(summary.problems.front().where.file == site.content / "b.md");
  }
}

TEST_CASE("where a third of the pages takes ranges from a facet of dates, the report says why, with one place", "[index_run]") {
  const Site site;
  const auto write = [&](int page, const std::string& value) {
    site.write(fmt::format("p{:02}.md", page), fmt::format("---\ntitle: P\ndatum: {}\n---\nTekst.\n", value));
  };
  for (int i = 1; i <= 20; ++i) write(i, i % 5 == 0 ? "onbekend" : fmt::format("2024-05-{:02}", i));
  const IndexSummary summary = site.run();
  REQUIRE(summary.problems.size() == 1);
  CHECK(describe(summary.problems[0].where, summary.problems[0].message) ==
        describe({site.content / "p05.md", 3},
                 "'datum' is a date on most pages, but none on 4, as here: \"onbekend\"; so it is a facet of words, without ranges"));
  // A number among dates is odd, too.
  for (int i = 1; i <= 20; ++i) write(i, i == 7 ? "2024" : fmt::format("2024-05-{:02}", i));
  const IndexSummary second = site.run();
  REQUIRE(second.problems.size() == 1);
  CHECK(second.problems[0].where.file == site.content / "p07.md");
  // Neither type prevails.
  for (int i = 1; i <= 20; ++i) write(i, i % 2 == 0 ? "ooit" : fmt::format("2024-05-{:02}", i));
  CHECK(site.run().problems.empty());
}

TEST_CASE("a word where other pages have a date or a number is named with its line, in each run",
          "[index_run]") {
  const Site site;
  for (int i = 1; i < 9; ++i) {
    site.write(fmt::format("p{}.md", i), fmt::format("---\ndatum: 2024-05-0{}\nversie: {}\n---\nTekst.\n", i, i));
  }
  site.write("raar.md", "---\ntitle: Raar\ndatum: onbekend\nversie:\n  - 3\n---\nTekst.\n");
  const std::string told = describe({site.content / "raar.md", 3},
                                    "'datum' is a date on nearly all pages, and here it is none: \"onbekend\"");
  for (int run = 0; run < 2; ++run) {
    CAPTURE(run);
    const IndexSummary summary = site.run();
    REQUIRE(summary.problems.size() == 1);
    CHECK(summary.problems[0].harmless);
    CHECK(describe(summary.problems[0].where, summary.problems[0].message) == told);
  }
  // A day that does not exist is told once, and a facet of words has no odd ones.
  site.write("raar.md", "---\ndatum: 2024-02-30\n---\nTekst.\n");
  CHECK(site.run().problems.size() == 1);
  for (int i = 1; i < 9; ++i) site.write(fmt::format("p{}.md", i), "---\ndatum: ooit\n---\nTekst.\n");
  site.write("raar.md", "---\ndatum: onbekend\n---\nTekst.\n");
  CHECK(site.run().problems.empty());
}

TEST_CASE("a page whose file name has its accents apart is found as it is typed", "[index_run]") {
  const Site site;
  site.write("map/cafe\u0301.md", "# Koffie\n\nTekst.\n");
  site.write("map/the\u00e9.md", "# Thee\n\nTekst.\n");
  (void)site.run();
  const std::string dump = dump_index(site.index);
  CHECK(dump.find("XImap/caf\u00e9.md") != std::string::npos);
  CHECK(dump.find("XIcaf\u00e9") != std::string::npos);
  CHECK(dump.find("XImap/the") == std::string::npos);  // in one piece already
}

TEST_CASE("numbers of pages that cannot be make an index anew", "[index_run]") {
  const bool too_great = GENERATE(true, false);
  CAPTURE(too_great);
  const Site site;
  site.write("a.md", "een wegwijzer");
  site.run();
  const std::filesystem::path generation = named_generation(site.index);
  {
    // Without pages Xapian begins again with the first number.
    const int flags = too_great ? Xapian::DB_OPEN : Xapian::DB_CREATE_OR_OVERWRITE;
    const Xapian::Database before(generation.string());
    std::map<std::string, std::string> metadata;
    for (auto key = before.metadata_keys_begin(); key != before.metadata_keys_end(); ++key) {
      metadata[*key] = before.get_metadata(*key);
    }
    Xapian::WritableDatabase database(generation.string(), flags | Xapian::DB_BACKEND_GLASS);
    for (const auto& [key, value] : metadata) database.set_metadata(key, value);
    if (too_great) database.replace_document(4'000'000'000, Xapian::Document());
    database.commit();
  }
  write_checksums(generation);  // else they would tell
  site.write("b.md", "nog een wegwijzer");
  const IndexSummary summary = site.run();
  CHECK(summary.pages() == 2);
  REQUIRE_FALSE(summary.problems.empty());
  CHECK(summary.problems.front().message.find("the index has been made anew") != std::string::npos);
  CHECK(Xapian::Database(named_generation(site.index).string()).get_lastdocid() == 2);
}
