#pragma once

#include "speur/schema.hpp"

#include <algorithm>
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

/// A hash of a payload, eight bytes at a time: FNV-1a (schema.hpp) over 64-bit numbers, since its
/// usual form, a byte at a time, takes longer than writing the file. Pieces may be of any size.
class SiteFileHash {
 public:
  void add(std::string_view bytes) {
    size_ += bytes.size();
    while (!bytes.empty()) {
      const std::size_t taken = std::min(bytes.size(), sizeof(std::uint64_t) - pending_bytes_);
      if (pending_bytes_ == 0 && bytes.size() >= sizeof(std::uint64_t)) {
        std::uint64_t number = 0;
        std::memcpy(&number, bytes.data(), sizeof number);
        mix(number);
        bytes.remove_prefix(sizeof number);
        continue;
      }
      std::memcpy(reinterpret_cast<char*>(&pending_) + pending_bytes_, bytes.data(), taken);
      pending_bytes_ += taken;
      bytes.remove_prefix(taken);
      if (pending_bytes_ < sizeof(std::uint64_t)) break;
      mix(pending_);
      pending_ = 0;
      pending_bytes_ = 0;
    }
  }
  [[nodiscard]] std::uint64_t value() const {
    SiteFileHash last = *this;
    last.mix(pending_);
    last.mix(size_);
    return last.hash_;
  }

 private:
  void mix(std::uint64_t number) {
    hash_ = (hash_ ^ number) * 0x100000001b3U;
    hash_ ^= hash_ >> 32U;  // without it, high bits would never reach low ones
  }
  std::uint64_t hash_ = 0xcbf29ce484222325U, pending_ = 0, size_ = 0;
  std::size_t pending_bytes_ = 0;
};

/// Numbers are in the byte order of the machine that wrote them: another one sees another `order`.
struct SiteFileHeader {
  std::array<char, 16> magic{};
  std::array<char, 16> kind{};  ///< filled up with zero bytes
  std::uint64_t order = native_order;
  std::uint64_t size = 0;  ///< bytes of the payload, which follows
  std::uint64_t hash = 0;  ///< SiteFileHash of the payload
  std::uint64_t sums = 0;  ///< bytes behind the payload: the checksums of its pieces (PieceSums), or none

  static constexpr std::uint64_t native_order = 0x0102030405060708U;
  static constexpr std::array<char, 16> expected_magic = {'s', 'p', 'e', 'u', 'r', ' ', 's', 'i',
                                                          't', 'e', ' ', 'f', 'i', 'l', 'e', '\n'};

  [[nodiscard]] static SiteFileHeader of(std::string_view kind, std::uint64_t size,
                                         std::uint64_t hash) {
    SiteFileHeader header;
    header.magic = expected_magic;
    kind.copy(header.kind.data(), header.kind.size());
    header.size = size;
    header.hash = hash;
    return header;
  }
  [[nodiscard]] static SiteFileHeader of(std::string_view kind, std::string_view payload) {
    SiteFileHash hash;
    hash.add(payload);
    return of(kind, payload.size(), hash.value());
  }
};
static_assert(sizeof(SiteFileHeader) == 64);  // and so the payload is aligned for any number

/// The payload of a file that the indexer itself has written, as far as it is there; empty for less than a header.
[[nodiscard]] inline std::string_view site_file_payload(std::string_view file) {
  SiteFileHeader header;
  if (file.size() < sizeof header) return {};
  std::memcpy(&header, file.data(), sizeof header);
  return file.substr(sizeof header, header.size);
}

}  // namespace speur
