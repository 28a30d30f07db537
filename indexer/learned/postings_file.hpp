#pragma once

#include "include/files/output_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

class SiteFileDraft;

/// Makes the postings file (postings_layout.hpp) of a generation out of the posting lists of its
/// chunks, which lie in a draft until all are there: memory does not grow with the site.
class PostingsFile {
 public:
  /// Error(io), here and below.
  explicit PostingsFile(const std::filesystem::path& folder);
  ~PostingsFile();
  PostingsFile(const PostingsFile&) = delete;
  PostingsFile& operator=(const PostingsFile&) = delete;

  /// The payload of the posting lists of the next pages.
  void add(std::string_view payload);
  /// Writes the file, and gives its name.
  [[nodiscard]] std::string finish();

 private:
  void merge(SiteFileDraft& file) const;
  void remove_draft() const noexcept;

  OutputFolder folder_;
  OutputFile draft_;
  std::vector<std::uint64_t> sizes_;  // of the payloads
};

}  // namespace speur
