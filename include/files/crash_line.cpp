#include "include/files/crash_line.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SPEUR_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SPEUR_SANITIZED 1
#endif

namespace speur {
namespace {

constexpr std::array crash_signals = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

#ifndef SPEUR_SANITIZED

std::string_view crash_line;
int crash_code = 1;

void tell(int) {
  end_with_line(crash_line, crash_code);
}

#endif

}  // namespace

void end_with_line(std::string_view line, int code) {
  static std::atomic_flag is_ending;
  if (is_ending.test_and_set()) {
    for (;;) ::pause();
  }
  static_cast<void>(!::write(STDERR_FILENO, line.data(), line.size()));
  ::_exit(code);
}

void report_crashes([[maybe_unused]] std::string_view line, [[maybe_unused]] int code) {
#ifndef SPEUR_SANITIZED
  crash_line = line;
  crash_code = code;
  // Of its own, since a stack that has run over is one of the reasons.
  static std::array<char, 65'536> stack;
  stack_t alternative{};
  alternative.ss_sp = stack.data();
  alternative.ss_size = stack.size();
  ::sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_handler = tell;
  action.sa_flags = SA_ONSTACK;
  ::sigemptyset(&action.sa_mask);
  for (const int signal : crash_signals) ::sigaction(signal, &action, nullptr);
#endif
}

void forget_crashes() {
  for (const int signal : crash_signals) std::signal(signal, SIG_DFL);
}

}  // namespace speur
