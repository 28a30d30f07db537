#pragma once

#include "speur/schema.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

/// What the files have in common that hold what was learned from the whole site: made from the
/// database's terms when a run has changed something, mapped into memory by the searcher. They lie
/// in the generation's folder and are called `<kind>-<hash of the payload>`; the metadata of the
/// commit that they belong to names them (site_file_key). So a reader of the revision before finds
/// its own, and equal pages give equal files.
namespace speur {

/// A kind fits in SiteFileHeader::kind and is made of a-z.
inline constexpr std::string_view words_kind = "words";

/// The metadata key of the name of the file of this kind.
[[nodiscard]] inline std::string site_file_key(std::string_view kind) {
  return std::string(site_file_key_prefix).append(kind);
}

/// Numbers are in the byte order of the machine that wrote them: another one sees another `order`.
struct SiteFileHeader {
  std::array<char, 16> magic{};
  std::array<char, 16> kind{};  ///< filled up with zero bytes
  std::uint64_t order = native_order;
  std::uint64_t size = 0;  ///< bytes of the payload, which follows
  std::uint64_t hash = 0;  ///< fnv1a of the payload
  std::uint64_t reserved = 0;

  static constexpr std::uint64_t native_order = 0x0102030405060708U;
  static constexpr std::array<char, 16> expected_magic = {'s', 'p', 'e', 'u', 'r', ' ', 's', 'i',
                                                          't', 'e', ' ', 'f', 'i', 'l', 'e', '\n'};

  [[nodiscard]] static SiteFileHeader of(std::string_view kind, std::string_view payload) {
    SiteFileHeader header;
    header.magic = expected_magic;
    kind.copy(header.kind.data(), header.kind.size());
    header.size = payload.size();
    header.hash = fnv1a(payload);
    return header;
  }
};
static_assert(sizeof(SiteFileHeader) == 64);  // and so the payload is aligned for any number

}  // namespace speur
