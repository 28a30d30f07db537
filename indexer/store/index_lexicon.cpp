#include "indexer/store/index_lexicon.hpp"

#include "include/files/checksums.hpp"
#include "include/files/output_folder.hpp"
#include "speur/error.hpp"
#include "speur/mapped_file.hpp"
#include "speur/schema.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/word_steps.hpp"

#include <xapian.h>

#include <set>
#include <string>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

/// The lexicon of a generation, or "" where it has none or is not to be read.
std::string lexicon_of(const fs::path& generation) {
  try {
    const Xapian::Database database(generation.string(), Xapian::DB_BACKEND_GLASS);
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
  const std::string name = lexicon_file(hash);
  const auto lexicon = Lexicon::find(hash, index);
  if (!lexicon) return;  // the analyzer has told so
  const MappedFile contents(lexicon->path());
  std::error_code error;
  if (fs::is_regular_file(fs::symlink_status(index / name, error)) &&
      MappedFile(index / name).bytes() == contents.bytes()) {
    return;
  }
  const OutputFolder folder(index, Links::follow);
  const OutputFile draft = folder.create(name + ".new");
  draft.write(contents.bytes());
  draft.sync();
  folder.rename(name + ".new", name);
}

void remove_unused_lexicons(const fs::path& index) {
  std::set<std::string> used;
  std::vector<fs::path> lexicons;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(index, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(lexicon_prefix)) lexicons.push_back(entry.path());
    if (!name.starts_with(generation_prefix)) continue;
    // Xapian can crash on files that nothing is known of. Then the lexicons stay until the next time.
    if (check_checksums(entry.path(), ChecksumDepth::quick).state != ChecksumState::sound) return;
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
