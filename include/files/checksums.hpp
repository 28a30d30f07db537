#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The checksums of a folder of the index, which tell a damaged file before a library that believes
/// its files reads it. They stand in a text file of that folder, `checksums`:
///     speur checksums 1
///     <32 hexadecimal digits: XXH3-128> <size> <name>     one line a file, by name
///     end <16 hexadecimal digits: XXH3-64 of all lines above>
/// A run that changes files in place first puts `writing` where the lines would be: then nothing can
/// be said of the folder until the run has ended, and of one that was killed until the next.
namespace speur {

inline constexpr std::string_view checksum_file = "checksums";

/// Hashes all files of the folder and writes the file; it appears whole and is on the disk. Left out
/// are locks and drafts of `folder`, which are no part of what is read. Error(io).
void write_checksums(const std::filesystem::path& folder);

/// Checksums as they were before a run changed files, when all files were sound.
struct ChecksumsBefore {
  std::string text{};
};

/// Says that files of the folder are about to change. Error(io).
ChecksumsBefore suspend_checksums(const std::filesystem::path& folder);

/// As write_checksums(folder), but takes over what `before` says of the files that `is_kept` says have
/// not been written since: to hash them again would take most of the time of a small change.
void write_checksums(const std::filesystem::path& folder, const ChecksumsBefore& before,
                     const std::function<bool(std::string_view name)>& is_kept);

/// Says that these files of the folder are no part of it any more, before they are removed.
void drop_checksums(const std::filesystem::path& folder,
                    const std::vector<std::filesystem::path>& files);

enum class ChecksumState : std::uint8_t {
  sound,    ///< all files are as they were written
  damaged,  ///< `faults` tells which are not
  writing,  ///< a run is changing them, or was killed while it did
  unknown,  ///< there are none: an index of another program, of an older one, or one that lost them
};

enum class ChecksumDepth : std::uint8_t {
  sizes,     ///< that each file is there and as long as it was: microseconds
  believed,  ///< all bytes of files that are believed as they are read, where these are at most believed_bytes together;
             ///< else, and of site files, which hold checksums of their pieces, the sizes
  quick,     ///< all bytes where they are at most quick_bytes together, else the sizes
  contents,  ///< all bytes
};

/// What a run of the indexer reads before it begins, and what a search reads. Reading and hashing were measured at
/// 4 GB/s of CPU time from the page cache: 4 ms for 16 MB, 1 ms for 4 MB, 0.15 s for 600 MB.
inline constexpr std::uint64_t quick_bytes = std::uint64_t{16} << 20U;
inline constexpr std::uint64_t believed_bytes = std::uint64_t{4} << 20U;

struct ChecksumReport {
  ChecksumState state = ChecksumState::unknown;
  std::vector<std::string> faults;  ///< "index/generation-1/postlist.glass: is damaged"
};

/// Compares the files of `folder` with its checksums. Files that have none are not looked at, except
/// where there are no checksums at all: then pipes, sockets and devices are faults. A run
/// that begins or ends meanwhile makes no fault. Once `*stop` is true nothing more is read, and the
/// report is worth nothing.
[[nodiscard]] ChecksumReport check_checksums(const std::filesystem::path& folder,
                                             ChecksumDepth depth,
                                             const std::atomic<bool>* stop = nullptr);

/// Remembers, for this process, whether all bytes of the folder were found to be sound: a server reads them before it takes
/// an index into use, and then need not verify the pieces that a search reads.
void note_verified(const std::filesystem::path& folder, bool is_sound);
[[nodiscard]] bool was_verified(const std::filesystem::path& folder);

}  // namespace speur
