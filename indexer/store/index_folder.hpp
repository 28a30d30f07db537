#pragma once

#include "include/files/output_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace speur {

/// Error(config) if there is a folder at `index` that belongs to another user than this one and
/// root, or is a symbolic link. For a folder that nobody named: whoever runs the indexer did not choose it.
void refuse_foreign_index(const std::filesystem::path& index);

/// The folder that holds an index: a stub that names the generation in service, the generations,
/// and a lock. A reader that opens the folder sees one whole generation; the next one is written
/// beside it and takes its place by the rename of the stub. The folder itself may be a symbolic
/// link; nothing in it is written through one.
class IndexFolder {
 public:
  /// Makes the folder if it is not there, and holds its lock until destroyed.
  /// Error(config) if the folder holds something else, Error(busy) if another indexer has it,
  /// Error(io) if it cannot be written.
  explicit IndexFolder(std::filesystem::path folder);

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return folder_; }
  /// The generation in service, or nothing.
  [[nodiscard]] std::optional<std::filesystem::path> current() const;
  /// A new empty folder for the next generation; what a killed run left there is gone.
  [[nodiscard]] std::filesystem::path next();
  /// Puts `generation` in service: its files reach the disk, and have checksums, before the
  /// stub names it. The one before stays; older ones go.
  void switch_to(const std::filesystem::path& generation);
  /// Removes what is of no use any more: what killed runs left, drafts and generations that never
  /// were in service, and generations that no longer are. Of the latter the last one stays for a
  /// minute: a reader reads the stub first and opens the files of the generation then, some of
  /// them only when it needs them, and a server looks for a new stub once in a while.
  void tidy();

 private:
  /// Removes all generations but the one in service and number `kept`.
  void remove_generations(std::optional<unsigned long> kept) const;

  std::filesystem::path folder_;
  FileHandle lock_;
};

}  // namespace speur
