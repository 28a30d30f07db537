#include "searcher/index_status.hpp"

#include <fstream>
#include <iterator>
#include <sstream>

#include "speur/schema.hpp"

namespace fs = std::filesystem;

namespace speur {
namespace {

std::string generation_of(const fs::path& index) {
  std::ifstream stub(index / stub_file);
  std::string kind, name;
  return stub >> kind >> name && name.starts_with(generation_prefix) ? name : std::string();
}

std::size_t bytes_in(const fs::path& folder) {
  std::size_t bytes = 0;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(folder, error)) {
    const std::uintmax_t size = file.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
}

}  // namespace

IndexStatus index_status(const IndexReader& index) {
  const Xapian::Database& database = index.database();
  IndexStatus status;
  status.index = index.path();
  status.generation = generation_of(index.path());
  status.schema = schema_version;
  status.recipe = index.recipe().to_text();
  status.site_name = index.metadata(site_name_key);
  status.site_url = index.metadata(site_url_key);
  status.built = index.metadata(built_key);
  status.pages = database.get_doccount();
  status.terms =
      static_cast<std::size_t>(std::distance(database.allterms_begin(), database.allterms_end()));
  status.average_length = database.get_average_length();
  for (const IndexFacet& facet : index.facets()) {
    const std::string prefix = facet_term(facet.name, "");
    const auto values = static_cast<std::size_t>(
        std::distance(database.allterms_begin(prefix), database.allterms_end(prefix)));
    status.facets.push_back({facet.name, facet.type, facet.pages, values});
  }
  if (!status.generation.empty()) {
    const fs::path folder = index.path() / status.generation;
    status.bytes = bytes_in(folder);
    std::ostringstream report;
    try {
      if (Xapian::Database::check(folder.string(), 0, &report) != 0) {
        status.faults.push_back(report.str());
      }
    } catch (const Xapian::Error& e) {
      status.faults.push_back(e.get_description());
    }
  }
  return status;
}

}  // namespace speur
