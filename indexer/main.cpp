#include "include/files/crash_line.hpp"
#include "indexer/command/command_line.hpp"
#include "speur/error.hpp"

#include <csignal>
#include <exception>
#include <iostream>
#include <string_view>

namespace {

using speur::ExitCode;

constexpr std::string_view crash_line =
    "speur-index: stopped by damaged index files, or a bug; --rebuild makes the index anew\n";

/// Xapian throws where nobody can catch it when it updates files that are damaged, and when a disk is
/// full while it drops what it could not write.
[[noreturn]] void stop() {
  speur::end_with_line("speur-index: cannot write the index: the disk is full, or its files are damaged\n",
                       static_cast<int>(ExitCode::io));
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(stop);
  speur::report_crashes(crash_line, static_cast<int>(ExitCode::io));
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of its write
  ExitCode code = speur::run_command_line(argc, argv);
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "standard output: cannot be written\n";
    code = ExitCode::io;
  }
  return static_cast<int>(code);
}
