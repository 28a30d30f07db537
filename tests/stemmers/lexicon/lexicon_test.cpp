#include "stemmers/lexicon/lexicon.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "stemmers/lexicon/lexicon_format.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;
using speur::Lexicon;

namespace {

std::shared_ptr<const Lexicon> installed() {
  auto lexicon = Lexicon::installed();
  if (!lexicon) speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
  return lexicon;
}

}  // namespace

TEST_CASE("a value of the lexicon's file comes back as it was packed", "[lexicon]") {
  for (std::uint32_t value = 0; value < 0xffff'0000U; value += 36'787) {
    if (speur::lexicon_format::pack(speur::lexicon_format::unpack(value)) != value) FAIL(value);
  }
}

TEST_CASE("a change makes a stem of a form, in few letters", "[lexicon]") {
  using speur::lexicon_format::Change;
  struct Row {
    std::string_view form, stem;
    unsigned ge_at, cut;
    std::string_view add;
  };
  constexpr unsigned none = Change::keeps_ge;
  for (const Row& row : std::to_array<Row>({
           {"aangevinkt", "aanvink", 3, 1, ""},
           {"gewerkte", "werk", 0, 2, ""},
           {"plaatjes", "plaat", none, 3, ""},
           {"schoner", "schoon", none, 3, "on"},
           {"modi", "modus", none, 1, "us"},
           {"gen", "gen", none, 0, ""},
       })) {
    CAPTURE(row.form, row.stem);
    const auto change = speur::lexicon_format::find_change(row.form, row.stem);
    REQUIRE(change);
    CHECK(speur::lexicon_format::apply(*change, row.form) == row.stem);
    CHECK(static_cast<unsigned>(change->ge_at) == row.ge_at);
    CHECK(static_cast<unsigned>(change->cut) == row.cut);
    CHECK(std::string_view(change->add.data()) == row.add);
  }
  CHECK_FALSE(speur::lexicon_format::find_change("was", "geweest"));
  Change other;
  other.ge_at = 4;
  CHECK(speur::lexicon_format::apply(other, "kort").empty());
  other = {};
  other.cut = 5;
  CHECK(speur::lexicon_format::apply(other, "kort").empty());
}

TEST_CASE("the lexicon knows Dutch words in every inflection", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon) return;
  CHECK(lexicon->size() > 300'000);
  CHECK(fs::file_size(lexicon->path()) < 5'000'000);
  CHECK(lexicon->hash().size() == 16);
  for (const char* word : {"fiets", "fietsen", "fietste", "ijsland", "cooperatie", "algoritmes",
                           "risico's", "dossier", "verantwoordelijkheden"}) {
    CAPTURE(word);
    CHECK(lexicon->is_word(word));
  }
  for (const char* word : {"", "persoons", "kinder", "fietsn", "Fiets", "coöperatie", "\xff"}) {
    CAPTURE(word);
    CHECK_FALSE(lexicon->is_word(word));
  }
  CHECK(lexicon->stem("aangevinkt") == "aanvink");
  CHECK(lexicon->stem("fietsen").empty());  // the rules know
  CHECK(lexicon->stem("xyz").empty());
  CHECK(lexicon->find("persoons").link == 1);
  CHECK(lexicon->find("kinder").link == 2);
  CHECK(lexicon->find("fiets").left);
  CHECK(lexicon->find("fiets").right);
  CHECK(lexicon->find("aan").never_left);
  CHECK(lexicon->find("maatregelen").whole);
  std::vector<Lexicon::Prefix> found;
  lexicon->prefixes("fietsenstalling", found);
  REQUIRE_FALSE(found.empty());
  CHECK(found.back().bytes == std::string_view("fietsenstalling").size());
}

TEST_CASE("one mapping serves every thread that opens the lexicon", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon) return;
  std::vector<std::thread> threads;
  std::array<std::shared_ptr<const Lexicon>, 4> opened;
  for (auto& mine : opened) {
    threads.emplace_back([&mine, path = lexicon->path()] {
      mine = Lexicon::open(path);
      if (!mine->is_word("fiets")) mine = nullptr;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& mine : opened) CHECK(mine == lexicon);
}

TEST_CASE("a lexicon is found in the index that was made with it", "[lexicon]") {
  const auto lexicon = installed();
  if (!lexicon) return;
  const speur::TemporaryFolder index;
  const fs::path kept = index.path() / speur::lexicon_file(lexicon->hash());
  fs::copy_file(lexicon->path(), kept);
  fs::create_directory(index.path() / "generation-3");
  CHECK(Lexicon::find(lexicon->hash(), index.path()) != nullptr);
  CHECK(Lexicon::find(lexicon->hash(), index.path() / "generation-3") != nullptr);
  CHECK(Lexicon::find("0123456789abcdef", index.path()) == nullptr);
}

TEST_CASE("the thesaurus knows what a word may be called otherwise", "[lexicon][thesaurus]") {
  const auto lexicon = installed();
  if (!lexicon) return;
  if (!lexicon->has_synonyms()) {
    speur::skip_without_package("a Dutch thesaurus (ten of dict-freedict-nld-*)");
    return;
  }
  CHECK(fs::file_size(lexicon->path()) < 6'000'000);
  const speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  struct Row {
    std::string_view word, other;
  };
  // Releases of Debian have other versions of the dictionaries, with which a pair may come or go.
  constexpr std::size_t most_gone = 3;
  std::size_t gone = 0;
  for (const Row& row : std::to_array<Row>({{"factuur", "rekening"},
                                            {"facturen", "rekening"},
                                            {"uitleggen", "interpreteren"},
                                            {"rekening", "factuur"},
                                            {"informeren", "inlichten"},
                                            {"meedelen", "berichten"},
                                            {"informeren", "voorlichten"},
                                            {"toezicht", "controle"},
                                            {"vergunningen", "licentie"},
                                            {"vergunning", "toestemming"},
                                            {"uitleggen", "verklaren"},
                                            {"auto", "wagen"},
                                            {"besluit", "beslissing"},
                                            {"toelichting", "uitleg"}})) {
    CAPTURE(row.word, row.other);
    const auto words = analyzer.similar_words(analyzer.analyze_word(row.word).stem);
    gone += std::ranges::find(words, row.other, &speur::LikeWord::text) == words.end() ? 1 : 0;
    CHECK(gone <= most_gone);
    CHECK(std::ranges::is_sorted(words, std::ranges::greater(), &speur::LikeWord::likeness));
    for (const speur::LikeWord& each : words) {
      CHECK(each.likeness > 0);
      CHECK(each.likeness <= 1);
    }
  }
  for (const char* word : {"de", "kunnen", "xyzzy", ""}) CHECK(analyzer.similar_words(word).empty());
  const speur::Analyzer english(speur::AnalyzerRecipe::standard(), "en");
  CHECK(english.similar_words("auto").empty());
  auto recipe = speur::AnalyzerRecipe::standard();
  recipe.set("synonyms=none");
  CHECK(speur::Analyzer(recipe).similar_words("auto").empty());
}

TEST_CASE("a file that is no lexicon is refused", "[lexicon]") {
  if (!installed()) return;
  const speur::TemporaryFolder folder;
  speur::lexicon_format::Header header;
  header.trie_bytes = 64;
  header.forms = 1;
  const std::string start(static_cast<const char*>(static_cast<const void*>(&header)),
                          sizeof header);
  for (const std::string& text :
       {std::string(), std::string("speurlx3"), std::string(500, 'x'), start,
        start + std::string(64 + 4, '\0'), start + std::string(64, '\0')}) {
    const fs::path file = folder.path() / "lexicon";
    std::ofstream(file) << text;
    CAPTURE(text.size());
    try {
      (void)Lexicon::open(file);
      FAIL("no error");
    } catch (const speur::Error& error) {
      CHECK(error.code() == speur::ExitCode::config);
      CHECK_THAT(error.what(), Catch::EndsWith("is not a lexicon that this version can read"));
    }
  }
  CHECK_THROWS_AS(Lexicon::open(folder.path() / "none"), speur::Error);
}
