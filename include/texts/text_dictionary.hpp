#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ZSTD_CDict_s;

namespace speur {

/// What the pages of a site have in common, learned from some of them (RFC 8878, 5). Blocks of texts that
/// are packed with it take no more space than blocks six times as large without, and are read in a quarter
/// of the time. It never changes, so that any number of threads may share it.
class TextDictionary {
 public:
  /// None: blocks stand by themselves.
  TextDictionary() = default;
  /// `samples`: data of pages, some hundreds. None where they have too little in common.
  [[nodiscard]] static TextDictionary learned(std::span<const std::string> samples);

  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
  /// What packs with it; null if there is none.
  [[nodiscard]] const ZSTD_CDict_s* packing() const noexcept { return packing_.get(); }

 private:
  std::string bytes_;
  std::shared_ptr<ZSTD_CDict_s> packing_;
};

}  // namespace speur
