#include "cli/programs.hpp"
#include "include/files/checksums.hpp"
#include "speur/schema.hpp"
#include "support/file_text.hpp"
#include "support/skipped.hpp"

#include <sys/file.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <xapian.h>
#include <catch2/catch.hpp>

#include <cstdint>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

namespace fs = std::filesystem;

namespace speur {
namespace {

const std::string good_page = "# Goed\n\nEen wegwijzer.\n";
const std::string body = "# Kop\n\nEen wegwijzer.\n";  // of the page with the bad part

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The answer of a command that must end with one line on stderr, as "code line"; a crash, an
/// endless loop or other lines show instead.
std::string complaint(const Outcome& outcome) {
  if (outcome.timed_out) return "endless";
  if (outcome.signal != 0) return "signal " + std::to_string(outcome.signal);
  std::string text = std::to_string(outcome.code) + " " + outcome.err;
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

bool is_one_line(const std::string& text) {
  return text.size() > 1 && std::count(text.begin(), text.end(), '\n') == 1 && text.back() == '\n';
}

/// A file of this size that takes no room on the disk: zeros behind `start`.
void write_sparse(const fs::path& file, std::string_view start, std::uintmax_t size) {
  std::ofstream(file, std::ios::binary) << start;
  fs::resize_file(file, size);
}

/// For a disk that is full: when a table that failed to be written is closed, Xapian 1.4 writes it
/// again, and forgets a buffer as that fails.
const std::map<std::string, std::string> without_leak_check = {{"LSAN_OPTIONS", "detect_leaks=0"}};

/// Pages enough for tables of more than one block.
std::map<std::string, std::string> many_pages(std::size_t count, const std::string& word) {
  std::map<std::string, std::string> pages;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    pages["p" + number + ".md"] = "---\nrollen: [jurist, beleid" + std::to_string(i % 5) +
                                  "]\ndatum: 2024-01-" + std::to_string(10 + i % 20) +
                                  "\n---\n# Pagina " + number + "\n\n" +
                                  repeated("Een wegwijzer naar de afdeling. ", 20) + word + " " +
                                  repeated("woord" + number + " ", 30) + "\n";
  }
  return pages;
}

}  // namespace

TEST_CASE("a page with bad parts is named in one line, and the others are served", "[bad]") {
  struct Row {
    std::string_view name;
    std::string bytes;    // of x.md
    std::string problem;  // behind "content/x.md:"; empty: none
    bool served = true;   // x.md, too
    int code = 65;
    Arguments options{};
  };
  const std::string latin = "# Co\xf6rdinatie\n\nEen wegwijzer.\n";
  std::string all_bytes;
  for (int byte = 0; byte < 256; ++byte) all_bytes += static_cast<char>(byte);
  const std::vector<Row> rows = {
      {"unclosed front matter", "---\ntitle: Open\n\n" + body,
       "1: front matter is not closed by a line ---: all below is read as text"},
      {"invalid front matter", "---\ntitle: [a\nb: : c\n---\n" + body,
       "3: front matter is ignored: a list that '[' opens lacks its ']' (end of sequence flow not "
       "found)"},
      {"front matter that is a list", "---\n- a\n- b\n---\n" + body,
       "2: front matter is ignored: it is no map of keys and values"},
      {"binary front matter, UTF-8", "---\ntitle: \x01\x02\x1b[31mrood\n---\n" + body,
       "2: front matter is ignored: control character 0x01 is not allowed here"},
      {"binary front matter, not UTF-8", "---\ntitle: " + all_bytes + "\n---\n" + body,
       "4: byte 0x80 at offset 139 is not UTF-8; --fallback-encoding windows-1252 reads such pages",
       false},
      {"huge front matter of short lines", "---\n" + repeated("a: b\n", 400'000) + "---\n" + body,
       "1: front matter of 2000000 bytes, and at most 1048576 are read: it is left out"},
      {"huge front matter of one line", "---\na: " + repeated("x", 2'000'000) + "\n---\n" + body,
       "1: front matter of 2000004 bytes, and at most 1048576 are read: it is left out"},
      {"front matter of nested lists", "---\na: " + repeated("[", 20'000) + "\n---\n" + body,
       "2: front matter is ignored: is nested deeper than 32"},
      {"not UTF-8", latin,
       "1: byte 0xF6 at offset 4 is not UTF-8; --fallback-encoding windows-1252 reads such pages",
       false},
      {"not UTF-8, and told what it is",
       latin,
       "1: byte 0xF6 at offset 4 is not UTF-8; the file is read as Windows-1252",
       true,
       0,
       {"--fallback-encoding", "windows-1252"}},
      {"a NUL byte", "# Kop\n\nEen weg" + std::string(1, '\0') + ".\n\nEen wegwijzer.\n",
       "3: has a NUL byte, read as U+FFFD"},
      {"a NUL byte in the front matter", "---\ntitle: a" + std::string(1, '\0') + "b\n---\n" + body,
       "2: has a NUL byte, read as U+FFFD"},
      {"a picture with the name of a page", repeated(all_bytes, 40),
       "3: byte 0x80 at offset 128 is not UTF-8; --fallback-encoding windows-1252 reads such pages",
       false},
      {"nested lists on one line", repeated("- ", 10'000) + "a\n\n\n" + body, ""},
      {"nested quotes on one line", repeated("> ", 10'000) + "a\n\n\n" + body, ""},
      {"nested emphasis", repeated("*a ", 50'000) + "a\n\n\n" + body, ""},
      {"open brackets", repeated("[", 50'000) + "a\n\n\n" + body, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const TestSite site({{"goed.md", good_page}, {"map/ook.md", good_page}});
    site.write("x.md", row.bytes);
    const Outcome outcome = site.index(row.options);
    CHECK(outcome.err == (row.problem.empty() ? "" : "content/x.md:" + row.problem + "\n"));
    CHECK(outcome.code == (row.problem.empty() ? 0 : row.code));
    CHECK(site.found("wegwijzer") ==
          (row.served ? "goed.md map/ook.md x.md" : "goed.md map/ook.md"));
  }
}

TEST_CASE("10,000 nested lists on lines of their own do no harm", "[bad]") {
  // Their indents alone would be 100 MB; tabs and spaces stop at what a page may have.
  struct Row {
    std::string_view name, step, item;
    std::size_t depth;
  };
  for (const Row& row : std::vector<Row>{{"lists", "  ", "- a\n", 2'500},
                                         {"quotes", "> ", "a\n", 2'500},
                                         {"admonitions", "    ", "!!! note\n", 1'200}}) {
    CAPTURE(row.name);
    std::string text, indent;
    for (std::size_t i = 0; i < row.depth; ++i) {
      text += indent;
      text += row.item;
      indent += row.step;
    }
    const TestSite site({{"goed.md", good_page}});
    site.write("x.md", text + "\n\n" + body);
    const Outcome outcome = site.index();
    CHECK(complaint(outcome) == "0 ");
    CHECK(site.found("wegwijzer") == "goed.md x.md");
  }
}

TEST_CASE("a page larger than the bound is named and not read", "[bad]") {
  struct Row {
    std::string_view name, start;
    std::uintmax_t size;
  };
  for (const Row& row : std::vector<Row>{{"1 GB of front matter", "---\ntitle: x\n", 1U << 30U},
                                         {"200 MB of text", "# Kop\n", 200U << 20U}}) {
    CAPTURE(row.name);
    const TestSite site({{"goed.md", good_page}});
    write_sparse(site.page("x.md"), row.start, row.size);
    CHECK(complaint(site.index()) == "65 content/x.md: has " + std::to_string(row.size) +
                                         " bytes, and at most 16777216 are read");
    CHECK(site.found("wegwijzer") == "goed.md");
  }
}

TEST_CASE("a page just below the bounds is read in time", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  site.write("tekst.md", body + repeated("Nog een zin met zeven gewone woorden. ", 400'000));
  site.write("regels.md", body + repeated("- punt\n", 2'000'000 / 7));
  site.write("kop.md", "---\nx:\n" + repeated("  - waarde\n", 95'000) + "---\n" + body);
  CHECK(complaint(site.index()) == "0 ");
  CHECK(site.found("wegwijzer") == "goed.md kop.md regels.md tekst.md");
}

TEST_CASE("files that cannot be read are named, and links are followed with care", "[bad]") {
  const TestSite site({{"goed.md", good_page}, {"x.md/in.md", good_page}});
  const fs::path content = site.content();
  REQUIRE(::mkfifo((content / "pijp.md").c_str(), 0644) == 0);
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (content / "sok.md").string().copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  fs::create_symlink("nergens.md", content / "dood.md");
  fs::create_symlink("lus.md", content / "lus.md");
  fs::create_symlink("heen", content / "weer");
  fs::create_symlink("weer", content / "heen");
  fs::create_symlink(".", content / "zelf");
  fs::create_symlink("/dev/zero", content / "nul.md");
  fs::create_symlink("/etc", content / "buiten");
  std::ofstream(content / "map\xff.md") << good_page;
  std::ofstream(content / "twee\nregels.md") << good_page;
  std::ofstream(content / "leeg.md") << "";
  std::string denied;
  if (::geteuid() != 0) {  // root reads it all the same
    site.write("dicht.md", good_page);
    fs::permissions(content / "dicht.md", fs::perms::none);
    denied = "content/dicht.md: cannot be opened: Permission denied\n";
  }
  const Outcome outcome = site.index();
  ::close(listener);
  const std::string outside = "is a symbolic link to a place outside of " +
                              fs::canonical(site.path()).string() + ": skipped\n";
  CHECK(outcome.err ==
        "content/buiten: " + outside +
            "content/dood.md: is a symbolic link to nothing: skipped\n"
            "content/heen: is a symbolic link that leads to itself: skipped\n"
            "content/lus.md: is a symbolic link that leads to itself: skipped\n"
            "content/map\xff.md: the page's name is not UTF-8, or has control characters: skipped\n"
            "content/nul.md: " +
            outside +
            "content/pijp.md: is no regular file: skipped\n"
            "content/sok.md: is no regular file: skipped\n"
            "content/twee?regels.md: the page's name is not UTF-8, or has control characters: "
            "skipped\n"
            "content/weer: is a symbolic link that leads to itself: skipped\n"
            "content/zelf: is a symbolic link to a folder that it stands in: it is not followed\n" +
            denied);
  CHECK(outcome.code == 65);
  CHECK(site.found("wegwijzer") == "goed.md x.md/in.md");
  CHECK(site.found("") == "goed.md leeg.md x.md/in.md");

  const boost::json::value json = boost::json::parse(site.index({"--json"}).out);
  CHECK(json.at("reported").to_number<std::size_t>() == lines_of(outcome.err).size());
  CHECK(json.at("problems").as_array().size() == lines_of(outcome.err).size());
}

TEST_CASE("what cannot be indexed at all is said in one line with its exit code", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  fs::create_directories(site.path() / "leeg");
  fs::create_directories(site.path() / "ander");
  std::ofstream(site.path() / "ander" / "brief.txt") << "Geachte";
  std::ofstream(site.path() / "bestand") << "Geachte";
  std::ofstream(site.path() / "fout.yaml") << "facets: [\n";
  struct Row {
    Arguments arguments;
    std::string complaint;
  };
  for (const Row& row : std::vector<Row>{
           {{},
            "64 speur-index: CONTENT is missing: Folder of the pages, or of the site (mkdocs.yml, hugo.toml, _config.yml, "
            "docusaurus.config.js, .vitepress, docfx.json) (speur-index --help tells more)"},
           {{"content", "--bogus"}, "64 speur-index: there is no option --bogus (speur-index --help tells more)"},
           {{"content", "--jbos", "2"},
            "64 speur-index: there is no option --jbos; did you mean --jobs? (speur-index --help tells more)"},
           {{"content", "ander"}, "64 speur-index: 'ander' is one argument too many (speur-index --help tells more)"},
           {{"nergens"}, "66 nergens: is not there"},
           {{"content/goed.md"}, "66 content/goed.md: is no folder: give the one that it is in, or that of the pages"},
           {{"leeg", "-q"},
            "66 leeg: there is no page to index: no file in it is a page to MkDocs (--verbose tells what is left out, and "
            "why); no index was changed"},
           {{"content", "--index", "ander"},
            "78 ander: is not an index folder: it holds 'brief.txt'; give another "
            "--index"},
           {{"content", "--index", "bestand"},
            "78 bestand: is a file, not an index folder: give another --index"},
           {{"content", "--index", "content"},
            "78 content: is not an index folder: it holds 'goed.md'; give another "
            "--index"},
           {{"content", "--index", "bestand/map"},
            "74 bestand/map: cannot make the index folder: Not a directory"},
           {{"content", "--config", "nergens.yaml"},
            "66 nergens.yaml: cannot be opened: No such file or directory"}}) {
    CAPTURE(row.arguments);
    CHECK(complaint(run_indexer(site.path(), row.arguments)) == row.complaint);
  }
  CHECK(text_of(site.path() / "ander" / "brief.txt") == "Geachte");
  CHECK(text_of(site.path() / "bestand") == "Geachte");

  const Outcome config = site.index({"--config", "fout.yaml"});
  CHECK(config.code == 78);
  CHECK(is_one_line(config.err));
  CHECK(config.err.find("fout.yaml:") != std::string::npos);
}

TEST_CASE("a folder without pages empties no index", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  fs::create_directories(site.path() / "leeg");
  for (const Arguments& more : std::vector<Arguments>{{}, {"--rebuild"}, {"--json"}}) {
    Arguments arguments{"leeg"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_indexer(site.path(), arguments);
    CHECK(outcome.code == 66);
    CHECK(outcome.err.find("no index was changed") != std::string::npos);
    CHECK(site.found("wegwijzer") == "goed.md");
  }
  CHECK_FALSE(fs::exists(site.path() / "leeg" / ".speur"));
  // All of its pages hidden, a site has none: these are found no more.
  std::ofstream(site.path() / "content" / "goed.md") << "---\ndraft: true\n---\n# Wegwijzer\n\nDe wegwijzer.\n";
  static_cast<void>(site.index());
  CHECK(site.found("wegwijzer").empty());
}

TEST_CASE("a full disk leaves the index that is in service, and ends with 74", "[bad]") {
  const TestSite site(many_pages(60, "oud"));
  REQUIRE(site.index().code == 0);
  const std::string all = site.found("oud");
  for (const auto& [id, text] : many_pages(60, "nieuw")) site.write(id, text);
  for (const Arguments& options : std::vector<Arguments>{{}, {"--rebuild"}}) {
    for (const rlim_t room : {rlim_t{0}, rlim_t{5'000}, rlim_t{20'000}}) {
      CAPTURE(options, room);
      Command command = indexer(site.path(), {"content"});
      command.arguments.insert(command.arguments.end(), options.begin(), options.end());
      command.max_file_bytes = room;
      command.environment = without_leak_check;
      const Outcome outcome = run(command);
      CHECK(outcome.signal == 0);
      CHECK(outcome.code == 74);
      CHECK(is_one_line(outcome.err));
      CAPTURE(outcome.err);
      // Where Xapian ends the program itself, it does not tell of which file.
      CHECK((outcome.err.find(".speur") != std::string::npos ||
             outcome.err.find("cannot write the index: ") != std::string::npos));
      CHECK(outcome.err.find("index: cancel()") == std::string::npos);  // that hides the cause
      CHECK(site.found("oud") == all);
      CHECK(site.found("nieuw").empty());
      CHECK(site.speur({"status"}).code == 0);
    }
  }
  CHECK(complaint(site.index()) == "0 ");
  CHECK(site.found("nieuw") == all);
  CHECK(site.found("oud").empty());
}

TEST_CASE("a file system without room leaves the index that is in service", "[bad]") {
  const TestSite site(many_pages(60, "oud"));
  const fs::path disk = site.path() / "schijf";
  fs::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=512k") != 0) {
    skip_without("a small file system, which cannot be mounted here");
    return;
  }
  const std::unique_ptr<const fs::path, void (*)(const fs::path*)> mounted(
      &disk, [](const fs::path* folder) { ::umount2(folder->c_str(), MNT_DETACH); });
  {
    // Without the steps that need the lexicon: it would not fit.
    const Arguments plain = {"--index",        "schijf/index", "--analyzer",
                             "compounds=none", "--analyzer",   "lemmas=none",
                             "--analyzer",     "synonyms=none"};
    Arguments anew = plain;
    anew.push_back("--rebuild");
    REQUIRE(site.index(plain).code == 0);
    std::ofstream filler(disk / "vol");
    filler << repeated("vol", 200'000) << std::flush;
    for (const auto& [id, text] : many_pages(60, "nieuw")) site.write(id, text);
    for (const Arguments& options : {plain, anew}) {
      CAPTURE(options);
      Command command = indexer(site.path(), {"content"});
      command.arguments.insert(command.arguments.end(), options.begin(), options.end());
      command.environment = without_leak_check;
      const Outcome outcome = run(command);
      CHECK(outcome.code == 74);
      CHECK(is_one_line(outcome.err));
      CHECK(outcome.err.find("No space left on device") != std::string::npos);
      const auto answer = speur_json(site.path(), {"search", "oud", "--index", "schijf/index"});
      CHECK(answer.at("totalHits").to_number<int>() == 60);
      CHECK(site.speur({"status", "--index", "schijf/index"}).code == 0);
    }
  }
}

TEST_CASE("output that cannot be written ends with 74", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  for (Command command :
       {searcher(site.path(), {"search", "wegwijzer"}), searcher(site.path(), {"status", "--json"}),
        searcher(site.path(), {"search", "--help"}), indexer(site.path(), {"content"})}) {
    CAPTURE(command.program, command.arguments);
    command.output_file = "/dev/full";
    const Outcome outcome = run(command);
    CHECK(outcome.code == 74);
    CHECK(is_one_line(outcome.err));
  }
}

TEST_CASE("an index that is not one of ours is refused by both programs", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  fs::create_directory(site.path() / "leeg");
  {
    Xapian::WritableDatabase foreign((site.path() / "vreemd").string(), Xapian::DB_CREATE);
    Xapian::Document document;
    document.add_term("wegwijzer");
    foreign.add_document(document);
    foreign.commit();
  }
  struct Row {
    std::string index, complaint;
  };
  for (const Row& row : std::vector<Row>{
           {"nergens",
            "66 nergens: there is no index here; make one: speur-index CONTENT --index nergens"},
           {"leeg", "78 leeg: is not an index: the folder holds no XAPIANDB; give the folder that speur-index made"},
           {"content", "78 content: is not an index: the folder holds no XAPIANDB; give the folder that speur-index made"},
           {"vreemd", "78 vreemd: is a Xapian database, but not one of speur-index"},
           {"content/goed.md",
            "78 content/goed.md:3: is no line of a stub, which are `auto FOLDER` and `remote "
            "HOST:PORT`"}}) {
    for (const Arguments& command : std::vector<Arguments>{
             {"search", "wegwijzer"}, {"show", "goed.md"}, {"status"}, {"analyze", "fiets"}}) {
      CAPTURE(row.index, command);
      Arguments arguments = command;
      arguments.insert(arguments.end(), {"--index", row.index});
      CHECK(complaint(site.speur(arguments)) == row.complaint);
    }
  }
  CHECK(complaint(site.index({"--index", "vreemd"})).starts_with("78 vreemd: is not "));
  CHECK(Xapian::Database((site.path() / "vreemd").string()).get_doccount() == 1);
}

TEST_CASE("an index of another schema or recipe names the command to run, which helps", "[bad]") {
  struct Row {
    std::string_view key;
    std::string value, complaint;
  };
  for (const Row& row : std::vector<Row>{
           {schema_key, "999",
            "the index has schema 999, this program reads " + std::to_string(schema_version)},
           {schema_key, "1", "the index has schema 1, this program reads "},
           {schema_key, "2", "the index has schema 2, this program reads "},
           {schema_key, "3", "the index has schema 3, this program reads "},
           {schema_key, "", "is a Xapian database, but not one of speur-index"},
           {recipe_key, "stemmer=nog-niet-bedacht-7\n", "nog-niet-bedacht-7"}}) {
    CAPTURE(row.key, row.value);
    const TestSite site({{"goed.md", good_page}});
    REQUIRE(site.index().code == 0);
    {
      Xapian::WritableDatabase database(site.generation().string(), Xapian::DB_OPEN);
      database.set_metadata(std::string(row.key), row.value);
      database.commit();
    }
    write_checksums(site.generation());  // else the index is damaged
    for (const Arguments& command : std::vector<Arguments>{
             {"search", "wegwijzer"}, {"show", "goed.md"}, {"status"}, {"analyze", "fiets"}}) {
      CAPTURE(command);
      const Outcome outcome = site.speur(command);
      CHECK(outcome.code == 78);
      CHECK(is_one_line(outcome.err));
      CHECK(outcome.err.find(row.complaint) != std::string::npos);
      if (!row.value.empty()) CHECK(outcome.err.find("speur-index") != std::string::npos);
    }
    CHECK(complaint(site.index({"--rebuild"})) == "0 ");
    CHECK(site.found("wegwijzer") == "goed.md");
  }
}

TEST_CASE("an index that lost its checksums is not taken for whole, and the next run makes it anew", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  std::filesystem::remove(site.generation() / "checksums");
  for (const Arguments& command : std::vector<Arguments>{
           {"search", "wegwijzer"}, {"suggest", "we"}, {"show", "goed.md"}, {"status"}}) {
    CAPTURE(command);
    const Outcome outcome = site.speur(command);
    CHECK(outcome.code == 74);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("checksums: is not there: speur-index makes the index anew") != std::string::npos);
  }
  // A server opens nothing of which nothing is known: whatever the files hold, it says the same.
  for (const bool is_cut : {false, true}) {
    CAPTURE(is_cut);
    if (is_cut) {
      for (const char* table : {"iamglass", "postlist.glass", "termlist.glass"}) {
        std::filesystem::resize_file(site.generation() / table, 10);
      }
    }
    const Outcome outcome = site.speur({"serve", "--port", "0"});
    CHECK(outcome.code == 74);
    CHECK(outcome.err == ".speur/generation-1/checksums: is not there: the index is not taken into use; "
                         "speur-index makes it anew\n");
  }
  CHECK(site.index().code == 0);
  CHECK(site.speur({"status"}).code == 0);
  CHECK(site.speur({"search", "wegwijzer"}).code == 0);
}

TEST_CASE("an index that an older program wrote is read, or refused with what to do", "[bad]") {
  const fs::path kept = fs::path(SPEUR_SOURCE_DIR) / "tests" / "data" / "indexes";
  std::size_t indexes = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(kept)) {
    if (!entry.is_directory()) continue;
    CAPTURE(entry.path().filename());
    ++indexes;
    const TestSite site({{"goed.md", good_page}});
    fs::copy(entry.path(), site.path() / ".speur", fs::copy_options::recursive);
    const Outcome status = site.speur({"status"});
    if (status.code == 0) {
      CHECK(site.found("fiets") == "afval.md bezwaar.md fietsen.md");
      CHECK(site.found("rollen:ondernemer") == "afval.md");
      CHECK(site.found("bezwaar") == "bezwaar.md");
      CHECK(site.found("grofvuil aanmelden") == "afval.md");
    } else {
      for (const Arguments& command : std::vector<Arguments>{{"status"}, {"search", "fiets"}}) {
        const Outcome refused = site.speur(command);
        CHECK(refused.code == 78);
        CHECK(is_one_line(refused.err));
        CHECK(refused.err.find("speur-index") != std::string::npos);
      }
    }
    CHECK(complaint(site.index()) == "0 ");
    CHECK(site.found("wegwijzer") == "goed.md");
    CHECK(site.found("fiets").empty());
  }
  CHECK(indexes > 0);
}

TEST_CASE("a damaged index gives one clear line, never a crash, and a rebuild mends it", "[bad]") {
  const TestSite site(many_pages(60, "heel"));
  REQUIRE(site.index().code == 0);
  const fs::path kept = site.path() / "bewaard";
  fs::copy(site.path() / ".speur", kept, fs::copy_options::recursive);
  const std::string all = site.found("heel");

  std::mt19937 random(20240517);
  const auto garbled = [&](std::string bytes) {
    for (int i = 0; i < 20 && !bytes.empty(); ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    return bytes;
  };
  using Damage = std::function<std::string(const std::string&)>;
  const std::vector<std::pair<std::string_view, Damage>> damages = {
      {"removed", nullptr},
      {"empty", [](const std::string&) { return std::string(); }},
      {"cut in half", [](const std::string& b) { return b.substr(0, b.size() / 2); }},
      {"one byte short", [](const std::string& b) { return b.substr(0, b.size() - 1); }},
      {"zeros", [](const std::string& b) { return std::string(b.size(), '\0'); }},
      {"text", [](const std::string& b) { return repeated("Geachte ", b.size() / 8); }},
      {"garbled once", garbled},
      {"garbled twice", garbled},
      {"garbled thrice", garbled}};
  for (const std::string_view file : {"iamglass", "docdata.glass", "postlist.glass",
                                      "termlist.glass", "position.glass", "../XAPIANDB"}) {
    for (const auto& [name, damage] : damages) {
      CAPTURE(file, name);
      fs::remove_all(site.path() / ".speur");
      fs::copy(kept, site.path() / ".speur", fs::copy_options::recursive);
      const fs::path victim = site.generation() / file;
      const std::string bytes = text_of(victim);
      fs::remove(victim);
      if (damage) std::ofstream(victim, std::ios::binary) << damage(bytes);

      for (const Arguments& command : std::vector<Arguments>{
               {"search", "wegwijzer", "--facets", "all"}, {"show", "p3.md"}, {"status"}}) {
        CAPTURE(command);
        const Outcome outcome = site.speur(command);
        CAPTURE(outcome.err, outcome.signal);
        CHECK_FALSE(outcome.timed_out);
        const bool harmless = outcome.code == 0;  // damage that this command does not meet
        const bool told = outcome.code == 74 || outcome.code == 78;
        CHECK((harmless || told));
        const bool on_stdout = command.front() == "status" && !outcome.out.empty();
        if (told && !on_stdout) CHECK(is_one_line(outcome.err));
      }
      const Outcome update = site.index();
      CAPTURE(update.err, update.signal);
      CHECK((update.code == 0 || is_one_line(update.err)));
      CHECK((update.code == 0 || update.code == 74 || update.code == 78));
      CHECK(complaint(site.index({"--rebuild"})) == "0 ");
      CHECK(site.found("heel") == all);
    }
  }
}

TEST_CASE("a query that cannot be answered is told in one line", "[bad]") {
  const TestSite site({{"goed.md", "---\nrollen: jurist\nversie: 3\n---\n" + good_page}});
  REQUIRE(site.index().code == 0);
  struct Row {
    Arguments arguments;
    std::string complaint;
  };
  for (const Row& row : std::vector<Row>{
           {{"wegwijzer", "--filter", "kleur=rood"},
            "64 there is no facet 'kleur'; there are: rollen, versie"},
           {{"wegwijzer", "--facets", "kleur"},
            "64 there is no facet 'kleur'; there are: rollen, versie"},
           {{"wegwijzer", "--filter", "rollen"},
            "64 filter \"rollen\": write facet=value, as rollen=jurist"},
           {{"wegwijzer", "--color", "rood"},
            "64 --color takes auto, always or never, not \"rood\""},
           {{"wegwijzer", "--bogus"},
            "64 speur search: there is no option --bogus (speur search --help tells more)"},
           {{"wegwijzer", "--limt=3"},
            "64 speur search: there is no option --limt; did you mean --limit? (speur search --help tells more)"},
           {{repeated("woord ", 20'000)}, "65 the query is longer than 8192 bytes"},
           {{"fi\xff"}, "65 the query is not UTF-8 (its byte 3)"},
           {{"\"open", "--strict"}, "65 query, column 1: this quote has no partner and is ignored"},
           {{"goed \"open", "--strict"},
            "65 query, column 6: this quote has no partner and is ignored"}}) {
    CAPTURE(row.arguments.front().substr(0, 50), row.arguments.size());
    Arguments arguments = row.arguments;
    arguments.insert(arguments.begin(), "search");
    CHECK(complaint(site.speur(arguments)) == row.complaint);
    arguments.emplace_back("--json");
    const Outcome outcome = site.speur(arguments);
    CHECK(complaint(outcome) == row.complaint);
    const boost::json::value answer = boost::json::parse(outcome.out);
    CHECK(answer.at("error").at("code").to_number<int>() == outcome.code);
    CHECK(answer.at("error").at("message").as_string() == row.complaint.substr(3));
  }
  CHECK(complaint(site.speur({"serve", "--port", "99999"})) ==
        "64 speur serve: --port: Value 99999 not in range 0 to 65535 (speur serve --help tells more)");
}

TEST_CASE("a query of 1 MB is refused, in many arguments as in a topic file", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  Arguments arguments = {"search"};  // Linux takes 128 kB an argument
  for (int i = 0; i < 10; ++i) arguments.push_back(repeated("woord ", 17'500));
  CHECK(complaint(site.speur(arguments)) == "65 the query is longer than 8192 bytes");
  std::ofstream(site.path() / "t.tsv")
      << "T1\twegwijzer\nT2\t" << repeated("woord ", 175'000) << "\n";
  const std::string answer = complaint(site.speur({"run", "--topics", "t.tsv"}));
  CHECK(answer == "65 t.tsv: topic T2: the query is longer than 8192 bytes");
}

TEST_CASE("of two indexers at once, one is told that the other is busy", "[bad]") {
  const TestSite site({{"goed.md", good_page}});
  REQUIRE(site.index().code == 0);
  const int lock = ::open((site.path() / ".speur" / lock_file).c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
  CHECK(complaint(site.index()) ==
        "75 " + (site.path() / ".speur").string() + ": another speur-index is writing this index");
  CHECK(site.found("wegwijzer") == "goed.md");
  ::close(lock);
  CHECK(complaint(site.index()) == "0 ");

  for (const auto& [id, text] : many_pages(60, "samen")) site.write(id, text);
  std::vector<std::unique_ptr<Process>> rivals;
  for (int i = 0; i < 4; ++i) {
    rivals.push_back(std::make_unique<Process>(indexer(site.path(), {"content", "--rebuild"})));
  }
  int done = 0;
  for (const auto& rival : rivals) {
    const Outcome outcome = rival->finish();
    CAPTURE(outcome.err);
    CHECK((outcome.code == 0 || outcome.code == 75));
    done += outcome.code == 0 ? 1 : 0;
  }
  CHECK(done >= 1);
  CHECK(site.speur({"status"}).code == 0);
  CHECK(speur_json(site.path(), {"search", "wegwijzer"}).at("totalHits").to_number<int>() == 61);
}

TEST_CASE("an indexer that is killed leaves the old index whole", "[bad]") {
  constexpr std::size_t pages = 300;
  const TestSite site(many_pages(pages, "versie0"));
  REQUIRE(site.index().code == 0);
  std::size_t version = 0;
  const auto count = [&](std::size_t of) {
    return speur_json(site.path(), {"search", "versie" + std::to_string(of)})
        .at("totalHits")
        .to_number<std::size_t>();
  };
  std::size_t killed = 0;
  for (const bool rebuild : {false, true}) {
    for (const int milliseconds : {5, 15, 30, 50, 80, 120, 180, 250}) {
      CAPTURE(rebuild, milliseconds);
      for (const auto& [id, text] : many_pages(pages, "versie" + std::to_string(version + 1))) {
        site.write(id, text);
      }
      Process process(
          indexer(site.path(), rebuild ? Arguments{"content", "--rebuild"} : Arguments{"content"}));
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
      process.kill(SIGKILL);
      const Outcome outcome = process.finish();
      if (outcome.signal == SIGKILL) ++killed;
      const std::size_t old_pages = count(version), new_pages = count(version + 1);
      CHECK(old_pages + new_pages == pages);
      CHECK((old_pages == 0 || new_pages == 0));
      if (outcome.code == 0) CHECK(new_pages == pages);
      CHECK(site.speur({"status"}).code == 0);
      if (new_pages == pages) ++version;
    }
  }
  CHECK(killed > 0);
  CHECK(complaint(site.index()) == "0 ");
  CHECK(count(version + 1) + count(version) == pages);
  // What the killed runs left behind does not pile up.
  CHECK(complaint(site.index({"--rebuild"})) == "0 ");
  std::size_t generations = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(site.path() / ".speur")) {
    if (entry.is_directory()) ++generations;
  }
  CHECK(generations <= 2);
}

}  // namespace speur
