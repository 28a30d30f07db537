#pragma once

#include "support/process.hpp"
#include "support/temporary_folder.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

using Arguments = std::vector<std::string>;

/// speur-index with these arguments; `folder` is the working folder.
inline Command indexer(const std::filesystem::path& folder, Arguments arguments) {
  return {.program = SPEUR_INDEX_PROGRAM, .arguments = std::move(arguments), .folder = folder};
}
inline Command searcher(const std::filesystem::path& folder, Arguments arguments) {
  return {.program = SPEUR_PROGRAM, .arguments = std::move(arguments), .folder = folder};
}

inline Outcome run_indexer(const std::filesystem::path& folder, Arguments arguments) {
  return run(indexer(folder, std::move(arguments)));
}
inline Outcome run_speur(const std::filesystem::path& folder, Arguments arguments) {
  return run(searcher(folder, std::move(arguments)));
}

/// The JSON that `speur` answers with; `arguments` without --json.
inline boost::json::value speur_json(const std::filesystem::path& folder, Arguments arguments) {
  arguments.emplace_back("--json");
  return boost::json::parse(run_speur(folder, std::move(arguments)).out);
}

/// A site in a folder of its own: pages in content/, the index in .speur/ beside it.
class TestSite {
 public:
  explicit TestSite(const std::map<std::string, std::string>& pages = {}) {
    std::filesystem::create_directory(folder_ / "content");
    for (const auto& [id, text] : pages) write(id, text);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path content() const { return folder_ / "content"; }
  [[nodiscard]] std::filesystem::path page(std::string_view id) const { return content() / id; }
  /// The folder that is in service.
  [[nodiscard]] std::filesystem::path generation() const {
    return folder_ / ".speur" / "generation-1";
  }
  void write(const std::string& id, std::string_view text) const {
    folder_.write("content/" + id, text);
  }

  [[nodiscard]] Outcome index(Arguments options = {}) const {
    options.insert(options.begin(), "content");
    return run_indexer(path(), std::move(options));
  }
  [[nodiscard]] Outcome speur(Arguments arguments) const {
    return run_speur(path(), std::move(arguments));
  }
  /// The ids of the pages that a search finds, in order of their ids, apart by a space.
  [[nodiscard]] std::string found(const std::string& query) const {
    const Outcome outcome = speur({"search", query, "--sort", "title", "--limit", "100", "--json"});
    boost::system::error_code error;
    const boost::json::value answer = boost::json::parse(outcome.out, error);
    if (error || !answer.as_object().contains("hits")) return "error: " + outcome.err;
    std::vector<std::string> ids;
    for (const boost::json::value& hit : answer.at("hits").as_array()) {
      ids.emplace_back(hit.at("id").as_string());
    }
    std::sort(ids.begin(), ids.end());
    std::string text;
    for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
    return text;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace speur
