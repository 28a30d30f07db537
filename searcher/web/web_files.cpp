#include "searcher/web/web_files.hpp"

#include "speur/schema.hpp"

#include <fmt/format.h>

namespace speur::http {

std::string version_of(const WebFile& file) {
  return fmt::format("{:016x}", fnv1a(file.content));
}

std::string versioned(const WebFile& file) {
  return fmt::format("{}?v={}", file.name, version_of(file));
}

}  // namespace speur::http
