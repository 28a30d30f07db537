// How long suggestions take while someone types: suggest_bench INDEX [SECONDS]
// Every beginning of titles, headings, phrases and words of the index itself, as they come out of
// it, and each again with a wrong letter; warm, in this process.
#include "speur/error.hpp"
#include "speur/suggester.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void report(const char* what, std::vector<double>& times) {
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  const auto at = [&](double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
  };
  std::printf("%-24s %8zu  p50 %7.3f ms  p90 %7.3f  p99 %7.3f  most %7.3f\n", what, times.size(),
              at(0.5), at(0.9), at(0.99), times.back());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: suggest_bench INDEX [SECONDS]\n");
    return 64;
  }
  try {
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    auto start = Clock::now();
    const speur::Suggester suggester(argv[1]);
    std::printf("opened in %.3f ms\n", milliseconds_since(start));

    // Two letters each, then what they give: the texts to type.
    std::set<std::string> texts;
    for (char a = 'a'; a <= 'z'; ++a) {
      for (char b = 'a'; b <= 'z'; ++b) {
        for (const speur::Suggestion& each : suggester.suggest(std::string{a, b}, 20)) {
          texts.insert(each.text.text.substr(0, 40));
        }
      }
    }
    std::vector<std::string> typed(texts.begin(), texts.end());
    std::mt19937 random(1);
    std::shuffle(typed.begin(), typed.end(), random);

    std::vector<double> first, beginnings, wrong;
    const auto measure = [&](const std::string& text, std::vector<double>& times) {
      start = Clock::now();
      static_cast<void>(suggester.suggest(text, 10));
      times.push_back(milliseconds_since(start));
    };
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    for (std::size_t i = 0; i < typed.size() && Clock::now() < end; ++i) {
      for (std::size_t length = 1; length <= typed[i].size(); ++length) {
        std::string text = typed[i].substr(0, length);
        measure(text, length == 1 ? first : beginnings);
        if (length < 4) continue;
        text[random() % length] = static_cast<char>('a' + random() % 26);
        measure(text, wrong);
      }
    }
    report("the first letter", first);
    report("more letters", beginnings);
    report("with a wrong letter", wrong);
    return 0;
  } catch (const speur::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return static_cast<int>(error.code());
  }
}
