#include "cli/programs.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <set>
#include <string>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

/// The long options that a command's --help lists.
std::set<std::string> options_of(const std::string& help) {
  std::set<std::string> names;
  const std::regex option("\n  (?:-[a-z],)?(--[a-z-]+)");
  for (std::sregex_iterator at(help.begin(), help.end(), option); at != std::sregex_iterator(); ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

std::string without_escapes(const std::string& page) {
  return std::regex_replace(page, std::regex(R"(\\(-))"), "$1");
}

}  // namespace

TEST_CASE("the manual page has every option that --help has", "[manual]") {
  const TemporaryFolder folder;
  const std::string page = without_escapes(run_indexer(folder.path(), {"--manual-page"}).out);
  const std::set<std::string> options = options_of(run_indexer(folder.path(), {"--help"}).out);
  CHECK(options.size() > 10);
  for (const std::string& option : options) {
    CAPTURE(option);
    CHECK(page.find(option) != std::string::npos);
  }
  const std::string speur_page = without_escapes(run_speur(folder.path(), {"--manual-page"}).out);
  for (const char* command : {"search", "suggest", "show", "serve", "run", "eval", "compare"}) {
    for (const std::string& option : options_of(run_speur(folder.path(), {command, "--help"}).out)) {
      CAPTURE(command, option);
      CHECK(speur_page.find(option) != std::string::npos);
    }
  }
}

TEST_CASE("the manual page explains the query language as the README does", "[manual]") {
  const TemporaryFolder folder;
  const std::string page = without_escapes(run_speur(folder.path(), {"--manual-page"}).out);
  CHECK(page.find(".SH \"SEARCH\"") != std::string::npos);
  CHECK(page.find("beginnings of words") != std::string::npos);
  CHECK(page.find("\n'") == std::string::npos);  // would be a request of roff
}

TEST_CASE("completions know commands and options in three shells", "[manual]") {
  const TemporaryFolder folder;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    CAPTURE(shell);
    const std::string text = run_speur(folder.path(), {"--completions", shell}).out;
    for (const std::string word : {"search", "serve", "help", "facets", "trusted-proxy"}) {
      CAPTURE(word);
      CHECK(text.find(word) != std::string::npos);
    }
    CHECK(text.find("manual-page") == std::string::npos);
  }
  const Outcome other = run_speur(folder.path(), {"--completions", "tcsh"});
  CHECK(other.code == 64);
  CHECK(other.err == "--completions: there are bash, zsh and fish, and no \"tcsh\"\n");
}

TEST_CASE("speur help tells its topics, and each of them has a text", "[manual]") {
  const TemporaryFolder folder;
  const std::string topics = run_speur(folder.path(), {"help"}).out;
  std::size_t told = 0;
  for (const std::string& line : lines_of(topics)) {
    if (!line.starts_with("  ")) continue;
    const std::string topic = line.substr(2, line.find(' ', 2) - 2);
    CAPTURE(topic);
    const Outcome outcome = run_speur(folder.path(), {"help", topic});
    CHECK(outcome.code == 0);
    CHECK(outcome.out.size() > 200);
    ++told;
  }
  CHECK(told == 9);
  CHECK(run_speur(folder.path(), {"help", "ranking"}).out.find("bm25.b (0.2; ") != std::string::npos);

  const Outcome unknown = run_speur(folder.path(), {"help", "onzin"});
  CHECK(unknown.code == 64);
  CHECK(unknown.err.starts_with("there is no topic or command \"onzin\"; the topics are query, site"));
  CHECK(unknown.err.find("; the commands are search, suggest") != std::string::npos);
}

TEST_CASE("speur help explains a command as its --help does, and then the topic of that name", "[manual]") {
  const TemporaryFolder folder;
  for (const std::string command : {"search", "suggest", "show", "analyze", "status", "serve", "run", "eval",
                                    "compare", "help"}) {
    CAPTURE(command);
    const Outcome help = run_speur(folder.path(), {"help", command});
    const std::string options = run_speur(folder.path(), {command, "--help"}).out;
    const bool is_topic = command == "suggest" || command == "serve";
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    CHECK(options.size() > 100);
    CHECK(help.out.starts_with(options));
    CHECK((help.out.size() > options.size()) == is_topic);
  }
  CHECK(run_speur(folder.path(), {"help", "serve"}).out.find("POST /v1/search") != std::string::npos);
}
