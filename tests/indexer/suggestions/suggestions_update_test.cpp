#include "indexer/suggestions/suggestions_update.hpp"

#include "indexer/store/index_writer.hpp"
#include "indexer/suggestions/suggestions_file.hpp"
#include "indexer/suggestions/suggestions_view.hpp"
#include "indexer/terms/vocabulary.hpp"
#include "speur/mapped_file.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/suggestion_layout.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

namespace fs = std::filesystem;

std::string payload_of(const fs::path& generation, std::string_view kind) {
  const Xapian::Database database(generation.string());
  const MappedFile file(generation / database.get_metadata(site_file_key(kind)));
  return std::string(site_file_payload(file.bytes()));
}

struct Entry {
  SuggestionKind kind = SuggestionKind::title;
  std::uint32_t pages = 0;
  std::string id, anchor;
};

std::map<std::string, Entry> entries_of(std::string_view payload) {
  const SuggestionsView file(payload);
  const auto ids = file.pages();
  std::map<std::string, Entry> entries;
  for (std::uint32_t i = 0; i < file.size(); ++i) {
    const StoredSuggestion entry = file.entry(i);
    entries[std::string(entry.folded)] = {
        entry.kind, entry.pages, entry.page == 0 ? std::string() : ids.at(entry.page - 1).first,
        std::string(entry.anchor)};
  }
  return entries;
}

/// What a file of all pages would say.
std::map<std::string, Entry> entries_from_scratch(const fs::path& generation) {
  const Xapian::Database database(generation.string());
  Vocabulary words;
  words.read(payload_of(generation, words_kind));
  return entries_of(make_suggestions_file(database, words));
}

bool is_of_page(SuggestionKind kind) {
  return kind == SuggestionKind::title || kind == SuggestionKind::heading;
}

class Site {
 public:
  Site() {
    IndexWriter writer(generation(), IndexWriter::Mode::create, AnalyzerRecipe::standard());
    for (int i = 0; i < 4200; ++i) writer.put(pages_[id(i)] = random_page(id(i)));
    writer.set_metadata({"Proef", "https://proef.example.nl/", "nl", ""});
    writer.commit("2024-05-17T12:00:00Z");
  }
  [[nodiscard]] fs::path generation() const { return folder_.path(); }

  /// Changes, removes and adds a few pages; the ids of those that went.
  void update() {
    IndexWriter writer(generation(), IndexWriter::Mode::update, AnalyzerRecipe::standard());
    for (int i = 0; i < 6; ++i) {
      const std::string name = id(static_cast<int>(random_() % 4300));
      const auto known = pages_.find(name);
      if (known != pages_.end() && random_() % 3 == 0) {
        writer.remove(name);
        pages_.erase(known);
      } else {
        writer.put(pages_[name] = random_page(name));
      }
    }
    writer.commit("2024-05-17T12:00:01Z");
  }

 private:
  static std::string id(int number) { return "map/" + std::to_string(number) + ".md"; }
  std::string some(const std::vector<std::string>& words) { return words[random_() % words.size()]; }
  Page random_page(const std::string& name) {
    const std::string number = std::to_string(random_() % 3000);
    Page page = simple_page(name, "", "De " + some({"fiets", "stalling", "ooievaar", "subsidie"}) +
                                          " en het " + some({"bezwaar", "plan", "loket"}) + ".");
    page.title = random_() % 4 == 0 ? "Wet " + number.substr(0, 1) + " – Artikel " + number
                                    : some({"Onderwerp ", "Zaak ", "Plan "}) + number;
    for (std::size_t i = random_() % 3; i > 0; --i) {
      page.sections.push_back({2, some({"Kosten ", "Hoe werkt zaak ", "Onderwerp "}) + number, "kop",
                               "Tekst over Aanvragen Indienen en Aanvragen Indienen."});
    }
    return page;
  }

  TemporaryFolder folder_;
  std::mt19937 random_{17};
  std::map<std::string, Page> pages_;
};

}  // namespace

TEST_CASE("suggestions that are updated have all titles and headings, and none that went",
          "[suggestions]") {
  Site site;
  std::size_t compared = 0;
  for (int round = 0; round < 6; ++round) {
    CAPTURE(round);
    site.update();
    const Xapian::Database database(site.generation().string());
    // It was updated, and not made anew.
    REQUIRE_FALSE(database.get_metadata(std::string(suggestion_changes_key)).empty());
    const auto updated = entries_of(payload_of(site.generation(), suggestions_kind));
    const auto scratch = entries_from_scratch(site.generation());
    for (const auto& [folded, entry] : scratch) {
      if (!is_of_page(entry.kind)) continue;
      CAPTURE(folded);
      const auto found = updated.find(folded);
      REQUIRE(found != updated.end());
      CHECK(found->second.kind == entry.kind);
      CHECK(found->second.pages == entry.pages);
      // Where one of several pages is left, the file does not know which.
      if (!found->second.id.empty()) {
        CHECK(found->second.id == entry.id);
        CHECK(found->second.anchor == entry.anchor);
      }
      ++compared;
    }
    for (const auto& [folded, entry] : updated) {
      CAPTURE(folded);
      const auto found = scratch.find(folded);
      REQUIRE(found != scratch.end());
      if (entry.kind == SuggestionKind::phrase) CHECK(entry.pages == found->second.pages);
    }
  }
  CHECK(compared > 10'000);
}

TEST_CASE("suggestions are made of all pages once many have changed", "[suggestions]") {
  Site site;
  std::size_t updates = 0;
  const auto changes = [&] {
    const Xapian::Database database(site.generation().string());
    return database.get_metadata(std::string(suggestion_changes_key));
  };
  do {
    site.update();
    REQUIRE(++updates < 40);
  } while (!changes().empty());
  CHECK(updates > 5);
  CHECK(entries_of(payload_of(site.generation(), suggestions_kind)).size() ==
        entries_from_scratch(site.generation()).size());
}

}  // namespace speur
