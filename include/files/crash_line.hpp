#pragma once

#include <string_view>

namespace speur {

/// Writes `line` to standard error and ends the process at once with `code`. Threads that come here
/// meanwhile, as when a full disk stops all of them, wait for that end and write nothing. May be called
/// by a signal handler.
[[noreturn]] void end_with_line(std::string_view line, int code);

/// From here on a crash of this process (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) writes `line` to
/// standard error and ends it with `code`, in place of a signal that says nothing. For commands that
/// run once: Xapian believes what stands in its files, so a damaged index can crash it, and to
/// verify an index as a server does would take longer than the command. `line` lives as long as the
/// process. Does nothing in a build with sanitizers, which have reports of their own.
void report_crashes(std::string_view line, int code);

/// A crash ends the process by its signal again.
void forget_crashes();

}  // namespace speur
