#pragma once

#include "include/files/checksums.hpp"
#include "indexer/store/index_writer.hpp"
#include "speur/page.hpp"
#include "speur/schema.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace speur {

/// A page with the least that a test has to say.
inline Page simple_page(std::string id, std::string title, std::string text,
                        std::vector<Facet> facets = {}) {
  Page page;
  page.id = std::move(id);
  page.url = page.id.substr(0, page.id.rfind('.')) + "/";
  page.title = std::move(title);
  page.language = "nl";
  page.facets = std::move(facets);
  page.sections.push_back({0, "", "", std::move(text)});
  return page;
}

inline Facet keywords(std::string name, const std::vector<std::string>& values) {
  Facet facet{std::move(name), {}};
  for (const std::string& value : values) {
    facet.values.push_back({FacetType::keyword, value, 0});
  }
  return facet;
}
inline Facet number(std::string name, double value, std::string text) {
  return {std::move(name), {{FacetType::number, std::move(text), value}}};
}
inline Facet date(std::string name, std::string day) {
  return {std::move(name), {{FacetType::date, std::move(day), 0}}};
}

/// Writes `pages` as generation 1 of the index folder, and gives the folder.
inline std::filesystem::path write_index(const std::filesystem::path& folder,
                                         const std::vector<Page>& pages,
                                         WordsPlace words = WordsPlace::files) {
  const std::filesystem::path generation = folder / (std::string(generation_prefix) + "1");
  std::filesystem::create_directories(generation);
  IndexWriter writer(generation, IndexWriter::Mode::create, AnalyzerRecipe::standard(),
                     words);
  for (const Page& page : pages) writer.put(page);
  writer.set_metadata({"Proef", "https://proef.example.nl/", "nl", ""});
  writer.commit("2024-05-17T12:00:00Z");
  write_checksums(generation);
  std::ofstream(folder / stub_file) << "auto generation-1\n";
  return folder;
}

}  // namespace speur
