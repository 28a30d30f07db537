#include "searcher/index/stub_file.hpp"
#include "speur/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

// Laws: whatever a stub says, it names databases or is refused with Error(config); an index that was found by
// looking around names folders of its own alone; and no part is a program.

namespace {

/// A folder with the index of two generations, for this process.
struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / "speur-stub-XXXXXX").string();
  Folder() {
    if (::mkdtemp(path.data()) == nullptr) std::abort();
    for (const char* name : {"/generation-1", "/generation-2", "/anders"}) {
      if (::mkdir((path + name).c_str(), 0700) != 0) std::abort();
    }
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

void check(const std::filesystem::path& index, speur::IndexChoice choice) {
  try {
    for (const speur::IndexPart& part : speur::index_parts(index, choice)) {
      if (part.is_local() == part.folder.empty()) std::abort();
      if (!part.is_local() && (part.host.find_first_of("/ \t\n") != std::string::npos || part.port == 0)) std::abort();
      if (choice != speur::IndexChoice::found) continue;
      if (!part.is_local() || part.folder.parent_path() != index) std::abort();
      if (!part.folder.filename().string().starts_with("generation-")) std::abort();
    }
  } catch (const speur::Error& error) {
    if (error.code() != speur::ExitCode::config && error.code() != speur::ExitCode::io) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::string stub = folder.path + "/XAPIANDB";
  const int file = ::open(stub.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  ::close(file);
  check(folder.path, speur::IndexChoice::found);
  check(folder.path, speur::IndexChoice::named);
  return 0;
}
