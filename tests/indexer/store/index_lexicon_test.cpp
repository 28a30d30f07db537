#include "indexer/store/index_lexicon.hpp"
#include "indexer/index_run.hpp"
#include "speur/analyzer.hpp"
#include "speur/schema.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::vector<std::string> lexicons(const fs::path& index) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(index)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(speur::lexicon_prefix)) names.push_back(name);
  }
  return names;
}

speur::IndexSummary run(const speur::TemporaryFolder& folder, std::vector<std::string> analyzer,
                        bool rebuild = false) {
  speur::IndexOptions options;
  options.content = folder / "content";
  options.index = folder / "index";
  options.analyzer = std::move(analyzer);
  return speur::run_index(options, rebuild, {});
}

}  // namespace

TEST_CASE("an index holds the lexicon that its analyzer has, as long as it has it", "[lexicon]") {
  const auto lexicon = speur::Lexicon::installed();
  if (!lexicon) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  const speur::TemporaryFolder folder;
  folder.write("content/a.md", "# Fietsenstallingen\n");
  const std::vector<std::string> own = {speur::lexicon_file(lexicon->hash())};
  CHECK_FALSE(run(folder, {}).lexicon_missing);
  CHECK(lexicons(folder / "index") == own);
  CHECK(fs::file_size(folder / "index" / own.front()) == fs::file_size(lexicon->path()));

  // One that is of no generation goes with the next.
  folder.write("index/lexicon-0123456789abcdef", "old");
  CHECK(run(folder, {}, true).rebuilt);
  CHECK(lexicons(folder / "index") == own);

  // Where a generation cannot be told sound, it is not read, and no lexicon is taken from it.
  folder.write("index/lexicon-0123456789abcdef", "old");
  fs::remove(folder / "index/generation-2/checksums");
  CHECK(run(folder, {}, true).rebuilt);
  CHECK(lexicons(folder / "index").size() == 2);
  CHECK(run(folder, {}, true).rebuilt);
  CHECK(lexicons(folder / "index") == own);

  // Another analyzer is another index. The generation before stays for its readers.
  const std::vector<std::string> neither = {"compounds=none", "lemmas=none", "synonyms=none"};
  const speur::IndexSummary without = run(folder, neither);
  CHECK(without.rebuilt);
  CHECK_FALSE(without.lexicon_missing);
  CHECK(lexicons(folder / "index") == own);
  CHECK(run(folder, neither).unchanged == 1);
  CHECK(run(folder, neither, true).rebuilt);
  CHECK(lexicons(folder / "index").empty());

  // Either of the steps that read it keeps it.
  for (const std::string step : {"compounds=none", "lemmas=none", "synonyms=none"}) {
    CAPTURE(step);
    CHECK(run(folder, {step}, true).rebuilt);
    CHECK(lexicons(folder / "index") == own);
  }
}

TEST_CASE("without a lexicon there is none to keep", "[lexicon]") {
  const speur::TemporaryFolder folder;
  auto recipe = speur::AnalyzerRecipe::standard();
  recipe.set("compounds=none");
  recipe.set("lemmas=none");
  recipe.set("synonyms=none");
  speur::keep_lexicon(folder.path(), recipe);
  CHECK(lexicons(folder.path()).empty());
}
