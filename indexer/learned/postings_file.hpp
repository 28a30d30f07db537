#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>

namespace speur {

/// The posting lists (postings_layout.hpp) of all terms of `database`, as a new file in `folder`; its
/// name. Error(io).
[[nodiscard]] std::string make_postings_file(const std::filesystem::path& folder,
                                             const Xapian::Database& database);

}  // namespace speur
