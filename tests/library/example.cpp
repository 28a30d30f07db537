// Indexes two pages that are in no file, searches them and completes a word.
#include <speur/searcher.hpp>
#include <speur/site_index.hpp>
#include <speur/suggester.hpp>

#include <iostream>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "example INDEX_FOLDER\n";
    return 64;
  }
  try {
    const std::vector<speur::SourcePage> pages = {
        {"verkeer/stalling.md", "---\nrollen: [inwoner]\n---\n# Fietsenstalling\n\nDe stalling is open."},
        {"afval.md", "# Grofvuil\n\nWij halen grofvuil op."}};
    const speur::SiteIndexReport report = speur::index_pages(pages, argv[1]);
    std::cout << report.pages << " pages, " << report.indexed << " written\n";

    speur::Searcher searcher(argv[1]);
    const speur::SearchResult result = searcher.search({.query = "fietsenstallingen", .facets = {"all"}});
    for (const speur::Hit& hit : result.hits) std::cout << hit.id << ": " << hit.title.text << '\n';

    const speur::Suggester suggester(argv[1]);
    for (const speur::Suggestion& each : suggester.suggest("grof")) {
      std::cout << "suggestion: " << each.text.text << '\n';
    }
  } catch (const speur::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.code());
  }
}
