#include "searcher/words/word_relations.hpp"

#include "include/files/checksums.hpp"
#include "indexer/learned/site_relations.hpp"
#include "speur/schema.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

Analyzer& dutch() {
  static Analyzer analyzer(AnalyzerRecipe::standard());
  return analyzer;
}

class RelatedSite {
 public:
  explicit RelatedSite(const std::vector<Page>& pages, const SiteConfig& config = {}) {
    write_index(folder_.path(), pages);
    const SiteRelations site = site_relations(config, AnalyzerRecipe::standard());
    Xapian::WritableDatabase database((folder_.path() / "generation-1").string());
    database.set_metadata(std::string(synonyms_key), site.synonyms);
    database.set_metadata(std::string(definitions_key), site.definitions);
    database.commit();
    write_checksums(folder_.path() / "generation-1");
  }

  /// "first-last kind text pages", with " | " between them.
  [[nodiscard]] std::string expansions(std::string_view query) const {
    std::vector<const WordForm*> words;
    const std::vector<Token> tokens = dutch().analyze(query);
    for (const Token& token : tokens) words.push_back(token.form);
    std::string all;
    for (const Expansion& each : relations().expansions(words)) {
      all += fmt::format("{}{}-{} {} {} {}", all.empty() ? "" : " | ", each.first, each.last,
                         each.kind == ExpansionKind::acronym ? "a" : "s", each.text, each.pages);
    }
    return all;
  }
  [[nodiscard]] std::vector<OtherNames> names() const { return relations().names(); }
  /// "term=text @url"
  [[nodiscard]] std::string definition(std::string_view query) const {
    const std::optional<Definition> found = relations().definition(query, dutch());
    return found ? fmt::format("{}={} @{}", found->term, found->text, found->url) : "";
  }

 private:
  [[nodiscard]] WordRelations relations() const {
    return WordRelations(Xapian::Database(folder_.path().string()));
  }
  TemporaryFolder folder_;
};

Page with_synonyms(std::string id, std::string title, std::vector<std::string> synonyms) {
  Page page = simple_page(std::move(id), std::move(title), "tekst");
  page.synonyms = std::move(synonyms);
  return page;
}

Page defining(std::string id, std::string term, std::string text, DefinitionSource source,
              std::string anchor = {}) {
  Page page = simple_page(std::move(id), term, "tekst");
  page.definitions.push_back({std::move(term), std::move(text), std::move(anchor), source});
  return page;
}

}  // namespace

TEST_CASE("words of a query lead to what pages and the site also call them", "[relations]") {
  SiteConfig config;
  config.synonyms = {{{"fiets", "rijwiel"}, {"fiets", "rijwiel"}, 1},
                     {{"oude naam"}, {"nieuwe naam"}, 2}};
  config.abbreviations = {{"KCC", "Klantcontactcentrum"}, {"pgb", "Persoonsgebonden budget."}};
  const RelatedSite site(
      {simple_page("a.md", "A", "De Wet open overheid (Woo) en de Algemene Ouderdomswet (AOW)."),
       simple_page("b.md", "B", "De Woo (Wet Open Overheid), de Wet op orde (Woo)."),
       simple_page("c.md", "C", "De Wet open overheid (Woo)."),
       with_synonyms("d.md", "Hulp bij het huishouden", {"thuishulp"})},
      config);
  struct Row {
    std::string_view query, expansions;
  };
  for (const Row& row : std::to_array<Row>({
           {"Woo", "0-0 a Wet open overheid 3 | 0-0 a Wet op orde 1"},
           {"wet open overheid", "0-2 a Woo 3"},
           {"een verzoek op grond van de wet open overheid", "6-8 a Woo 3"},
           {"de wet", ""},
           {"KCC", "0-0 a Klantcontactcentrum 4"},
           {"pgb's aanvragen", "0-0 a Persoonsgebonden budget 4"},
           {"persoonsgebonden budgetten", "0-1 a pgb 4"},
           {"thuishulp", "0-0 s Hulp bij het huishouden 1"},
           {"hulp in de huishouding", ""},
           {"fietsen", "0-0 s rijwiel 4"},
           {"rijwiel", "0-0 s fiets 4"},
           {"oude naam", "0-1 s nieuwe naam 4"},
           {"nieuwe naam", ""},
           {"", ""},
       })) {
    CAPTURE(row.query);
    CHECK(site.expansions(row.query) == row.expansions);
  }
}

TEST_CASE("names of the site and of pages are known as they are spelled", "[relations]") {
  SiteConfig config;
  config.synonyms = {{{"fiets", "rijwiel"}, {"fiets", "rijwiel"}, 1}, {{"Vuilnisbakken"}, {"container"}, 2}};
  const RelatedSite site({with_synonyms("d.md", "Hulp bij het huishouden", {"Thuishulp"})}, config);
  std::set<std::string> names;
  for (const OtherNames& each : site.names()) {
    std::string line = each.name + ":";
    for (const std::string& other : each.others) line += " " + other;
    names.insert(line);
  }
  CHECK(names == std::set<std::string>{"fiets: rijwiel", "rijwiel: fiets", "Vuilnisbakken: container",
                                       "Thuishulp: Hulp bij het huishouden",
                                       "Hulp bij het huishouden: Thuishulp"});
  CHECK(site.expansions("vuilnisbak") == "0-0 s container 1");
}

TEST_CASE("a word alone is answered by its best definition", "[relations]") {
  SiteConfig config;
  config.abbreviations = {{"bias", "Een vooroordeel dat de uitkomst een kant op stuurt."},
                          {"raad", "Wat de site van een raad zegt."}};
  Page entry = defining("e.md", "DPIA", "Onderzoek vooraf.", DefinitionSource::entry);
  entry.synonyms = {"privacytoets"};
  const RelatedSite site(
      {defining("b.md", "Mandaat", "Van een lijst.", DefinitionSource::list),
       defining("c.md", "mandaten", "Van de begrippenlijst.", DefinitionSource::glossary, "m"),
       defining("d.md", "Mandaat", "Van de begrippenlijst.", DefinitionSource::glossary),
       defining("f.md", "raad", "Van een lijst.", DefinitionSource::list),
       defining("g.md", "Besluit (Awb)", "Een beslissing.", DefinitionSource::glossary), entry},
      config);
  struct Row {
    std::string_view query, definition;
  };
  for (const Row& row : std::to_array<Row>({
           {"mandaat", "mandaten=Van de begrippenlijst. @c/#m"},
           {"Wat is een mandaat?", "mandaten=Van de begrippenlijst. @c/#m"},
           {"\"mandaat\"", "mandaten=Van de begrippenlijst. @c/#m"},
           {"mandaat intrekken", ""},
           {"zonder mandaat", ""},
           {"privacytoets", "DPIA=Onderzoek vooraf. @e/"},
           {"besluit", "Besluit (Awb)=Een beslissing. @g/"},
           {"bias", "bias=Een vooroordeel dat de uitkomst een kant op stuurt. @"},
           {"raad", "raad=Wat de site van een raad zegt. @"},
           {"wat is", ""},
           {"", ""},
       })) {
    CAPTURE(row.query);
    CHECK(site.definition(row.query) == row.definition);
  }
}

TEST_CASE("where pages differ too much no definition is the site's", "[relations]") {
  std::vector<Page> pages;
  for (std::size_t i = 0; i <= WordRelations::max_meanings; ++i) {
    pages.push_back(defining(fmt::format("p{}.md", i), "minister", fmt::format("De {}e.", i),
                             DefinitionSource::list));
  }
  CHECK(RelatedSite(pages).definition("minister").empty());
  pages.pop_back();
  CHECK(RelatedSite(pages).definition("minister") == "minister=De 4e. @p4/");
}

TEST_CASE("a site that says nothing of its words is not asked", "[relations]") {
  const RelatedSite site({simple_page("a.md", "A", "tekst")});
  CHECK(site.expansions("een hele lange vraag met woorden").empty());
  CHECK(site.definition("tekst").empty());
}

}  // namespace speur
