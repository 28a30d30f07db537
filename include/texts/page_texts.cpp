#include "include/texts/page_texts.hpp"

#include "include/texts/text_level.hpp"

#include <zstd.h>

#include <array>
#include <new>
#include <stdexcept>
#include <utility>

namespace speur {
namespace {

/// A page of a block is read in the time that the block takes, and most are longer than this. Larger blocks would be a tenth
/// smaller where there is no dictionary, which is on small sites.
constexpr std::size_t least_block = std::size_t{4} * 1024;

constexpr std::size_t alignment = sizeof(std::uint64_t);

/// Behind the places, so that the begins are aligned.
std::size_t places_gap(std::size_t pages) { return pages % 2 * (alignment / 2); }

/// Packs blocks that tell when their bytes, or those of the dictionary, have changed: Zstandard alone takes most
/// such bytes for others of a text.
std::unique_ptr<ZSTD_CCtx, FreeContext> context_with(const TextDictionary& dictionary) {
  std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  std::size_t error = ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, text_level);
  if (ZSTD_isError(error) == 0) error = ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  if (ZSTD_isError(error) == 0 && !dictionary.empty()) {
    error = ZSTD_CCtx_refCDict(context.get(), dictionary.packing());
  }
  if (ZSTD_isError(error) != 0) throw std::runtime_error(ZSTD_getErrorName(error));
  return context;
}

}  // namespace

void FreeContext::operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
void FreeContext::operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
void FreeContext::operator()(ZSTD_DDict* dictionary) const noexcept { ZSTD_freeDDict(dictionary); }

PageTexts::PageTexts(FilePieces payload) : payload_(std::move(payload)) {
  if (payload_.size() >= sizeof tail_) {
    const std::size_t end = payload_.size() - sizeof tail_;
    tail_ = payload_.number<TextsTail>(end);
    const std::size_t tables = std::size_t{tail_.pages} * sizeof(TextPlace) + places_gap(tail_.pages) +
                               (std::size_t{tail_.blocks} + 1) * sizeof(std::uint64_t);
    if (tables <= end) {
      places_ = end - tables;
      begins_ = end - (std::size_t{tail_.blocks} + 1) * sizeof(std::uint64_t);
      const auto size = payload_.number<std::uint64_t>(begin_place(0));
      if (size > places_) throw std::out_of_range("a dictionary of texts ends too early");
      if (size > 0) {
        // The checksum of a block tells of a dictionary that is not the one that it was packed with. It is large, so
        // that a copy of it would take longer than to map it.
        const std::string_view dictionary = payload_.mapped().substr(0, size);
        dictionary_.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
        if (!dictionary_) throw std::out_of_range("a dictionary of texts is damaged");
      }
      return;
    }
  }
  throw std::out_of_range("a texts file ends too early");
}

/// Where it stands at which place a block begins; where it ends follows.
std::size_t PageTexts::begin_place(std::size_t block) const noexcept {
  return begins_ + block * sizeof(std::uint64_t);
}

std::string_view PageTexts::get(std::uint32_t page, TextBlock& block) const {
  if (page == 0 || page > tail_.pages) return {};
  const auto place = payload_.number<TextPlace>(places_ + std::size_t{page - 1} * sizeof(TextPlace));
  if (place.size == 0) return {};
  if (block.number != place.block) {
    if (place.block >= tail_.blocks) throw std::out_of_range("a page in no block of texts");
    const auto [begin, end] = payload_.number<std::array<std::uint64_t, 2>>(begin_place(place.block));
    if (begin > end || end > places_) throw std::out_of_range("a block of texts ends too early");
    const std::string_view frame = payload_.read_unverified(begin, end - begin, block.frame);
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size > most_text_block) throw std::out_of_range("a block of texts is damaged");
    block.number = UINT32_MAX;
    block.bytes.resize(size);
    if (!block.context) block.context.reset(ZSTD_createDCtx());
    if (!block.context) throw std::bad_alloc();
    const std::size_t read =
        ZSTD_decompress_usingDDict(block.context.get(), block.bytes.data(), block.bytes.size(),
                                   frame.data(), frame.size(), dictionary_.get());
    if (ZSTD_isError(read) != 0 || read != size) throw std::out_of_range("a block of texts is damaged");
    block.number = place.block;
  }
  if (place.begin > block.bytes.size() || place.size > block.bytes.size() - place.begin) {
    throw std::out_of_range("a page lies outside of its block of texts");
  }
  return std::string_view(block.bytes).substr(place.begin, place.size);
}

void TextBlocks::add(std::string_view data) {
  places_.push_back({static_cast<std::uint32_t>(sizes_.size()),
                     static_cast<std::uint32_t>(open_.size()),
                     static_cast<std::uint32_t>(data.size())});
  open_ += data;
  if (open_.size() >= least_block) finish();
}

void TextBlocks::finish() {
  if (open_.empty()) return;
  const std::size_t begin = blocks_.size();
  blocks_.resize(begin + ZSTD_compressBound(open_.size()));
  if (!context_) context_ = context_with(dictionary_);
  const std::size_t size = ZSTD_compress2(context_.get(), blocks_.data() + begin, blocks_.size() - begin,
                                          open_.data(), open_.size());
  if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
  blocks_.resize(begin + size);
  sizes_.push_back(size);
  open_.clear();
}

}  // namespace speur
