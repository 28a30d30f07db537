#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace speur {

/// What a program exits with. Numbers from 64 up are those of sysexits.h.
enum class ExitCode : int {
  done = 0,
  no_hits = 1,    ///< a search that found nothing, or a figure below its gate
  usage = 64,     ///< a command line that cannot be understood, a facet that does not exist
  data = 65,      ///< a page, query, topic file or other input that is wrong; the rest was done
  no_input = 66,  ///< a file or folder that is not there or cannot be opened
  software = 70,  ///< a bug of ours
  io = 74,        ///< the disk is full, or reading or writing failed
  busy = 75,      ///< another indexer holds the index
  config = 78,    ///< a configuration, index schema or analyzer recipe that does not fit
};

/// A place in the user's files.
struct Where {
  std::filesystem::path file;  ///< a page, a topic file, an index; empty: no file
  std::size_t line = 0;        ///< from 1; 0 is the whole file
};

/// `file:line: message`, without the parts that `where` does not have. One line: control
/// characters of the message and the path are shown as `?`, so that input cannot write on a
/// terminal.
[[nodiscard]] inline std::string describe(const Where& where, std::string_view message) {
  std::string line = where.file.string();
  if (where.line != 0) line += ":" + std::to_string(where.line);
  if (!line.empty()) line += ": ";
  line += message;
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return line;
}

/// The one exception between folders. what(): content/afval.md:3: 'datum' is no date: "gisteren"
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const Where& where, std::string_view message)
      : std::runtime_error(describe(where, message)), code_(code) {}
  Error(ExitCode code, std::string_view message) : Error(code, Where{}, message) {}

  [[nodiscard]] ExitCode code() const noexcept { return code_; }

 private:
  ExitCode code_;
};

/// Something wrong in the input that does not stop the work: named, counted, shown at the end.
struct Problem {
  Where where;
  std::string message;
  bool harmless = false;  ///< told, but the index is what the author meant: exits 0 all the same
};

}  // namespace speur
