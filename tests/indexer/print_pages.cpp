// print_pages CONTENT [SPEUR_YAML]: what the content reader makes of a site, one JSON object a
// line, for a check against an independent reading of the same files.

#include "indexer/site/content_reader.hpp"
#include "indexer/page/page_reader.hpp"
#include "indexer/site/site_config.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace {

namespace json = boost::json;

json::object to_json(const speur::Page& page) {
  json::object facets;
  for (const speur::Facet& facet : page.facets) {
    json::array values;
    for (const speur::FacetValue& value : facet.values) {
      const char* type = value.type == speur::FacetType::number ? "number"
                         : value.type == speur::FacetType::date ? "date"
                                                                : "keyword";
      values.push_back({{"type", type}, {"text", value.text}, {"number", value.number}});
    }
    facets[facet.name] = std::move(values);
  }
  json::array sections;
  for (const speur::Section& section : page.sections) {
    sections.push_back(
        {{"level", section.level}, {"heading", section.heading}, {"anchor", section.anchor},
         {"text", section.text}});
  }
  return {{"id", page.id},
          {"url", page.url},
          {"title", page.title},
          {"otherTitle", page.other_title},
          {"description", page.description},
          {"language", page.language},
          {"identifiers", json::value_from(page.identifiers)},
          {"synonyms", json::value_from(page.synonyms)},
          {"boost", page.boost},
          {"facets", std::move(facets)},
          {"sections", std::move(sections)}};
}

void print_pages(const speur::IndexOptions& options) {
  std::vector<speur::Problem> problems;
  const speur::SiteConfig config = speur::load_site_config(options, problems);
  for (const speur::FoundPage& found : speur::find_pages(config, problems)) {
    const speur::SourceFile source = speur::source_file(found, config);
    try {
      const speur::PageResult result =
          speur::read_page(source, speur::read_page_bytes(source, config), config, problems);
      if (result.page) {
        std::cout << json::serialize(to_json(*result.page)) << '\n';
      } else {
        std::cout << json::serialize(json::object{{"id", source.id}, {"skipped", true}}) << '\n';
      }
    } catch (const speur::Error& e) {
      problems.push_back({{}, e.what()});
    }
  }
  for (const speur::Problem& problem : problems) {
    std::cerr << speur::describe(problem.where, problem.message) << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: print_pages CONTENT [SPEUR_YAML]\n";
    return static_cast<int>(speur::ExitCode::usage);
  }
  speur::IndexOptions options;
  options.content = argv[1];
  if (argc > 2) options.config = argv[2];
  try {
    print_pages(options);
  } catch (const speur::Error& e) {
    std::cerr << e.what() << '\n';
    return static_cast<int>(e.code());
  }
  return 0;
}
