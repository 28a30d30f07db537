#pragma once

#include "include/texts/page_texts.hpp"
#include "speur/mapped_file.hpp"

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <string>

namespace speur {

/// The data of the pages of a generation, wherever it stands.
class StoredPages {
 public:
  /// Error(io) for a damaged texts file.
  StoredPages(const std::filesystem::path& generation, Xapian::Database database);

  [[nodiscard]] const Xapian::Database& database() const noexcept { return database_; }
  /// Xapian::DocNotFoundError for a docid without a page; std::out_of_range for damaged data.
  [[nodiscard]] std::string data(Xapian::docid page) const;

 private:
  Xapian::Database database_;
  MappedFile file_;
  std::optional<PageTexts> texts_;
  mutable TextBlock block_;
};

}  // namespace speur
