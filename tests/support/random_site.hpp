#pragma once

#include "indexer/index_run.hpp"
#include "support/temporary_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace speur {

/// A site of a test, and its index.
struct Site {
  TemporaryFolder folder;
  std::filesystem::path content = folder.path() / "docs";
  std::filesystem::path index = folder.path() / "index";

  Site() { std::filesystem::create_directory(content); }

  void write(const std::string& id, const std::string& text) const {
    std::filesystem::create_directories((content / id).parent_path());
    std::ofstream(content / id, std::ios::binary) << text;
  }
  IndexSummary run(bool rebuild = false) const { return run_to(index, rebuild); }
  IndexSummary run_to(const std::filesystem::path& target, bool rebuild = false) const {
    RunOptions run;
    run.rebuild = rebuild;
    return run_to(target, run);
  }
  IndexSummary run_to(const std::filesystem::path& target, const RunOptions& run) const {
    IndexOptions options;
    options.content = content;
    options.index = target;
    options.snippet_paths = {content};
    return run_index(options, run, {});
  }
};

/// A page with some of all that pages can have; its words stand in many others, too.
inline std::string random_page(std::mt19937& random) {
  static const std::vector<std::string> words = {
      "gemeente", "bezwaar",   "besluit", "coördinatie", "fietsenstallingen", "e-mail",
      "risico's", "2024/1689", "de",      "van",         "algoritmes",        "jurist"};
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  std::string page = "---\ntitle: " + words[pick(words.size())] + " " + words[pick(words.size())];
  if (pick(2) == 0) page += "\nrollen: [" + words[pick(6)] + ", jurist]";
  if (pick(2) == 0) page += "\ndatum: 2024-0" + std::to_string(1 + pick(9)) + "-01";
  if (pick(3) == 0) page += "\nversie: " + std::to_string(pick(20));
  if (pick(4) == 0) page += "\nversie_soort: " + std::string(pick(2) == 0 ? "3" : "drie");
  if (pick(4) == 0) page += "\nsynoniemen: [" + words[pick(6)] + ", fietsplek]";
  if (pick(6) == 0) page += "\ndefinitie: een plek voor een " + words[pick(6)];
  if (pick(8) == 0) page += "\nsearch: {exclude: true}";
  if (pick(8) == 0) page += "\nsearch: {boost: 2}";
  page += "\n---\n";
  for (std::size_t i = pick(30); i > 0; --i) {
    page += pick(8) == 0 ? "\n\n## " + words[pick(words.size())] + "\n\n"
                         : words[pick(words.size())] + " ";
  }
  if (pick(3) == 0) page += "\n\nDe Wet open overheid (Woo) en de algemene voorwaarden (AV).\n";
  if (pick(3) == 0) page += "\n\nLeges\n:   Kosten van een " + words[pick(6)] + " hier.\n";
  if (pick(4) == 0) page += "\n\n*[AVG]: Algemene verordening gegevensbescherming\n";
  return page;
}

}  // namespace speur
