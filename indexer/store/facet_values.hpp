#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace Xapian {
class Database;
}

namespace speur {

/// The values that pages give a facet.
[[nodiscard]] std::set<std::string, std::less<>> facet_values(const Xapian::Database& database, std::string_view facet);
/// `index`: a database that is written. Throws Error(io) where it cannot be read.
[[nodiscard]] std::set<std::string, std::less<>> facet_values(const std::filesystem::path& index, std::string_view facet);

}  // namespace speur
