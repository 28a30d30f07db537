#include "indexer/index_run.hpp"

#include "speur/schema.hpp"
#include "support/file_text.hpp"
#include "support/index_dump.hpp"
#include "support/problems.hpp"
#include "support/random_site.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

/// Chunks so small that few pages give many.
RunOptions small_chunks(std::size_t jobs) {
  RunOptions run;
  run.jobs = jobs;
  run.chunks = {4, 2000};
  run.least_for_generation = 8;
  run.least_for_dictionary = 100;
  return run;
}

/// As small_chunks(), and files just written are trusted to have a new stamp when they are written
/// again.
RunOptions trusting(std::size_t jobs = 2) {
  RunOptions run = small_chunks(jobs);
  run.stamp_grace = -std::chrono::hours(1);
  return run;
}

fs::path generation_of(const fs::path& index) {
  const std::string stub = text_of(index / stub_file);
  return index / stub.substr(stub.find(' ') + 1, stub.find('\n') - stub.find(' ') - 1);
}

/// The files of the index that say nothing of when they were made: postlist.glass has the time of
/// the build, and iamglass a random number.
std::map<std::string, std::string> files_of(const fs::path& index) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& file : fs::directory_iterator(generation_of(index))) {
    const std::string name = file.path().filename().string();
    // The time of the build, an identity, stamps of files, and checksums of these.
    if (name == "postlist.glass" || name == "iamglass" || name == "checksums" ||
        name.starts_with("state-")) {
      continue;
    }
    files[name] = text_of(file.path());
  }
  return files;
}

std::vector<std::string> ids_by_docid(const fs::path& index) {
  const Xapian::Database database(index.string());
  std::vector<std::string> ids;
  for (auto id = database.valuestream_begin(id_slot); id != database.valuestream_end(id_slot);
       ++id) {
    ids.push_back(*id);
  }
  return ids;
}

bool has_read(const IndexSummary& summary) {
  return std::ranges::any_of(summary.stages,
                             [](const StageTime& time) { return time.stage == Stage::read; });
}

void write_random_pages(const Site& site, std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    site.write("m" + std::to_string(i % 7) + "/p" + std::to_string(i) + ".md", random_page(random));
  }
}

/// Moves the files' times, and so the file system's idea of them, on.
void touch(const fs::path& folder) {
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) {
      fs::last_write_time(file.path(), file.last_write_time() + std::chrono::seconds(5));
    }
  }
}

}  // namespace

TEST_CASE("many threads make the index of one, byte for byte", "[pipeline]") {
  const Site site;
  write_random_pages(site, 150, 1);
  site.write("m0/fout.md", "# Caf\xe9\n");
  site.write("m3/dubbel.md", "---\ntitle: A\ntitle: B\n---\ntekst");
  site.write("m6/gelijk.md", "---\nurl: m3/dubbel/\n---\ntekst");
  const fs::path one = site.folder.path() / "one";
  const IndexSummary expected = site.run_to(one, small_chunks(1));
  CHECK(expected.failed == 1);
  CHECK(expected.problems.size() >= 3);
  const auto files = files_of(one);
  CHECK(std::ranges::any_of(files, [](const auto& file) { return file.first.starts_with("texts-"); }));
  CHECK(files.size() >= 4);
  for (const std::size_t jobs : {2U, 3U, 8U}) {
    CAPTURE(jobs);
    const fs::path many = site.folder.path() / ("jobs" + std::to_string(jobs));
    const IndexSummary summary = site.run_to(many, small_chunks(jobs));
    CHECK(shown(summary.problems) == shown(expected.problems));
    CHECK(summary.indexed == expected.indexed);
    CHECK(summary.excluded == expected.excluded);
    CHECK(dump_index(many) == dump_index(one));
    CHECK(files_of(many) == files);
    CHECK(Xapian::Database(many.string()).get_metadata(std::string(facets_key)) ==
          Xapian::Database(one.string()).get_metadata(std::string(facets_key)));
  }
}

TEST_CASE("a dictionary of texts cannot be seen in what the index says", "[pipeline]") {
  const Site site;
  write_random_pages(site, 150, 3);
  const fs::path with = site.folder.path() / "with", without = site.folder.path() / "without";
  RunOptions run = small_chunks(2);
  (void)site.run_to(with, run);
  run.least_for_dictionary = 1'000;
  (void)site.run_to(without, run);
  CHECK(dump_index(with) == dump_index(without));
  CHECK(files_of(with) != files_of(without));
}

TEST_CASE("chunks cannot be seen in what the index says, and pages are in order", "[pipeline]") {
  const Site site;
  write_random_pages(site, 60, 2);
  const fs::path one = site.folder.path() / "one";
  (void)site.run_to(one, RunOptions{});
  const fs::path many = site.folder.path() / "many";
  (void)site.run_to(many, small_chunks(3));
  CHECK(dump_index(many) == dump_index(one));
  const std::vector<std::string> ids = ids_by_docid(many);
  CHECK(ids.size() > 40);
  CHECK(std::ranges::is_sorted(ids));
  CHECK(ids_by_docid(one) == ids);
  CHECK_FALSE(fs::exists(generation_of(many) / "shards"));
}

TEST_CASE("random edits, many threads and chunks: the index is that made from nothing",
          "[pipeline]") {
  const auto seed = GENERATE(range(1U, 5U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const Site site;
  write_random_pages(site, 40, seed);
  std::size_t rebuilt = 0, updated = 0;
  for (int round = 0; round < 8; ++round) {
    const bool most = pick(3) == 0;
    for (std::size_t i = 0; i < 48; ++i) {
      if (!most && pick(8) != 0) continue;
      const std::string id = "m" + std::to_string(i % 7) + "/p" + std::to_string(i) + ".md";
      switch (pick(4)) {
        case 0:
          fs::remove(site.content / id);
          break;
        case 1:
          site.write(id, "# Deelt\n\n--8<-- \"deel" + std::to_string(pick(3)) + ".txt\"\n");
          break;
        default:
          site.write(id, random_page(random));
      }
    }
    if (pick(2) == 0) site.write("deel" + std::to_string(pick(3)) + ".txt", random_page(random));
    if (pick(3) == 0) fs::remove(site.content / ("deel" + std::to_string(pick(3)) + ".txt"));
    const IndexSummary summary = site.run_to(site.index, trusting(1 + pick(3)));
    ++(summary.rebuilt ? rebuilt : updated);
    const fs::path scratch = site.folder.path() / "scratch";
    RunOptions anew = small_chunks(2);
    anew.rebuild = true;
    const IndexSummary expected = site.run_to(scratch, anew);
    CHECK(dump_index(site.index) == dump_index(scratch));
    CHECK(shown(summary.problems) == shown(expected.problems));
  }
  CHECK(rebuilt > 1);
  CHECK(updated > 0);
}

TEST_CASE("a file that looks as it did is not read", "[pipeline]") {
  const Site site;
  for (int i = 0; i < 30; ++i) site.write(std::to_string(i) + ".md", "# Titel\n\ntekst");
  RunOptions run = trusting();
  run.timings = true;
  CHECK(has_read(site.run_to(site.index, run)));
  const IndexSummary again = site.run_to(site.index, run);
  CHECK_FALSE(has_read(again));
  CHECK(again.indexed == 0);
  run.rehash = true;
  const IndexSummary rehashed = site.run_to(site.index, run);
  CHECK(has_read(rehashed));
  CHECK(rehashed.indexed == 0);
  CHECK(rehashed.unchanged == again.unchanged);
}

TEST_CASE("a file that was written just before it was read is compared the next time",
          "[pipeline]") {
  const Site site;
  site.write("a.md", "# Een\n\ntekst");
  RunOptions run = trusting();
  run.timings = true;
  run.stamp_grace = std::chrono::hours(1);  // as if an hour were one tick of the clock
  CHECK(site.run_to(site.index, run).indexed == 1);
  const IndexSummary again = site.run_to(site.index, run);
  CHECK(has_read(again));
  CHECK(again.unchanged == 1);
}

TEST_CASE("files that only look new change nothing, and are not read for ever", "[pipeline]") {
  const Site site;
  write_random_pages(site, 100, 4);
  RunOptions run = trusting();
  run.timings = true;
  const std::size_t pages = site.run_to(site.index, run).pages();
  const std::string before = dump_index(site.index);
  touch(site.content);
  const IndexSummary touched = site.run_to(site.index, run);
  CHECK(has_read(touched));
  CHECK_FALSE(touched.rebuilt);
  CHECK(touched.unchanged == pages);
  CHECK(dump_index(site.index) == before);
  CHECK_FALSE(has_read(site.run_to(site.index, run)));
}

TEST_CASE("a page changes with a file that it includes, once there is one", "[pipeline]") {
  const Site site;
  site.write("a.md", "# A\n\n--8<-- \"deel.txt\"\n");
  site.write("b.md", "# B\n\n--8<-- \"deel.txt\"\n");
  site.write("c.md", "# C\n\ntekst");
  const RunOptions run = trusting();
  CHECK(site.run_to(site.index, run).problems.size() == 2);  // there is no deel.txt
  CHECK(site.run_to(site.index, run).problems.size() == 2);  // and that is told again
  site.write("deel.txt", "maandag");
  const IndexSummary found = site.run_to(site.index, run);
  CHECK(found.indexed == 2);
  CHECK(found.unchanged == 1);
  CHECK(found.problems.empty());
  CHECK(site.run_to(site.index, run).unchanged == 3);
  site.write("deel.txt", "dinsdag, woensdag");
  CHECK(site.run_to(site.index, run).indexed == 2);
  CHECK(dump_index(site.index).find("woensdag") != std::string::npos);
  CHECK(dump_index(site.index).find("maandag") == std::string::npos);
  fs::remove(site.content / "deel.txt");
  CHECK(site.run_to(site.index, run).problems.size() == 2);
}

TEST_CASE("an excluded page is known as such without being read, and comes back", "[pipeline]") {
  const Site site;
  site.write("a.md", "# A\n\ntekst");
  site.write("b.md", "---\nsearch: {exclude: true}\n---\n# B\n\ntekst");
  RunOptions run = trusting();
  run.timings = true;
  CHECK(site.run_to(site.index, run).excluded == 1);
  const IndexSummary again = site.run_to(site.index, run);
  CHECK(again.excluded == 1);
  CHECK(again.unchanged == 1);
  CHECK_FALSE(has_read(again));
  site.write("b.md", "# B\n\ntekst over fietsen");
  CHECK(site.run_to(site.index, run).indexed == 1);
  site.write("b.md", "---\nsearch: {exclude: true}\n---\n# B");
  const IndexSummary gone = site.run_to(site.index, run);
  CHECK(gone.deleted == 1);
  CHECK(gone.excluded == 1);
  fs::remove(site.content / "b.md");
  CHECK(site.run_to(site.index, run).deleted == 0);
}

TEST_CASE("an index without its state is made anew", "[pipeline]") {
  const Site site;
  write_random_pages(site, 20, 5);
  (void)site.run();
  for (const fs::directory_entry& file : fs::directory_iterator(generation_of(site.index))) {
    if (file.path().filename().string().starts_with("state-")) fs::remove(file.path());
  }
  const IndexSummary summary = site.run();
  CHECK(summary.rebuilt);
  CHECK_FALSE(site.run().rebuilt);
}

TEST_CASE("files that no metadata names go, a minute after the last commit", "[pipeline]") {
  const Site site;
  write_random_pages(site, 20, 7);
  (void)site.run();
  const fs::path generation = generation_of(site.index);
  const auto count = [&] {
    return std::distance(fs::directory_iterator(generation), fs::directory_iterator());
  };
  const auto whole = count();
  for (const char* name : {"words-0123456789abcdef", "suggestions-0f", "state-0f"}) {
    std::ofstream(generation / name) << "left by a killed run";
  }
  (void)site.run();
  CHECK(count() == whole + 3);
  fs::last_write_time(generation / "iamglass",
                      fs::file_time_type::clock::now() - std::chrono::minutes(2));
  CHECK_FALSE(site.run().rebuilt);
  CHECK(count() == whole);
}

TEST_CASE("where the time went adds up to the time", "[pipeline]") {
  const Site site;
  write_random_pages(site, 50, 6);
  RunOptions run = small_chunks(2);
  run.timings = true;
  const auto start = std::chrono::steady_clock::now();
  const IndexSummary summary = site.run_to(site.index, run);
  const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - start;
  double sum = 0, cpu = 0;
  for (const StageTime& time : summary.stages) {
    sum += time.run;
    cpu += time.cpu;
    CHECK(time.cpu <= 1.1 * (time.run + time.workers) + 0.01);
  }
  CHECK(sum >= summary.seconds);
  CHECK(sum <= whole.count());  // which the configuration is read in, too
  CHECK(cpu > 0);
}
