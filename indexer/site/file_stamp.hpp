#pragma once

#include <chrono>
#include <cstdint>

struct stat;

namespace speur {

/// What the file system says of a file that costs no reading of it. Two equal stamps mean equal
/// contents, except for a file that was written twice within one tick of the file system's clock
/// (certain_stamp).
struct FileStamp {
  std::uint64_t size = unknown_size;
  std::int64_t modified = 0;  ///< ns since 1970: of the contents
  std::int64_t changed = 0;   ///< ns since 1970: of anything; no program can set it back
  std::uint64_t inode = 0;

  static constexpr std::uint64_t unknown_size = ~std::uint64_t{0};
  static constexpr std::uint64_t absent_size = unknown_size - 1;

  [[nodiscard]] static FileStamp of(const struct stat& status);
  /// The stamp of the file that `path` names, symbolic links followed; a stamp of its own where
  /// there is no file.
  [[nodiscard]] static FileStamp of_path(const char* path);
  [[nodiscard]] bool is_known() const { return size != unknown_size; }
  bool operator==(const FileStamp&) const = default;
};

/// A file that was written less than this before it was looked at may be written again in the same
/// tick of the file system's clock (4 ms on ext4, two seconds on FAT) with as many bytes: its stamp
/// would stay, and the change would never be seen. Git calls this "racily clean".
inline constexpr std::chrono::nanoseconds stamp_grace = std::chrono::seconds(3);

/// `stamp`, or an unknown one if the file was written less than `grace` before `looked_at` (ns since
/// 1970), or later. An unknown stamp makes the next run compare the contents.
[[nodiscard]] FileStamp certain_stamp(const FileStamp& stamp, std::int64_t looked_at,
                                      std::chrono::nanoseconds grace = stamp_grace);

}  // namespace speur
