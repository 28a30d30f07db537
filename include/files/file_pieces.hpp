#pragma once

#include "include/files/file_handle.hpp"
#include "include/files/piece_sums.hpp"
#include "speur/mapped_file.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace speur {

enum class Sums : bool { unused, used };

/// The bytes of a file of which few pieces are wanted, wherever these lie. The first pieces are read, each by a
/// call; whoever wants many gets them from a mapping. A process that searches once reads a hundred pieces of a few
/// kilobytes: the faults of a mapping take it up to four times as long, and bring in all that lies around each
/// piece where the system has to fetch the file from a disk. Tables, of which many places are looked at, are better
/// mapped from the start.
class FilePieces {
 public:
  /// In memory; they must stay as long as this. Any number of threads may share it.
  FilePieces(std::string_view bytes) : size_(bytes.size()), bytes_(bytes) {}  // NOLINT(google-explicit-constructor)
  /// The pieces of a file. For one thread. Errors as MappedFile's.
  explicit FilePieces(const std::filesystem::path& file);

  /// From now on the bytes begin so much later. Before anything else; std::out_of_range where there are fewer.
  void skip(std::size_t bytes);
  /// The last bytes of the file are checksums of those before them, against which each piece is held from now on where
  /// they are used. After skip(). std::out_of_range where there are not as many as that.
  void take_sums(std::size_t bytes, Sums use);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// A piece: where it lies, or as long as `buffer` stays as it is. std::out_of_range where it ends too late
  /// or is damaged. Error(busy) for a file that was cut since, Error(io) for one that cannot be read any more.
  [[nodiscard]] std::string_view read(std::size_t begin, std::size_t size, std::string& buffer) const;
  /// The same of a piece whose reader verifies it, or does not believe it.
  [[nodiscard]] std::string_view read_unverified(std::size_t begin, std::size_t size, std::string& buffer) const;
  /// A piece that is a number, or a struct of these. Errors as read()'s.
  template <class Number>
  [[nodiscard]] Number number(std::size_t begin) const {
    Number number{};
    copy(begin, sizeof number, reinterpret_cast<char*>(&number));
    return number;
  }
  /// Whether pieces lie in memory now, so that to read one costs nothing but the time to fetch it.
  [[nodiscard]] bool are_in_memory() const noexcept { return file_.handle.get() < 0; }
  /// For parts of mapped(); nullptr where there are no checksums, and before mapped(). Shares what it is of.
  [[nodiscard]] const std::shared_ptr<const PieceSums>& sums() const noexcept { return sums_; }
  /// All of the bytes, mapped; pieces are still read by calls. Error(io).
  [[nodiscard]] std::string_view mapped() const;
  /// The same, and from now on all pieces come from there. Error(io).
  std::string_view keep_mapped() const;

 private:
  void copy(std::size_t begin, std::size_t size, char* to) const;
  void fetch(std::size_t begin, std::size_t size, char* to) const;
  void check(std::size_t begin, std::size_t size) const;
  [[nodiscard]] bool come_from_memory() const;

  std::filesystem::path path_{};
  std::size_t file_begin_ = 0, size_;
  mutable ReadableFile file_{};  // as long as pieces are read
  mutable MappedFile mapping_{};
  mutable std::string_view bytes_{};  // when they are in memory or mapped
  mutable unsigned pieces_ = 0;       // that were read
  std::size_t sums_bytes_ = 0;
  mutable std::shared_ptr<const PieceSums> sums_{};
};

}  // namespace speur
