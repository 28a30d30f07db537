#include "searcher/commands/command_line.hpp"
#ifdef SPEUR_LOADS_ICU_TABLES
#include "searcher/icu_tables.hpp"
#endif
#include "searcher/print/output_stream.hpp"
#include "speur/error.hpp"

#include <unistd.h>

#include <csignal>
#include <cstring>
#include <iostream>

int main(int argc, char** argv) {
#ifdef SPEUR_LOADS_ICU_TABLES
  speur::load_icu_tables_when_needed();
#endif
  std::signal(SIGPIPE, SIG_IGN);
  speur::OutputBuffer output(STDOUT_FILENO);
  std::streambuf* const usual = std::cout.rdbuf(&output);
  speur::ExitCode code = speur::run_command_line(argc, argv);
  std::cout.flush();
  std::cout.rdbuf(usual);
  if (output.error() != 0) {
    std::cerr << "standard output: " << std::strerror(output.error()) << '\n';
    code = speur::ExitCode::io;
  }
  return static_cast<int>(code);
}
