#include "indexer/command/command_line.hpp"

#include "include/manual/guide.hpp"
#include "include/manual/manual.hpp"
#include "include/manual/parse_error.hpp"
#include "indexer/command/index_command.hpp"
#include "indexer/pipeline/interrupt.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/direction_marks.hpp"
#include "speur/error.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
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
78 the configuration or the index folder is not what it should be; 130 and 143 stopped by SIGINT (as
by Ctrl-C) or SIGTERM: the index is as it was.)";

/// Tells what went wrong: a line on stderr, and with --json an object on stdout, too.
class Complaint {
 public:
  Complaint(int argc, char** argv)
      : json_(std::any_of(argv, argv + argc,
                          [](std::string_view argument) { return argument == "--json"; })) {}

  ExitCode operator()(ExitCode code, std::string_view message) const {
    const std::string line = describe({}, message);
    std::cerr << without_direction_marks(line) << '\n';
    if (json_) {
      const boost::json::object error{{"code", static_cast<int>(code)},
                                      {"message", valid_utf8(line)}};
      std::cout << boost::json::serialize(boost::json::object{{"error", error}}) << '\n';
    }
    return code;
  }

 private:
  bool json_;
};

}  // namespace

ExitCode run_command_line(int argc, char** argv) {
  const Complaint complain(argc, argv);
  CLI::App app("Index a Dutch Markdown site for speur", "speur-index");
  app.footer(footer);
  app.set_version_flag("--version", "speur-index " SPEUR_VERSION, "Print the version");
  std::function<ExitCode()> chosen;
  add_index_command(app, chosen);
  std::vector<ManualChapter> chapters;
  for (const char* heading : {"Index a site", "Words", "Exit codes", "What is trusted"}) {
    chapters.push_back({heading, guide_chapter(heading)});
  }
  add_manual_options(app, "speur " SPEUR_VERSION, std::move(chapters));
  try {
    app.parse(argc, argv);
    return chosen();
  } catch (const CLI::Success& e) {
    app.exit(e);  // --help, --version
    return ExitCode::done;
  } catch (const CLI::ParseError& e) {
    return complain(ExitCode::usage, parse_error_text(app, e));
  } catch (const Error& e) {
    return complain(e.code(), e.what());
  } catch (const Interrupted& e) {
    return complain(static_cast<ExitCode>(128 + e.signal()), e.what());
  } catch (const std::bad_alloc&) {
    return complain(ExitCode::software, "out of memory");
  } catch (const std::exception& e) {
    return complain(ExitCode::software, std::string("a mistake of this program: ") + e.what());
  }
}

}  // namespace speur
