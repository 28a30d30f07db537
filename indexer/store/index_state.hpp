#pragma once

#include "indexer/site/file_stamp.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

/// XXH3, 128 bits, of all that a page gives to the index.
using ContentHash = std::array<char, 16>;

/// What a run knows of a page for the next one.
struct PageState {
  std::string_view id;
  std::string_view url;    ///< as Page::url; empty if it is not indexed
  ContentHash hash{};      ///< of all that the page gives to the index
  FileStamp stamp;         ///< of its file, or unknown
  bool indexed = true;     ///< false: the page says that it is not to be found
  bool reported = false;   ///< something in it was told: it is told again though it is unchanged
  std::vector<std::uint32_t> includes = {};  ///< numbers of IncludedFile
  /// Of a page that is not indexed: address_hash() of where the site shows it; 0 where it does not.
  std::uint64_t address = 0;
};

/// A file that pages include, or looked for and did not find.
struct IncludedFile {
  std::string_view path;
  FileStamp stamp;
};

/// The state of a generation: what its last run saw of the site. A file beside the database, named
/// by its metadata (state_key), so that it is always that of the revision; only the indexer reads
/// it. One stretch of memory: 86,000 pages in three value streams of Xapian take as long as the
/// whole run may.
///
/// Of a page that is not indexed the file has hashes of the id and of the URL in their places, and no
/// included files: no name that a site hides stands in its index.
class IndexState {
 public:
  /// Nothing if the file is not there, damaged, or of another machine or version.
  [[nodiscard]] static std::optional<IndexState> read(const std::filesystem::path& file);

  /// Of the site's configuration and this program: another one changes every page.
  [[nodiscard]] std::string_view fingerprint() const { return fingerprint_; }
  [[nodiscard]] std::size_t size() const { return pages_.size(); }
  /// The pages are sorted by id. The id of a page that is not indexed is empty.
  [[nodiscard]] PageState page(std::size_t number) const;
  /// The number of the page that has this id and is not indexed.
  [[nodiscard]] std::optional<std::uint32_t> hidden_page(std::string_view id) const;
  [[nodiscard]] std::string_view id(std::size_t number) const;
  /// address_hash() of where the site shows the page; 0 where it does not.
  [[nodiscard]] std::uint64_t address(std::size_t number) const;
  [[nodiscard]] bool is_indexed(std::size_t number) const {
    return (pages_[number].flags & indexed_flag) != 0;
  }
  [[nodiscard]] const FileStamp& stamp(std::size_t number) const { return pages_[number].stamp; }
  [[nodiscard]] std::size_t included_files() const { return includes_.size(); }
  [[nodiscard]] IncludedFile included_file(std::size_t number) const;

 private:
  friend class StateWriter;
  struct StoredPage {
    FileStamp stamp;
    ContentHash hash{};
    std::uint64_t text_begin = 0;  // in texts: the id, then the URL; or the hashes of both
    std::uint32_t id_bytes = 0, url_bytes = 0;
    std::uint32_t includes_begin = 0, includes = 0;  // in page_includes
    std::uint64_t flags = 0;
  };
  struct StoredInclude {
    FileStamp stamp;
    std::uint64_t text_begin = 0, path_bytes = 0;
  };
  struct Counts {
    std::uint64_t version = 0, pages = 0, includes = 0, page_includes = 0, fingerprint_bytes = 0,
                  text_bytes = 0;
  };
  static constexpr std::uint64_t version = 3;
  static constexpr std::uint64_t indexed_flag = 1, reported_flag = 2;

  [[nodiscard]] std::string_view id_text(const StoredPage& page) const { return texts_.substr(page.text_begin, page.id_bytes); }
  [[nodiscard]] std::string_view url_text(const StoredPage& page) const {
    return texts_.substr(page.text_begin + page.id_bytes, page.url_bytes);
  }

  std::vector<char> file_;
  std::span<const StoredPage> pages_;
  std::span<const StoredInclude> includes_;
  std::span<const std::uint32_t> page_includes_;
  std::string_view fingerprint_, texts_;
  std::unordered_map<std::uint64_t, std::uint32_t> hidden_;  // pages that are not indexed, by hash of the id
};

/// Collects the state of a run.
class StateWriter {
 public:
  /// The number of a file that pages include, for PageState.
  std::uint32_t add_included(std::string_view path, const FileStamp& stamp);
  /// Pages in the order of their ids. One that is not indexed has its id, but no URL and no includes.
  void add(const PageState& page);
  /// The id of an indexed page with this URL, if one was added.
  [[nodiscard]] std::optional<std::string_view> page_with_url(std::string_view url) const;
  /// The payload of the file.
  [[nodiscard]] std::string payload(std::string_view fingerprint) const;

 private:
  std::vector<IndexState::StoredPage> pages_;
  std::vector<IndexState::StoredInclude> includes_;
  std::vector<std::uint32_t> page_includes_;
  std::map<std::string, std::uint32_t, std::less<>> include_numbers_;
  // Pages by the hash of their URL: the URLs themselves stand in texts_ already.
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_url_;
  std::string texts_;
};

}  // namespace speur
