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

/// UTF-8 text for a terminal: control characters (also C1) become `?`, so that names in files
/// cannot move the cursor.
[[nodiscard]] inline std::string printable(std::string_view utf8) {
  std::string text;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const bool is_c1 = byte == 0xc2 && i + 1 < utf8.size() &&
                       static_cast<unsigned char>(utf8[i + 1]) >= 0x80 &&
                       static_cast<unsigned char>(utf8[i + 1]) < 0xa0;
    if (is_c1) ++i;
    text += is_c1 || byte < 0x20 || byte == 0x7f ? '?' : utf8[i];
  }
  return text;
}

/// `file:line: message`, without the parts that `where` does not have. One line, and
/// printable().
[[nodiscard]] inline std::string describe(const Where& where, std::string_view message) {
  std::string line = where.file.string();
  if (where.line != 0) line += ":" + std::to_string(where.line);
  if (!line.empty()) line += ": ";
  line += message;
  return printable(line);
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

/// A database of the index lies on another host, which cannot be reached or takes too long. Later it may answer.
class HostAway : public Error {
 public:
  HostAway(const Where& where, std::string_view message) : Error(ExitCode::io, where, message) {}
};

/// Something wrong in the input that does not stop the work: named, counted, shown at the end.
struct Problem {
  Where where;
  std::string message;
  bool harmless = false;  ///< told, but the index is what the author meant: exits 0 all the same
  bool once = false;      ///< of equal messages the first is told, with the number of the others
};

}  // namespace speur
