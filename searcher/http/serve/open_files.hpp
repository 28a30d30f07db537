#pragma once

#include <cstddef>

namespace speur::http {

/// How many files this process may have open, once it has asked the system for `wanted`; no more
/// than that. Each connection is one.
[[nodiscard]] std::size_t allow_open_files(std::size_t wanted);

/// How many it has open.
[[nodiscard]] std::size_t open_files();

/// A file that is open for nothing, so that one more connection can be taken, and closed, when no
/// other file can be opened. Else it would stay in the queue, and be announced without end.
class SpareFile {
 public:
  SpareFile() { open(); }
  ~SpareFile() { close(); }
  SpareFile(const SpareFile&) = delete;
  SpareFile& operator=(const SpareFile&) = delete;

  /// Takes one connection of a listener that has some, and closes it.
  void refuse_one(int listener);

 private:
  void open();
  void close();
  int file_ = -1;
};

}  // namespace speur::http
