#include "searcher/commands/index_location.hpp"

#include "speur/error.hpp"

#include <cstdlib>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {

fs::path find_index(const fs::path& given, const char* environment,
                      const fs::path& working_folder) {
  if (!given.empty()) return given;
  if (environment != nullptr && *environment != '\0') return environment;
  for (fs::path folder = working_folder; !folder.empty(); folder = folder.parent_path()) {
    std::error_code error;
    const fs::path index = folder / ".speur";
    // Shown as a person would write it where that is short.
    if (fs::is_directory(index, error)) return folder == working_folder ? ".speur" : index;
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
