#include "indexer/site/rules/pages_by_address.hpp"

#include "indexer/site/rules/addresses.hpp"

#include <fmt/format.h>

namespace speur {

Problem overwritten_problem(const std::filesystem::path& file, std::string_view generator, std::string_view shown,
                            std::string_view url) {
  const bool is_path = scheme_of(url).empty() && !url.starts_with('/');
  return doubt(file, 0, fmt::format("is left out: {} shows {} at its address, {}{}", generator, shown, is_path ? "/" : "", url));
}

}  // namespace speur
