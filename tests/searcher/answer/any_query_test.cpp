#include "speur/searcher.hpp"

#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

/// Texts of a few words, joined in all the ways in which pages and searchers join words.
class RandomTexts {
 public:
  explicit RandomTexts(unsigned seed) : random_(seed) {
    for (std::size_t i = 0; i < 30; ++i) {
      pool_.push_back(joined());
      // Pages that have two of its pieces together, too, of which a word of three can be made.
      if (const std::size_t last = pool_.back().rfind('-'); last != std::string::npos) {
        pool_.push_back(pool_.back().substr(0, last));
      }
    }
  }

  std::string word() {
    static constexpr auto words = std::to_array<std::string_view>(
        {"hoog", "risico", "AI", "systeem", "systemen", "analyse", "analyses", "woning", "bouw", "subsidie", "subsidies",
         "regeling", "aanvraag", "aanvragen", "e", "mail", "gemeente", "de", "en", "van", "quz", "org", "04", "release",
         "notes", "privacy", "besluit", "coördinatie", "wet", "beleid"});
    return std::string(words[random_() % words.size()]);
  }
  std::string joined() {
    static constexpr auto links = std::to_array<std::string_view>({"", "", "-", "-", "s", "/", ".", "s-"});
    std::string text = word();
    for (std::size_t more = random_() % 3; more > 0; --more) text.append(links[random_() % links.size()]).append(word());
    return text;
  }
  /// One of the site's own, or a new one; or the site's without its hyphens.
  std::string known() {
    if (random_() % 4 == 0) return joined();
    std::string text = pool_[random_() % pool_.size()];
    if (random_() % 2 == 0) std::erase(text, '-');
    return text;
  }
  std::string text(std::size_t words) {
    std::string text;
    while (words-- > 0) text += known() + (random_() % 9 == 0 ? ".\n" : random_() % 9 == 0 ? "- en " : " ");
    return text;
  }
  std::string query() {
    std::string query;
    for (std::size_t words = 1 + random_() % 4; words > 0; --words) {
      switch (random_() % 12) {
        case 0:
          query += '"' + known() + ' ' + known() + "\" ";
          break;
        case 1:
          query += known() + "* ";
          break;
        case 2:
          query += known() + "~2 ";
          break;
        case 3:
          query += '-' + known() + ' ';
          break;
        case 4:
          query += "titel:" + known() + ' ';
          break;
        case 5:
          query += known() + " OR ";
          break;
        case 6:
          query += "NOT (" + known() + ' ' + known() + ") ";
          break;
        default:
          query += known() + ' ';
      }
    }
    return query;
  }

 private:
  std::mt19937 random_;
  std::vector<std::string> pool_;
};

}  // namespace

TEST_CASE("words of a site are sought however they are joined, and hits hold what they say", "[searcher]") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    RandomTexts texts(seed);
    std::vector<Page> pages;
    for (std::size_t page = 0; page < 12; ++page) {
      pages.push_back(simple_page(std::to_string(page) + ".md", texts.text(3), texts.text(25)));
    }
    const TemporaryFolder folder;
    Searcher searcher(write_index(folder.path(), pages));
    for (int i = 0; i < 150; ++i) {
      const std::string query = texts.query();
      CAPTURE(seed, query);
      const SearchResult result = searcher.search({.query = query, .explain = i % 5 == 0});
      std::set<std::string> ids;
      for (const Hit& hit : result.hits) {
        ids.insert(hit.id);
        for (const HitSection& section : hit.sections) {
          std::size_t last = 0;
          for (const auto& [begin, end] : section.snippet.marks) {
            if (begin < last || end <= begin || end > section.snippet.text.size()) FAIL("marks out of place");
            last = end;
          }
        }
      }
      CHECK(ids.size() == result.hits.size());
      CHECK(result.hits.size() <= pages.size());
    }
  }
}

}  // namespace speur
