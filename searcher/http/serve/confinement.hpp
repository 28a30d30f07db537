#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace speur::http {

/// What a process that answers the internet still needs.
struct Needs {
  std::vector<std::filesystem::path> readable;  ///< files, and folders with all below them
  std::vector<std::uint16_t> ports;  ///< of other hosts that it connects to; none: it makes no sockets but local ones
};

/// By Landlock: this thread, and those that it starts, may read what is `readable` and nothing else,
/// write and run no file, and open no TCP connection but to `ports` (from Landlock 4 on). To be called
/// before other threads are started. The result is for the log: "landlock" and its version, or "none"
/// where the kernel has no Landlock, and nothing is denied.
[[nodiscard]] std::string confine_files(const Needs& needs);

/// By seccomp, for all threads of the process: no program is run, no other process is looked into, no
/// socket is made that reaches another host (unless `needs` names ports), and nothing of the system is
/// changed. A call that is denied fails with EPERM. Sockets that are open stay open. The
/// result: "seccomp", or "none".
[[nodiscard]] std::string confine_calls(const Needs& needs);

/// What `speur serve` needs for this index: the folder that it lies in, since it may be replaced by
/// another of its name, what the system's libraries read, and the shards on other hosts that its stub
/// names.
[[nodiscard]] Needs needs_of(const std::filesystem::path& index);

}  // namespace speur::http
