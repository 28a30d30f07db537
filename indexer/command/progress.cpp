#include "indexer/command/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace speur {
namespace {

constexpr std::chrono::milliseconds redraw_interval{80};
constexpr std::size_t bar_width = 30;

bool can_draw() {
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

Progress::Progress(std::size_t total)
    : total_(total), enabled_(can_draw()), start_(std::chrono::steady_clock::now()), last_(start_) {}

Progress::~Progress() { wipe(); }

void Progress::show(std::size_t done) {
  done_ = done;
  if (!enabled_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < redraw_interval) return;
  last_ = now;
  draw();
}

void Progress::wipe() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

void Progress::draw() {
  const std::size_t filled = total_ == 0 ? bar_width : bar_width * done_ / total_;
  const std::chrono::duration<double> elapsed = last_ - start_;
  const double rate = static_cast<double>(done_) / elapsed.count();
  std::string bar;
  for (std::size_t i = 0; i < bar_width; ++i) bar += i < filled ? "█" : "·";
  std::fputs(fmt::format("\r\x1b[K{} {}/{} pages, {:.0f} a second", bar, done_, total_, rate).c_str(),
             stderr);
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace speur
