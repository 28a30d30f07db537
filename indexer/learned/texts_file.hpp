#pragma once

#include "include/texts/page_texts.hpp"
#include "indexer/learned/site_file_draft.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace speur {

/// Writes a texts file (texts_layout.hpp) piece by piece, as the pages are made.
class TextsFile {
 public:
  /// Error(io), here and below. `dictionary`: that the blocks are packed with, or none.
  explicit TextsFile(const std::filesystem::path& folder, const TextDictionary& dictionary = {});

  /// The next pages, finished.
  void add(const TextBlocks& pages);
  /// Brings the file to the disk under its name, and gives that name.
  [[nodiscard]] std::string finish();

 private:
  SiteFileDraft draft_;
  std::vector<TextPlace> places_;
  std::vector<std::uint64_t> begins_;
};

}  // namespace speur
