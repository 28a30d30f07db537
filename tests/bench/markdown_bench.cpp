// How fast pages become sections, with cmark alone in the same run for comparison.
// markdown_bench [FOLDER]: without one, algoritmekader/docs of SPEUR_CORPORA; one repetition a
// line.

#include "indexer/markdown/markdown.hpp"

#include <cmark.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> read_pages(const std::filesystem::path& folder) {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return pages;
}

template <typename Work>
double milliseconds(const Work& work) {
  const Clock::time_point start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  const char* const corpora = std::getenv("SPEUR_CORPORA");
  if (argc < 2 && corpora == nullptr) {
    std::fputs("needs a folder of pages, or SPEUR_CORPORA\n", stderr);
    return 64;
  }
  const std::filesystem::path folder =
      argc > 1 ? std::filesystem::path(argv[1])
               : std::filesystem::path(corpora) / "algoritmekader" / "docs";
  const std::vector<std::string> pages = read_pages(folder);
  std::size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  std::printf("%zu pages, %.2f MB\n", pages.size(), static_cast<double>(bytes) / 1e6);
  for (int repetition = 0; repetition < 5; ++repetition) {
    std::size_t sections = 0;
    const double ours = milliseconds([&] {
      for (const std::string& page : pages) {
        std::vector<speur::Problem> problems;
        sections += speur::read_markdown(page, {}, {}, problems).sections.size();
      }
    });
    const double cmark = milliseconds([&] {
      for (const std::string& page : pages) {
        cmark_node_free(cmark_parse_document(page.data(), page.size(), CMARK_OPT_DEFAULT));
      }
    });
    std::printf("read_markdown %.1f ms (%zu sections), cmark alone %.1f ms\n", ours, sections,
                cmark);
  }
}
