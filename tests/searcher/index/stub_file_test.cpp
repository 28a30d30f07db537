#include "searcher/index/stub_file.hpp"

#include "searcher/index/index_reader.hpp"
#include "speur/schema.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// The parts of an index, one a line, with the test's own folder left out; or the error.
std::string parts_of(const TemporaryFolder& folder, const fs::path& index,
                     IndexChoice choice = IndexChoice::named) {
  std::string text;
  const std::string fault = error_of(folder, [&] {
    for (const IndexPart& part : index_parts(index, choice)) {
      std::string name = part.name();
      if (part.is_local()) name = fs::path(name).lexically_relative(folder.path()).string();
      text += (text.empty() ? "" : ", ") + name;
    }
  });
  return fault.empty() ? text : fault;
}

}  // namespace

TEST_CASE("a stub that was named may name folders and hosts, and nothing that runs", "[stub]") {
  const TemporaryFolder folder;
  fs::create_directories(folder / "a b");
  fs::create_directories(folder / "sub");
  write_index(folder / "site", {simple_page("a.md", "Fiets", "tekst")});
  folder.write("other.stub", "auto a b\n");
  folder.write("wild/XAPIANDB", "remote :/usr/bin/touch made\n");
  folder.write("outside/XAPIANDB", "auto ../a b\n");
  struct Row {
    std::string_view stub, parts;
  };
  for (const Row& row : std::vector<Row>{
           {"auto a b\nglass sub\n", "a b, sub"},
           {"# a comment\n\nauto sub\r\n", "sub"},
           {"auto ./sub", "./sub"},
           {"auto site\nauto sub", "site/generation-1, sub"},
           {"remote zoek.example.nl:8080\nremote 192.0.2.7:1\nremote [2001:db8::7]:65535\n"
            "remote [fe80::7%eth0]:1\n",
            "remote zoek.example.nl:8080, remote 192.0.2.7:1, remote [2001:db8::7]:65535, "
            "remote [fe80::7%eth0]:1"},
           {"auto sub\nremote :/usr/bin/touch made\n",
            "78 stub:2: names a program, and programs are never run: `remote HOST:PORT` is allowed"},
           {"remote    :/usr/bin/touch made",
            "78 stub:1: names a program, and programs are never run: `remote HOST:PORT` is allowed"},
           {"remote host", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote host:0", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote host:65536", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote host:80 x", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote ho st:80", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote [::7::]:80", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote [:7]:80", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"remote", "78 stub:1: `remote` lacks a HOST:PORT"},
           {"auto", "78 stub:1: `auto` lacks the name of a folder"},
           {"auto \n", "78 stub:1: `auto` lacks the name of a folder"},
           {std::string_view("auto sub\0x", 10), "78 stub:1: `auto` lacks the name of a folder"},
           {"inmemory\n",
            "78 stub:1: is no line of a stub, which are `auto FOLDER` and `remote HOST:PORT`"},
           {" auto sub\n",
            "78 stub:1: is no line of a stub, which are `auto FOLDER` and `remote HOST:PORT`"},
           {"auto other.stub", "78 stub:1: names a file: a stub names folders, and no other stub"},
           {"auto stub", "78 stub:1: names a file: a stub names folders, and no other stub"},
           {"auto nergens", "78 stub:1: there is no folder nergens"},
           {"auto wild",
            "78 wild/XAPIANDB:1: names a program, and programs are never run: `remote HOST:PORT` is "
            "allowed"},
           {"auto outside",
            "78 outside/XAPIANDB:1: names something else than `generation-N` in the index folder"},
           {"", "78 stub: names no database"},
           {"# nothing\n", "78 stub: names no database"}}) {
    CAPTURE(row.stub);
    CHECK(parts_of(folder, folder.write("stub", row.stub)) == row.parts);
  }
  std::string many;
  for (int i = 0; i < 257; ++i) many += "auto sub\n";
  CHECK(parts_of(folder, folder.write("stub", many)) ==
        "78 stub:257: an index has at most 256 databases");
  CHECK(parts_of(folder, folder.write("stub", std::string(70'000, '#'))) ==
        "78 stub: is longer than the 65536 bytes that are read");
  CHECK(parts_of(folder, "/dev/zero").ends_with("is no file"));
}

TEST_CASE("an index folder of speur-index, and one that was found, name their own generations",
          "[stub]") {
  const TemporaryFolder folder;
  const fs::path index = folder / "index";
  fs::create_directories(index / "generation-7");
  fs::create_directories(index / "generation-8");
  fs::create_directories(folder / "elders/generation-1");
  fs::create_directory_symlink(folder / "elders/generation-1", index / "generation-9");
  folder.write("index/generation-10", "a file");
  const bool has_lock = GENERATE(true, false);
  const IndexChoice choice = has_lock ? IndexChoice::named : IndexChoice::found;
  if (has_lock) folder.write("index/lock", "");
  struct Row {
    std::string_view stub, parts;
  };
  for (const Row& row : std::vector<Row>{
           {"auto generation-7\n", "index/generation-7"},
           {"glass generation-7\nauto generation-8\n", "index/generation-7, index/generation-8"},
           {"auto generation-9\n",
            "78 index/XAPIANDB:1: generation-9 is no folder of the index folder"},
           {"auto generation-10\n",
            "78 index/XAPIANDB:1: generation-10 is no folder of the index folder"},
           {"auto generation-11\n", "78 index/XAPIANDB:1: there is no folder generation-11"},
           {"auto ../elders/generation-1\n",
            "78 index/XAPIANDB:1: names something else than `generation-N` in the index folder"},
           {"auto generation-7/../../elders/generation-1\n",
            "78 index/XAPIANDB:1: names something else than `generation-N` in the index folder"},
           {"auto generation-7", "78 index/XAPIANDB:1: is cut short: speur-index ends each line"},
           {"auto generation-\n",
            "78 index/XAPIANDB:1: names something else than `generation-N` in the index folder"},
           {"auto /etc\n",
            "78 index/XAPIANDB:1: names something else than `generation-N` in the index folder"},
           {"remote host:80\n",
            "78 index/XAPIANDB:1: names another host, which an index of speur-index does not do"},
           {"remote :/usr/bin/touch made\n",
            "78 index/XAPIANDB:1: names a program, and programs are never run: `remote HOST:PORT` "
            "is allowed"}}) {
    CAPTURE(row.stub);
    folder.write("index/XAPIANDB", row.stub);
    CHECK(parts_of(folder, index, choice) == row.parts);
  }
  fs::remove(index / "XAPIANDB");
  folder.write("elsewhere", "auto generation-7\n");
  fs::create_symlink(folder / "elsewhere", index / "XAPIANDB");
  CHECK(parts_of(folder, index, choice) ==
        "78 index/XAPIANDB: is a symbolic link, which is not followed here");
}

TEST_CASE("a database's own folder is never read as a stub", "[stub]") {
  const TemporaryFolder folder;
  const fs::path index = write_index(folder / "index", {simple_page("a.md", "Fiets", "tekst")});
  // As the index itself, and as what its stub names.
  CHECK(IndexReader(index / "generation-1").database().get_doccount() == 1);
  fs::create_directories(folder / "empty");
  folder.write("empty/generation-1/XAPIANDB", "remote :/usr/bin/touch " + (folder / "made").string());
  folder.write("empty/XAPIANDB", "auto generation-1\n");
  folder.write("empty/lock", "");
  CHECK(error_of(folder, [&] { IndexReader reader(folder / "empty"); })
            .starts_with("78 empty: is not an index that can be opened"));
  CHECK_FALSE(fs::exists(folder / "made"));
}

TEST_CASE("a host that does not answer is an error in time", "[stub]") {
  const TemporaryFolder folder;
  // Port 1 of this host is not served where tests run; a connection is refused at once.
  CHECK(error_of(folder, [&] { IndexReader reader(folder.write("stub", "remote 127.0.0.1:1\n")); })
            .starts_with("74 stub: cannot open the index: NetworkError"));
}

}  // namespace speur
