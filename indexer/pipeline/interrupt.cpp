#include "indexer/pipeline/interrupt.hpp"

#include <atomic>

namespace speur {
namespace {

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);  // a signal handler may set it

void remember(int signal) { received.store(signal); }

}  // namespace

InterruptGuard::InterruptGuard() {
  received.store(0);
  struct sigaction action {};
  action.sa_handler = remember;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  ::sigaction(SIGINT, nullptr, &interrupt_);
  ::sigaction(SIGTERM, nullptr, &terminate_);
  // A shell starts background jobs with SIGINT ignored: so it stays.
  if (interrupt_.sa_handler != SIG_IGN) ::sigaction(SIGINT, &action, nullptr);
  if (terminate_.sa_handler != SIG_IGN) ::sigaction(SIGTERM, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  ::sigaction(SIGINT, &interrupt_, nullptr);
  ::sigaction(SIGTERM, &terminate_, nullptr);
  received.store(0);
}

void throw_if_interrupted() {
  if (const int signal = received.load(std::memory_order_relaxed); signal != 0) {
    throw Interrupted(signal);
  }
}

}  // namespace speur
