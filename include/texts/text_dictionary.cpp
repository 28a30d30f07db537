#include "include/texts/text_dictionary.hpp"

#include "include/texts/text_level.hpp"

#include <zdict.h>
#include <zstd.h>

#include <new>
#include <vector>

namespace speur {
namespace {

/// Twice as many save two hundredths more, and each reader of an index has them in memory.
constexpr std::size_t most_bytes = std::size_t{64} * 1024;

}  // namespace

TextDictionary TextDictionary::learned(std::span<const std::string> samples) {
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  TextDictionary made;
  made.bytes_.resize(most_bytes);
  const std::size_t size = ZDICT_trainFromBuffer(made.bytes_.data(), made.bytes_.size(), all.data(),
                                                 sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};
  made.bytes_.resize(size);
  made.packing_.reset(ZSTD_createCDict(made.bytes_.data(), made.bytes_.size(), text_level),
                      [](ZSTD_CDict_s* packing) { ZSTD_freeCDict(packing); });
  if (!made.packing_) throw std::bad_alloc();
  return made;
}

}  // namespace speur
