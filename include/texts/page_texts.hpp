#pragma once

#include "include/files/file_pieces.hpp"
#include "include/texts/text_dictionary.hpp"
#include "speur/texts_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;
struct ZSTD_DDict_s;

namespace speur {

/// Frees the contexts of Zstandard, which cost more to make than a block to pack or unpack.
struct FreeContext {
  void operator()(ZSTD_CCtx_s* context) const noexcept;
  void operator()(ZSTD_DCtx_s* context) const noexcept;
  void operator()(ZSTD_DDict_s* dictionary) const noexcept;
};

/// The block that was read last: of pages in their order most are in it.
struct TextBlock {
  std::uint32_t number = UINT32_MAX;
  std::string bytes{};
  std::string frame{};  ///< as it is in the file
  std::unique_ptr<ZSTD_DCtx_s, FreeContext> context{};  ///< made by the first that is read
};

/// A texts file (texts_layout.hpp), of which blocks are read as they are asked for. Where its payload is in
/// memory any number of threads may share it, each with a block of its own.
class PageTexts {
 public:
  /// std::out_of_range for what is no texts file. Errors as FilePieces::read()'s.
  explicit PageTexts(FilePieces payload);

  /// The last docid that it knows.
  [[nodiscard]] std::uint32_t pages() const noexcept { return tail_.pages; }
  /// The data of a page, which is valid until the next call with this block; empty if it has none.
  /// std::out_of_range for damaged bytes, and as FilePieces::read().
  [[nodiscard]] std::string_view get(std::uint32_t page, TextBlock& block) const;

 private:
  [[nodiscard]] std::size_t begin_place(std::size_t block) const noexcept;

  FilePieces payload_;
  TextsTail tail_;
  std::unique_ptr<ZSTD_DDict_s, FreeContext> dictionary_;  // null: blocks stand by themselves
  std::size_t places_ = 0, begins_ = 0;  // where the tables begin
};

/// Gathers pages in blocks.
class TextBlocks {
 public:
  explicit TextBlocks(TextDictionary dictionary = {}) : dictionary_(std::move(dictionary)) {}

  /// The data of the next page; empty for a docid that has none.
  void add(std::string_view data);
  /// Puts the last block to the others.
  void finish();

  /// The blocks, one after the other, with the bytes of each, and where the pages are in them.
  [[nodiscard]] const std::string& blocks() const noexcept { return blocks_; }
  [[nodiscard]] const std::vector<std::uint64_t>& sizes() const noexcept { return sizes_; }
  [[nodiscard]] const std::vector<TextPlace>& places() const noexcept { return places_; }

 private:
  TextDictionary dictionary_;
  std::unique_ptr<ZSTD_CCtx_s, FreeContext> context_;
  std::string open_, blocks_;
  std::vector<std::uint64_t> sizes_;
  std::vector<TextPlace> places_;
};

}  // namespace speur
