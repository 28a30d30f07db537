#include "cli/programs.hpp"

#include "speur/schema.hpp"
#include "support/index_dump.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

constexpr std::size_t page_count = 1200;  // three shards

/// A page of its own words; `edition` changes it.
std::string page_text(std::size_t number, int edition) {
  std::string text = "---\nrollen: [jurist]\n---\n# Pagina " + std::to_string(number) + "\n\n";
  for (std::size_t i = 0; i < 60; ++i) {
    text += "woord" + std::to_string((number * 31 + i * 7) % 900) + " ";
  }
  return text + "editie" + std::to_string(edition) + "\n";
}

void write_pages(const TestSite& site, int edition, std::size_t every = 1) {
  for (std::size_t i = 0; i < page_count; i += every) {
    site.write("m" + std::to_string(i % 10) + "/p" + std::to_string(i) + ".md",
               page_text(i, edition));
  }
}

/// What stands in the index folder and in its generations, generations without their numbers.
std::set<std::string> kinds_of_files(const fs::path& index) {
  std::set<std::string> kinds;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(index)) {
    std::string name = entry.path().lexically_relative(index).string();
    for (std::size_t dash = name.find('-'); dash != std::string::npos; dash = name.find('-', dash)) {
      const std::size_t end = std::min(name.find('/', dash), name.size());
      name.erase(dash, end - dash);
    }
    // Whether pages were changed or made anew is no matter here: only then these two are there.
    if (name == "generation/" + std::string(changes_kind)) continue;
    if (name != "generation/docdata.glass") kinds.insert(name);
  }
  return kinds;
}

/// None where a run was stopped before it made the folder.
std::size_t generations(const fs::path& index) {
  std::error_code error;
  return static_cast<std::size_t>(std::count_if(
      fs::directory_iterator(index, error), fs::directory_iterator(), [](const fs::directory_entry& entry) {
        return entry.path().filename().string().starts_with(generation_prefix);
      }));
}

/// Lets the grace time of what was in service before be over.
void make_stub_old(const fs::path& index) {
  fs::last_write_time(index / stub_file,
                      fs::file_time_type::clock::now() - std::chrono::minutes(2));
}

/// Runs the indexer and sends `signal` after a while.
Outcome stopped_run(const TestSite& site, Arguments options, int signal,
                    std::chrono::milliseconds after) {
  options.insert(options.begin(), "content");
  Process process(indexer(site.path(), std::move(options)));
  std::this_thread::sleep_for(after);
  process.kill(signal);
  return process.finish();
}

/// Runs the indexer and sends `signal` as soon as the folder of a second generation is there.
Outcome run_stopped_at_work(const TestSite& site, int signal) {
  Process process(indexer(site.path(), {"content", "--rebuild"}));
  for (int i = 0; i < 60'000 && generations(site.path() / ".speur") < 2; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  process.kill(signal);
  return process.finish();
}

}  // namespace

TEST_CASE("a run that is stopped by a signal leaves the index as it was, and nothing else",
          "[stopped]") {
  const TestSite site;
  const fs::path index = site.path() / ".speur";
  write_pages(site, 1);
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(site.index().code == 0);
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  const std::string before = dump_index(index);
  const std::set<std::string> files = kinds_of_files(index);
  std::size_t stopped = 0;
  std::mt19937 random(1);
  // The times of the first rounds are chance, and may all be too early or too late on a busy machine.
  for (int round = 0; round < 6 || (stopped == 0 && round < 100); ++round) {
    const int signal = round % 2 == 0 ? SIGINT : SIGTERM;
    const std::chrono::milliseconds after(
        std::uniform_int_distribution<long>(20, std::max<long>(time.count() * 8 / 10, 21))(random));
    CAPTURE(round, after.count());
    const Outcome outcome =
        round < 6 ? stopped_run(site, {"--rebuild"}, signal, after) : run_stopped_at_work(site, signal);
    CAPTURE(outcome.err);
    if (outcome.signal == signal) continue;  // before it could listen
    if (outcome.code == 128 + signal) {
      ++stopped;
      CHECK(outcome.err == "stopped by a signal: the index is as it was\n");
      CHECK(outcome.out.empty());
      CHECK(generations(index) <= 2);  // the one in service, perhaps that before
    } else {
      CHECK(outcome.code == 0);
    }
    make_stub_old(index);
    REQUIRE(site.index().code == 0);
    CHECK(dump_index(index) == before);
    CHECK(kinds_of_files(index) == files);
    CHECK(generations(index) == 1);
  }
  CHECK(stopped > 0);
}

TEST_CASE("a killed run does no harm, and the next one mends what it left", "[stopped]") {
  const TestSite site;
  const fs::path index = site.path() / ".speur";
  write_pages(site, 1);
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(site.index().code == 0);
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  const std::set<std::string> files = kinds_of_files(index);
  std::string before = dump_index(index);
  std::mt19937 random(2);
  int edition = 1;
  for (int round = 0; round < 6; ++round) {
    // A rebuild, an update of the database in place, or a generation of what has changed.
    const int kind = round % 3;
    if (kind == 1) write_pages(site, ++edition, 40);
    if (kind == 2) write_pages(site, ++edition);
    const long most = kind == 1 ? time.count() / 2 : time.count();
    const std::chrono::milliseconds after(
        std::uniform_int_distribution<long>(1, std::max<long>(most, 2))(random));
    CAPTURE(round, after.count());
    const Outcome outcome =
        stopped_run(site, kind == 0 ? Arguments{"--rebuild"} : Arguments{}, SIGKILL, after);
    const std::string now = dump_index(index);
    if (outcome.signal != SIGKILL) CHECK(outcome.code == 0);
    // Whole, and either the last index or the next one.
    make_stub_old(index);
    REQUIRE(site.index().code == 0);
    const std::string next = dump_index(index);
    CHECK((now == before || now == next));
    CHECK(next.find("editie" + std::to_string(edition)) != std::string::npos);
    make_stub_old(index);
    REQUIRE(site.index().code == 0);
    CHECK(kinds_of_files(index) == files);
    CHECK(generations(index) == 1);
    before = next;
  }
  const fs::path scratch = site.path() / "scratch";
  REQUIRE(site.index({"--index", scratch.string()}).code == 0);
  CHECK(dump_index(scratch) == before);
}

TEST_CASE("a first run that is stopped leaves no index, and the next one makes it", "[stopped]") {
  const TestSite site;
  const fs::path index = site.path() / ".speur";
  write_pages(site, 1);
  // A fast machine has made the index before a long time is over.
  Outcome outcome = stopped_run(site, {}, SIGINT, std::chrono::milliseconds(100));
  for (int after = 50; outcome.code == 0 && after > 0; after /= 2) {
    fs::remove_all(index);
    outcome = stopped_run(site, {}, SIGINT, std::chrono::milliseconds(after));
  }
  CHECK((outcome.code == 130 || outcome.signal == SIGINT));
  CHECK_FALSE(fs::exists(index / stub_file));
  CHECK(generations(index) == 0);
  CHECK(site.index().code == 0);
  CHECK(dump_index(index).find("p1199.md") != std::string::npos);
}
