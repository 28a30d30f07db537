#include "indexer/store/index_folder.hpp"

#include "speur/schema.hpp"
#include "support/file_text.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

TEST_CASE("a generation is in service once the stub names it, and the one before stays",
          "[index_folder]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "index";
  IndexFolder index(path);
  CHECK_FALSE(index.current());
  for (int number = 1; number <= 4; ++number) {
    const fs::path next = index.next();
    CHECK(next == path / ("generation-" + std::to_string(number)));
    std::ofstream(next / "data") << number;
    CHECK(index.current() != next);
    index.switch_to(next);
    CHECK(index.current() == next);
    CHECK(fs::exists(path / ("generation-" + std::to_string(number - 1))) == (number > 1));
    CHECK_FALSE(fs::exists(path / ("generation-" + std::to_string(number - 2))));
  }
}

TEST_CASE("what a killed run left does no harm", "[index_folder]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "index";
  {
    IndexFolder index(path);
    const fs::path first = index.next();
    index.switch_to(first);
    std::ofstream(index.next() / "half") << "written";
    std::ofstream(path / "XAPIANDB.new") << "auto gen";
  }
  IndexFolder index(path);
  CHECK(index.current() == path / "generation-1");
  const fs::path second = index.next();
  CHECK(fs::is_empty(second));
  index.switch_to(second);
  CHECK(index.current() == second);
}

TEST_CASE("a stub that is cut names no generation", "[index_folder]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "index";
  IndexFolder index(path);
  index.switch_to(index.next());
  folder.write("index/XAPIANDB", "auto generation-1");
  CHECK_FALSE(index.current());
  folder.write("index/XAPIANDB", "auto generation-1\n");
  CHECK(index.current() == path / "generation-1");
}

TEST_CASE("a stub names no generation outside of its folder", "[index_folder]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "index";
  IndexFolder index(path);
  index.switch_to(index.next());
  folder.write("elders/generation-2/data", "x");
  for (const std::string& name : {std::string("../elders/generation-2"), (folder / "elders/generation-2").string()}) {
    folder.write("index/XAPIANDB", "auto " + name + "\n");
    CHECK_FALSE(index.current());
  }
}

TEST_CASE("one indexer at a time has the folder", "[index_folder]") {
  const TemporaryFolder folder;
  const auto open = [&] {
    return error_of(folder, [&] { IndexFolder second(folder.path() / "index"); });
  };
  {
    const IndexFolder index(folder.path() / "index");
    CHECK(open() == "75 index: another speur-index is writing this index");
  }
  CHECK(open().empty());
}

TEST_CASE("a folder with other files is not taken for an index", "[index_folder]") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "foto");
  std::ofstream(folder.path() / "foto" / "vakantie.jpg") << "x";
  folder.write("bestand", "x");
  const auto open = [&](const char* name) {
    return error_of(folder, [&] { IndexFolder index(folder.path() / name); });
  };
  CHECK(open("foto") ==
        "78 foto: is not an index folder: it holds 'vakantie.jpg'; give another --index");
  CHECK(open("bestand") == "78 bestand: is a file, not an index folder: give another --index");
  CHECK(open("bestand/index").starts_with("74 bestand/index: cannot make the index folder"));
  CHECK(fs::exists(folder.path() / "foto" / "vakantie.jpg"));

  folder.write("familie/generation-1/stamboom.txt", "x");
  CHECK(open("familie") ==
        "78 familie: is not an index folder: it holds 'generation-1'; give another --index");
  CHECK(fs::exists(folder.path() / "familie" / "generation-1" / "stamboom.txt"));
  folder.write("shards/XAPIANDB", "remote :8080\n");
  CHECK(open("shards") ==
        "78 shards: is not an index folder: it holds 'XAPIANDB'; give another --index");
  CHECK(text_of(folder.path() / "shards" / "XAPIANDB") == "remote :8080\n");
}

TEST_CASE("an ordinary run removes what is of no use, and leaves readers a minute",
          "[index_folder]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "index";
  {
    IndexFolder index(path);
    for (int i = 0; i < 3; ++i) {
      const fs::path next = index.next();
      std::ofstream(next / "data") << i;
      index.switch_to(next);
    }
  }
  // A rebuild was killed, and so were runs that wrote drafts.
  fs::create_directories(path / "generation-4" / "shards" / "0");
  fs::create_directory(path / "generation-1");
  for (const char* draft : {"XAPIANDB.new", "lexicon-0f.new", "generation-3/words-0f.new"}) {
    std::ofstream(path / draft) << "half";
  }
  const auto names = [&] {
    std::string text;
    for (const char* name : {"generation-1", "generation-2", "generation-3", "generation-4",
                             "XAPIANDB.new", "lexicon-0f.new", "generation-3/words-0f.new"}) {
      if (fs::exists(path / name)) text += std::string(name) + " ";
    }
    return text;
  };
  {
    IndexFolder index(path);
    index.tidy();
    CHECK(names() == "generation-2 generation-3 ");
  }
  fs::last_write_time(path / "XAPIANDB",
                      fs::file_time_type::clock::now() - std::chrono::minutes(2));
  IndexFolder index(path);
  index.tidy();
  CHECK(names() == "generation-3 ");
  CHECK(index.current() == path / "generation-3");
}
