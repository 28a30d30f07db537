#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <new>

#include "indexer/index_command.hpp"
#include "speur/error.hpp"

namespace {

constexpr const char* footer = R"(
Examples:
  speur-index docs                     index a site; the index is .speur beside it
  speur-index docs --index /srv/index  with the index elsewhere
  speur-index .                        a folder with a mkdocs.yml, Hugo or Jekyll file

A run indexes what changed since the last one; searches see all of it at once, at its end. A page
that cannot be read is named and left out, the others are indexed.

Exit codes: 0 done; 64 usage; 65 a page is not indexed as it should be (each is named); 66 no
content; 70 a bug; 74 reading or writing failed; 75 the index is being written by another run;
78 the configuration or the index folder is not what it should be.)";

int fail(speur::ExitCode code, const char* message) {
  std::cerr << "speur-index: " << message << '\n';
  return static_cast<int>(code);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Index a Dutch Markdown site for speur", "speur-index");
  app.footer(footer);
  app.set_version_flag("--version", "speur-index " SPEUR_VERSION);
  std::function<speur::ExitCode()> chosen;
  speur::add_index_command(app, chosen);
  try {
    app.parse(argc, argv);
    const speur::ExitCode code = chosen();
    std::cout.flush();
    return std::cout ? static_cast<int>(code) : fail(speur::ExitCode::io, "cannot write the output");
  } catch (const CLI::Success& e) {
    return app.exit(e);  // --help, --version
  } catch (const CLI::ParseError& e) {
    return fail(speur::ExitCode::usage, e.what());
  } catch (const speur::Error& e) {
    return fail(e.code(), e.what());
  } catch (const std::bad_alloc&) {
    return fail(speur::ExitCode::software, "out of memory");
  } catch (const std::exception& e) {
    return fail(speur::ExitCode::software, e.what());
  }
}
