// How fast a site's files become tokens, stage by stage: CPU time of one thread, in MB of the files
// a second, and each stage's share.
// front_bench [FOLDER [PAGES]]: without a folder, algoritmekader of SPEUR_CORPORA. `PAGES`: at most
// so many, spread over the site.

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/includes/include_expansion.hpp"
#include "indexer/markdown/dialect/inline_dialect.hpp"
#include "indexer/markdown/dialect/markdown_dialect.hpp"
#include "indexer/markdown/markdown.hpp"
#include "indexer/markdown/source/source_lines.hpp"
#include "indexer/markdown/tree/markdown_tree.hpp"
#include "indexer/page/page_reader.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/analyzer.hpp"
#include "speur/stored_page.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum Stage {
  read,
  decode,
  front_matter,
  includes,
  source_lines,
  block_dialect,
  inline_dialect,
  tree,
  markdown,  ///< read_markdown(): the four before it, and the sections
  whole_page,  ///< read_page(): all before it, and what a page has beside its sections
  analyze,
  stages
};
constexpr std::array<std::string_view, stages> names = {
    "read", "decode", "front matter", "includes", "- source lines", "- block dialect",
    "- inline dialect", "- cmark and tree", "markdown with sections", "read_page", "analyze"};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

class Watch {
 public:
  /// `overhead`: what asking for the time takes, which is subtracted.
  explicit Watch(double overhead) : overhead_(overhead) {}

  template <typename Work>
  auto run(Stage stage, const Work& work) {
    const Finish finish{*this, stage, cpu_seconds()};
    return work();
  }
  [[nodiscard]] double seconds(Stage stage) const { return seconds_[stage]; }

 private:
  struct Finish {
    Watch& watch;
    Stage stage;
    double start;
    ~Finish() { watch.seconds_[stage] += cpu_seconds() - start - watch.overhead_; }
  };
  double overhead_;
  std::array<double, stages> seconds_{};
};

double clock_overhead() {
  constexpr int times = 100'000;
  const double start = cpu_seconds();
  for (int i = 0; i < times; ++i) (void)cpu_seconds();
  return (cpu_seconds() - start) / times;
}

struct Totals {
  std::size_t pages = 0, bytes = 0, text_bytes = 0, words = 0, unread = 0;
};

void read_one(const speur::SourceFile& source, const speur::SiteConfig& config,
              speur::Analyzer& analyzer, std::vector<speur::Token>& tokens, Watch& watch,
              Totals& totals) {
  std::vector<speur::Problem> problems;
  std::string bytes = watch.run(read, [&] { return speur::read_page_bytes(source, config); });
  ++totals.pages;
  totals.bytes += bytes.size();
  std::string copy = bytes;
  const std::string text = watch.run(decode, [&] {
    return speur::decode_text(std::move(copy), config.fallback, source.path, problems);
  });
  const speur::PageParts parts = watch.run(front_matter, [&] {
    const auto cut = speur::split_page(text, config.max_front_matter_bytes, config.rules->forms(),
                                       source.path, problems);
    (void)speur::read_front_matter(speur::parse_front_matter(cut, source.path, problems),
                                   config.facets, source.path, problems);
    return cut;
  });
  const speur::Where start{source.path, parts.body_line};
  const std::string body = watch.run(includes, [&] {
    return speur::expand_snippets(std::string(parts.body), source.path,
                                  {config.snippet_paths, config.template_paths, config.content, config.root}, start, problems) +
           config.appended;
  });
  {
    const auto lines = watch.run(
        source_lines, [&] { return speur::SourceLines(body, start, problems); });
    const auto blocks = watch.run(
        block_dialect, [&] { return speur::translate_blocks(lines, {config.anchors}); });
    auto inlines = watch.run(inline_dialect, [&] {
      return speur::translate_inlines(blocks, {config.anchors});
    });
    watch.run(tree, [&] { (void)speur::MarkdownTree(std::move(inlines), config.anchors); });
  }
  watch.run(markdown, [&] {
    (void)speur::read_markdown(body, {config.anchors}, start, problems);
  });
  const speur::PageResult result = watch.run(whole_page, [&] {
    return speur::read_page(source, std::move(bytes), config, problems);
  });
  if (!result.page) return;
  const std::string text_of_page = speur::join_page(*result.page).text;
  watch.run(analyze, [&] { analyzer.analyze(text_of_page, tokens); });
  totals.text_bytes += text_of_page.size();
  totals.words += tokens.size();
}

void print(const Watch& watch, const Totals& totals) {
  const double megabytes = static_cast<double>(totals.bytes) / 1e6;
  const double all = watch.seconds(read) + watch.seconds(whole_page) + watch.seconds(analyze);
  std::printf("%zu pages, %.1f MB, %.1f MB of text, %zu words; %zu pages could not be read\n",
              totals.pages, megabytes, static_cast<double>(totals.text_bytes) / 1e6, totals.words,
              totals.unread);
  for (std::size_t i = 0; i < stages; ++i) {
    const double seconds = watch.seconds(static_cast<Stage>(i));
    std::printf("%-24s %9.1f MB/s %6.1f %%\n", std::string(names[i]).c_str(), megabytes / seconds,
                100 * seconds / all);
  }
  std::printf("%-24s %9.1f MB/s (read, read_page and analyze)\n", "all", megabytes / all);
}

}  // namespace

int main(int argc, char** argv) {
  const char* const corpora = std::getenv("SPEUR_CORPORA");
  if (argc < 2 && corpora == nullptr) {
    std::fputs("needs a folder of pages, or SPEUR_CORPORA\n", stderr);
    return 64;
  }
  speur::IndexOptions options;
  options.content =
      argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::path(corpora) / "algoritmekader";
  const std::size_t most = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 0;
  try {
    std::vector<speur::Problem> problems;
    const speur::SiteConfig config = speur::load_site_config(options, problems);
    const std::vector<speur::FoundPage> found = speur::find_pages(config, problems);
    const std::size_t step = most == 0 ? 1 : std::max<std::size_t>(1, found.size() / most);
    speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
    Watch watch(clock_overhead());
    Totals totals;
    std::vector<speur::Token> tokens;
    for (std::size_t i = 0; i < found.size(); i += step) {
      try {
        read_one(speur::source_file(found[i], config), config, analyzer, tokens, watch, totals);
      } catch (const speur::Error&) {
        ++totals.unread;
      }
    }
    print(watch, totals);
  } catch (const speur::Error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return static_cast<int>(e.code());
  }
  return 0;
}
