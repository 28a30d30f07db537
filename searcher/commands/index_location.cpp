#include "searcher/commands/index_location.hpp"

#include "include/files/file_owner.hpp"
#include "searcher/index/stub_file.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <cstdlib>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// Whoever stands in a folder has not chosen the index that somebody else left there, or in one of
/// the folders above it, which may be open to all.
void refuse_foreign(const fs::path& index) {
  std::error_code error;
  const fs::path folder = fs::absolute(index, error).parent_path();
  for (const fs::path& path : {folder, index, index / stub_file}) {
    if (const auto fault = foreign_owner(path)) {
      throw Error(ExitCode::config, {path, 0},
                  *fault + ": an index that is not yours is only read where --index or SPEUR_INDEX "
                           "names it");
    }
  }
}

}  // namespace

fs::path find_index(const fs::path& given, const char* environment,
                      const fs::path& working_folder) {
  if (!given.empty()) return given;
  if (environment != nullptr && *environment != '\0') return environment;
  for (fs::path folder = working_folder; !folder.empty(); folder = folder.parent_path()) {
    std::error_code error;
    const fs::path index = folder / ".speur";
    // Shown as a person would write it where that is short.
    if (fs::is_directory(index, error)) {
      refuse_foreign(index);
      if (fs::exists(fs::symlink_status(index / stub_file, error))) {
        static_cast<void>(index_parts(index, IndexChoice::found));
      }
      return folder == working_folder ? ".speur" : index;
    }
    if (folder == folder.parent_path()) break;
  }
  throw Error(ExitCode::no_input,
              "there is no index here or in a folder above: make one with `speur-index CONTENT`, "
              "or name one with --index or SPEUR_INDEX");
}

fs::path find_index(const fs::path& given) {
  std::error_code error;
  return find_index(given, std::getenv("SPEUR_INDEX"), fs::current_path(error));
}

}  // namespace speur
