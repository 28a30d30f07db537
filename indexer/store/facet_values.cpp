#include "indexer/store/facet_values.hpp"

#include "indexer/store/xapian_errors.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <algorithm>

namespace speur {

std::set<std::string, std::less<>> facet_values(const Xapian::Database& database, std::string_view facet) {
  std::set<std::string, std::less<>> values;
  const Xapian::valueno slot = facet_slot(facet);
  for (auto page = database.valuestream_begin(slot); page != database.valuestream_end(slot); ++page) {
    const std::string all = *page;
    for (std::string_view rest = all; !rest.empty();) {
      const std::size_t size = std::min(rest.find(value_separator), rest.size());
      if (const std::string_view value = rest.substr(0, size); !values.contains(value)) values.emplace(value);
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
  }
  return values;
}

std::set<std::string, std::less<>> facet_values(const std::filesystem::path& index, std::string_view facet) {
  std::set<std::string, std::less<>> values;
  guarded(index, [&] { values = facet_values(Xapian::Database(index.string()), facet); });
  return values;
}

}  // namespace speur
