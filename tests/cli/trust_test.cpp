#include "cli/programs.hpp"
#include "support/file_text.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

const std::string good_page = "# Goed\n\nEen wegwijzer.\n";

const std::vector<Arguments> reading_commands = {
    {"search", "wegwijzer"}, {"suggest", "goe"}, {"status"}, {"show", "goed.md"},
    {"analyze", "fiets"}};

std::string complaint(const Outcome& outcome) {
  if (outcome.timed_out) return "endless";
  if (outcome.signal != 0) return "signal " + std::to_string(outcome.signal);
  std::string text = std::to_string(outcome.code) + " " + outcome.err;
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

TEST_CASE("no program that a stub names is run, wherever the stub lies", "[trust]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  const std::string stub = "remote :/usr/bin/touch " + (site.path() / "made").string() + "\n";
  const TemporaryFolder other;
  fs::create_directories(other / "a/b");
  other.write(".speur/XAPIANDB", stub);
  other.write("stub", stub);
  other.write("nested", "auto .speur\n");
  fs::copy(site.path() / ".speur", other / "index", fs::copy_options::recursive);
  other.write("index/XAPIANDB", stub);
  fs::copy(site.path() / ".speur", other / "inner", fs::copy_options::recursive);
  other.write("inner/generation-1/XAPIANDB", stub);
  fs::remove(other / "inner/generation-1/iamglass");
  const std::string refused =
      ": names a program, and programs are never run: `remote HOST:PORT` is allowed";
  struct Row {
    fs::path folder;
    std::string index, complaint;
  };
  for (const Row& row : std::vector<Row>{
           {other.path(), "", "78 " + (other / ".speur/XAPIANDB").string() + ":1" + refused},
           {other / "a/b", "", "78 " + (other / ".speur/XAPIANDB").string() + ":1" + refused},
           {other.path(), ".speur", "78 .speur/XAPIANDB:1" + refused},
           {other.path(), "stub", "78 stub:1" + refused},
           {other.path(), "nested", "78 ./.speur/XAPIANDB:1" + refused},
           {other.path(), "index", "78 index/XAPIANDB:1" + refused},
           {other.path(), "inner", "74 inner/generation-1/iamglass: is not there"}}) {
    for (Arguments arguments : reading_commands) {
      if (!row.index.empty()) arguments.insert(arguments.end(), {"--index", row.index});
      CAPTURE(row.folder, arguments);
      const Outcome outcome = run_speur(row.folder, arguments);
      std::string told = complaint(outcome);
      if (row.index == "nested") {  // the stub's own folder is the empty path here
        told = "78 ./" + told.substr(told.find(".speur"));
      }
      CHECK(told.starts_with(row.complaint));
      CHECK(outcome.out.empty());
    }
  }
  // The indexer: into such an index folder, and a generation that is such a stub.
  fs::create_directories(other / "content");
  other.write("content/a.md", "# A\n");
  for (const std::string index : {".speur", "index", "inner"}) {
    CAPTURE(index);
    const Outcome outcome = run_indexer(other.path(), {"content", "--index", index});
    CHECK((outcome.code == 0 || outcome.code == 78));
  }
  CHECK_FALSE(fs::exists(site.path() / "made"));
}

TEST_CASE("an index that is found names no other host, and one that is named may", "[trust]") {
  const TemporaryFolder folder;
  folder.write(".speur/XAPIANDB", "remote 127.0.0.1:1\n");
  CHECK(complaint(run_speur(folder.path(), {"search", "x"})) ==
        "78 " + (folder / ".speur/XAPIANDB").string() +
            ":1: names another host, which an index of speur-index does not do");
  CHECK(complaint(run_speur(folder.path(), {"search", "x", "--index", ".speur"}))
            .starts_with("74 .speur: cannot open the index: NetworkError"));
}

TEST_CASE("an index of another user is read and written only where it is named", "[trust]") {
  if (::geteuid() != 0) {
    WARN("SKIPPED: only root can give a folder to another user");
    return;
  }
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  const uid_t somebody = 65'534;
  const std::string ending =
      ": belongs to the user 65534: an index that is not yours is only read where --index or "
      "SPEUR_INDEX names it";
  for (const std::string owned : {".speur", ".speur/XAPIANDB", ""}) {
    CAPTURE(owned);
    const fs::path path = site.path() / owned;
    REQUIRE(::chown(path.c_str(), somebody, somebody) == 0);
    for (const Arguments& arguments : reading_commands) {
      CAPTURE(arguments);
      const Outcome outcome = site.speur(arguments);
      CHECK(outcome.code == 78);
      CHECK(outcome.err.find(ending) != std::string::npos);
      Arguments named = arguments;
      named.insert(named.end(), {"--index", ".speur"});
      CHECK(site.speur(named).code == 0);
    }
    if (!owned.empty()) {
      const Outcome update = site.index();
      CHECK(update.code == 78);
      CHECK(update.err.find("is only written where --index or SPEUR_INDEX names it") !=
            std::string::npos);
      CHECK(site.index({"--index", ".speur"}).code == 0);
    }
    REQUIRE(::chown(path.c_str(), 0, 0) == 0);
  }
  CHECK(site.index().code == 0);
  CHECK(site.found("wegwijzer") == "goed.md");
}

TEST_CASE("the indexer writes through no symbolic link that lies in an index folder", "[trust]") {
  // Each name that a run writes or Xapian does, as a link to a file, and to nothing.
  const std::vector<std::string> names = {
      "XAPIANDB.new", "XAPIANDB", "lock", "generation-1", "generation-2",
      "generation-1/v.tmp", "generation-1/iamglass", "generation-1/postlist.glass",
      "generation-1/position.glass", "generation-1/flintlock", "generation-1/extra"};
  const auto try_all = [](const TestSite& site, const std::string& name, const fs::path& target) {
    const fs::path link = site.path() / ".speur" / name;
    fs::remove_all(link);
    fs::create_symlink(target, link);
    for (const Arguments& options : std::vector<Arguments>{{}, {"--rebuild"}}) {
      site.write("nieuw.md", "# Nieuw\n\nEen wegwijzer" + std::to_string(options.size()) + ".\n");
      const Outcome outcome = site.index(options);
      CAPTURE(name, target, options, outcome.err);
      CHECK((outcome.code == 0 || outcome.code == 74 || outcome.code == 78));
      if (outcome.code != 0) CHECK(outcome.err.find(name.substr(0, 8)) != std::string::npos);
    }
  };
  for (const std::string& name : names) {
    const TemporaryFolder other;
    const fs::path victim = other.write("victim", "kostbaar");
    const TestSite site({{"goed.md", good_page}});
    REQUIRE(site.index().code == 0);
    try_all(site, name, victim);
    CHECK(text_of(victim) == "kostbaar");

    const TestSite second({{"goed.md", good_page}});
    REQUIRE(second.index().code == 0);
    try_all(second, name, other / "not-yet");
    CHECK_FALSE(fs::exists(other / "not-yet"));

    const TestSite third({{"goed.md", good_page}});
    REQUIRE(third.index().code == 0);
    fs::create_directory(other / "folder");
    try_all(third, name, other / "folder");
    CAPTURE(name);
    CHECK(fs::is_empty(other / "folder"));
  }
}

TEST_CASE("a stub that leads out of the index folder is not followed by a run that writes", "[trust]") {
  const TestSite other({{"goed.md", good_page}});
  REQUIRE(other.index().code == 0);
  const auto files = [&] {
    std::map<std::string, std::string> texts;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(other.path() / ".speur")) {
      if (entry.is_regular_file()) texts.emplace(entry.path().string(), text_of(entry.path()));
    }
    return texts;
  };
  const std::map<std::string, std::string> before = files();
  const std::string name = other.path().filename().string();
  for (const std::string& target :
       {"../../" + name + "/.speur/generation-1", (other.path() / ".speur/generation-1").string(),
        std::string("./generation-1"), std::string("generation-2/../generation-1")}) {
    const TestSite site({{"goed.md", good_page}});
    REQUIRE(site.index().code == 0);
    std::ofstream(site.path() / ".speur/XAPIANDB") << "auto " << target << '\n';
    site.write("nieuw.md", "# Nieuw\n\nEen wegwijzer.\n");
    CAPTURE(target);
    CHECK(complaint(site.speur({"search", "wegwijzer"})).starts_with("78 "));
    CHECK(complaint(site.index()) == "0 ");
    CHECK(site.found("wegwijzer") == "goed.md nieuw.md");
    CHECK(files() == before);
  }
}

TEST_CASE("a pipe in the place of a file of the index keeps no program waiting", "[trust]") {
  const TestSite whole({{"goed.md", good_page}});
  REQUIRE(whole.index().code == 0);
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(whole.path() / ".speur")) {
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), whole.path()).string());
  }
  REQUIRE(names.size() > 10);
  for (const bool has_checksums : {true, false}) {
    for (const std::string& name : names) {
      const TestSite site({{"goed.md", good_page}});
      fs::copy(whole.path() / ".speur", site.path() / ".speur", fs::copy_options::recursive);
      if (!has_checksums) fs::remove(site.generation() / "checksums");
      fs::remove(site.path() / name);
      REQUIRE(::mkfifo((site.path() / name).c_str(), 0600) == 0);
      CAPTURE(name, has_checksums);
      for (const Arguments& command : reading_commands) {
        const Outcome outcome = site.speur(command);
        CAPTURE(command, complaint(outcome));
        CHECK_FALSE(outcome.timed_out);
        CHECK((outcome.code == 0 || outcome.code == 74 || outcome.code == 78));
      }
      const Outcome update = site.index();
      CAPTURE(complaint(update));
      if (name.ends_with("/lock")) {
        CHECK(update.code == 78);
      } else {
        CHECK(update.code == 0);
        CHECK(site.found("wegwijzer") == "goed.md");
      }
    }
  }
}

TEST_CASE("drafts that are links are removed, and the run goes on", "[trust]") {
  const TemporaryFolder other;
  const fs::path victim = other.write("victim", "kostbaar");
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  for (const std::string name : {"XAPIANDB.new", "generation-2", "generation-9"}) {
    CAPTURE(name);
    fs::create_symlink(victim, site.path() / ".speur" / name);
    CHECK(site.index({"--rebuild"}).code == 0);
    CHECK(site.found("wegwijzer") == "goed.md");
    CHECK(text_of(victim) == "kostbaar");
    fs::remove_all(site.path() / ".speur");
    REQUIRE(site.index().code == 0);
  }
}

TEST_CASE("an index folder may itself be a link where it is named", "[trust]") {
  const TestSite site({{"goed.md", good_page}});
  fs::create_directory(site.path() / "schijf");
  fs::create_directory_symlink("schijf", site.path() / ".speur");
  CHECK(complaint(site.index()) ==
        "78 " + (site.path() / ".speur").string() +
            ": is a symbolic link: an index behind one is only written where --index or SPEUR_INDEX "
            "names it");
  CHECK(fs::is_empty(site.path() / "schijf"));
  CHECK(site.index({"--index", ".speur"}).code == 0);
  CHECK(fs::exists(site.path() / "schijf/XAPIANDB"));
  CHECK(site.found("wegwijzer") == "goed.md");
}

TEST_CASE("marks of direction in names and titles do not reach the terminal", "[trust]") {
  const std::string evil = "\u202egnp\u2066x\u200f\u061c";
  const TestSite site({{"goed.md", "# Goed " + evil + "\n\nEen wegwijzer.\n"}});
  site.write(evil + ".md", "---\ntitle: [a\n---\n# Kop\n\nEen wegwijzer.\n");
  const Outcome index = site.index();
  const Outcome search = site.speur({"search", "wegwijzer"});
  const Outcome suggest = site.speur({"suggest", "goed"});
  CHECK(index.err.find("content/?gnp?x??.md:") != std::string::npos);
  for (const std::string& text : {index.err, index.out, search.out, search.err, suggest.out}) {
    CAPTURE(text);
    for (const std::string_view mark : {"\u202e", "\u2066", "\u200f", "\u061c"}) {
      CHECK(text.find(mark) == std::string::npos);
    }
  }
  CHECK(search.out.find("Goed") != std::string::npos);
}

}  // namespace speur
