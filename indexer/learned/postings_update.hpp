#pragma once

#include "include/postings/index_postings.hpp"
#include "indexer/terms/term_list.hpp"
#include "speur/mapped_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// The names of the files of an index's posting lists. Without changes the second is empty.
struct PostingsNames {
  std::string postings{}, changes{};
};

/// What an update of an index changes in its posting lists.
class PostingsUpdate {
 public:
  /// The files of the index as it is. Error(io) for damaged ones.
  PostingsUpdate(std::filesystem::path folder, const PostingsNames& names);

  /// Docids increase, and are larger than those of the index.
  void add(std::uint32_t page, TermList terms);
  /// A page of the index as it was, with the terms that it had.
  void remove(std::uint32_t page, TermList terms);
  /// The last docid of the file that changes are told apart from.
  [[nodiscard]] std::uint32_t base_pages() const noexcept { return before_.base().last_page(); }
  /// Writes the changes, or if `whole` one file of all; the names of what is then in use. Error(io).
  [[nodiscard]] PostingsNames write(bool whole) const;

 private:
  using Page = std::pair<std::uint32_t, TermList>;
  [[nodiscard]] std::string added() const;
  [[nodiscard]] std::string gone() const;

  std::filesystem::path folder_;
  PostingsNames names_;
  MappedFile base_file_, changes_file_;
  IndexPostings before_;
  std::vector<Page> added_, gone_;
};

}  // namespace speur
