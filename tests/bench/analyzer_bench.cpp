// How fast text becomes words and terms, against ICU alone in the same run.
// analyzer_bench [FILE…]: without files, the pages of SPEUR_CORPORA; one repetition a line.

#include "speur/analyzer.hpp"

#include "stemmers/words/tokenizer.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_bytes = 64'000'000;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> texts(int argc, char** argv) {
  std::vector<std::string> all;
  for (int i = 1; i < argc; ++i) all.push_back(read(argv[i]));
  const char* corpora = std::getenv("SPEUR_CORPORA");
  if (all.empty() && corpora != nullptr) {
    std::size_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
      const auto extension = entry.path().extension();
      if (extension != ".md" && extension != ".jsonl") continue;
      all.push_back(read(entry.path()));
      bytes += all.back().size();
      if (bytes > most_bytes) break;
    }
  }
  return all;
}

/// Seconds of the fastest of five runs.
double fastest(const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto begin = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> all = texts(argc, argv);
  std::size_t bytes = 0;
  for (const std::string& text : all) bytes += text.size();
  if (bytes == 0) {
    std::fputs("no text: name files, or set SPEUR_CORPORA\n", stderr);
    return 66;
  }
  const double megabytes = static_cast<double>(bytes) / 1e6;

  speur::WordBreaker breaker;
  speur::Tokenizer tokenizer;
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  std::vector<speur::WordSpan> spans;
  std::vector<speur::Piece> pieces;
  std::vector<speur::Token> tokens;
  std::size_t words = 0;

  const double icu = fastest([&] {
    for (const std::string& text : all) breaker.split_by_icu(text, spans);
  });
  const double plain = fastest([&] {
    for (const std::string& text : all) breaker.split(text, spans);
  });
  const double split = fastest([&] {
    for (const std::string& text : all) tokenizer.split(text, pieces);
  });
  const double cold = [&] {
    const auto begin = Clock::now();
    for (const std::string& text : all) analyzer.analyze(text, tokens);
    return std::chrono::duration<double>(Clock::now() - begin).count();
  }();
  const double warm = fastest([&] {
    words = 0;
    for (const std::string& text : all) {
      analyzer.analyze(text, tokens);
      words += tokens.size();
    }
  });
  const auto first_time = [&](const speur::AnalyzerRecipe& recipe) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      speur::Analyzer fresh(recipe);
      const auto begin = Clock::now();
      for (const std::string& text : all) fresh.analyze(text, tokens);
      best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return best;
  };
  speur::AnalyzerRecipe whole = speur::AnalyzerRecipe::standard();
  whole.set("compounds=none");
  const double divided = first_time(speur::AnalyzerRecipe::standard());
  const double undivided = first_time(whole);
  const double make = fastest([] {
    for (int i = 0; i < 100; ++i) {
      const speur::Analyzer fresh(speur::AnalyzerRecipe::standard());
    }
  });

  std::printf("%zu texts, %.1f MB, %zu words\n", all.size(), megabytes, words);
  const auto line = [&](const char* what, double seconds) {
    std::printf("%-34s %8.1f MB/s %6.2f x ICU\n", what, megabytes / seconds, icu / seconds);
  };
  line("ICU word boundaries", icu);
  line("word boundaries, plain path", plain);
  line("pieces", split);
  line("whole analyzer, first time", cold);
  line("whole analyzer, words known", warm);
  std::printf("%-34s %8.2f times\n", "with compounds, to without them", divided / undivided);
  std::printf("%-34s %8.1f us\n", "making an analyzer", make * 1e4);
  return 0;
}
