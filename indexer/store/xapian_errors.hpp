#pragma once

#include "speur/error.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>
#include <string>
#include <utility>

namespace speur {

/// Runs what calls Xapian to write `file`, a database. Xapian's exceptions are no std::exception:
/// they stop here and become Error(busy) or Error(io).
template <typename Function>
auto guarded(const std::filesystem::path& file, Function&& function) {
  try {
    return std::forward<Function>(function)();
  } catch (const Xapian::DatabaseLockError& e) {
    throw Error(ExitCode::busy, {file, 0}, e.get_msg());
  } catch (const Xapian::InvalidOperationError&) {
    // Where a write fails, Xapian cancels the changes; DB_DANGEROUS does not let it, and only that
    // comes out.
    throw Error(ExitCode::io, {file, 0}, "cannot write the index: is the disk full?");
  } catch (const Xapian::Error& e) {
    std::string message = fmt::format("cannot write the index: {}", e.get_msg());
    if (const char* cause = e.get_error_string()) message += fmt::format(" ({})", cause);
    throw Error(ExitCode::io, {file, 0}, message);
  }
}

}  // namespace speur
