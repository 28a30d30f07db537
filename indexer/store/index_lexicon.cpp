#include "indexer/store/index_lexicon.hpp"

#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/word_steps.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <string>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

void sync_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int result = file < 0 ? -1 : ::fsync(file);
  const int error = errno;
  if (file >= 0) ::close(file);
  if (result != 0) {
    throw Error(ExitCode::io, {path, 0},
                std::string("cannot write to disk: ") + std::strerror(error));
  }
}

/// The lexicon of a generation, or "" where it has none or is not to be read.
std::string lexicon_of(const fs::path& generation) {
  try {
    const Xapian::Database database(generation.string());
    return std::string(
        lexicon_hash(AnalyzerRecipe::parse(database.get_metadata(std::string(recipe_key)))));
  } catch (const Xapian::Error&) {
    return {};
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

void keep_lexicon(const fs::path& index, const AnalyzerRecipe& recipe) {
  const std::string hash = lexicon_hash(recipe);
  if (hash.empty()) return;
  const fs::path kept = index / lexicon_file(hash);
  std::error_code error;
  if (fs::is_regular_file(kept, error)) return;
  const auto lexicon = Lexicon::find(hash, index);
  if (!lexicon) return;  // the analyzer has told so
  fs::path draft = kept;
  draft += ".new";
  fs::copy_file(lexicon->path(), draft, fs::copy_options::overwrite_existing, error);
  if (!error) sync_file(draft);
  if (!error) fs::rename(draft, kept, error);
  if (error) {
    throw Error(ExitCode::io, {kept, 0}, "cannot write the lexicon: " + error.message());
  }
}

void remove_unused_lexicons(const fs::path& index) {
  std::set<std::string> used;
  std::vector<fs::path> lexicons;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(index, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(lexicon_prefix)) lexicons.push_back(entry.path());
    if (!name.starts_with(generation_prefix)) continue;
    if (const std::string hash = lexicon_of(entry.path()); !hash.empty()) {
      used.insert(lexicon_file(hash));
    }
  }
  for (const fs::path& lexicon : lexicons) {
    // One that cannot be removed does no harm: the next run tries again.
    if (!used.contains(lexicon.filename().string())) fs::remove(lexicon, error);
  }
}

}  // namespace speur
