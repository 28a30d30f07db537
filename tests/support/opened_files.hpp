#pragma once

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>

namespace speur {

/// The names of the files that any program opens in some folders, as the kernel tells them (inotify(7)).
class OpenedFiles {
 public:
  /// Watches `folder` and the folders in it.
  explicit OpenedFiles(const std::filesystem::path& folder) : events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    if (events_ < 0) throw std::runtime_error("inotify_init1");
    watch(folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_directory()) watch(entry.path());
    }
  }
  ~OpenedFiles() { ::close(events_); }
  OpenedFiles(const OpenedFiles&) = delete;
  OpenedFiles& operator=(const OpenedFiles&) = delete;

  /// Since the last call; folders that are listed do not count.
  [[nodiscard]] std::set<std::string> names() {
    std::set<std::string> names;
    alignas(inotify_event) std::array<char, 65536> bytes{};
    for (ssize_t size = 0; (size = ::read(events_, bytes.data(), bytes.size())) > 0;) {
      for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
        inotify_event event{};
        std::memcpy(&event, bytes.data() + at, sizeof event);
        if (event.len != 0 && (event.mask & IN_ISDIR) == 0) names.insert(bytes.data() + at + sizeof event);
        at += sizeof event + event.len;
      }
    }
    return names;
  }

 private:
  void watch(const std::filesystem::path& folder) const {
    if (::inotify_add_watch(events_, folder.c_str(), IN_OPEN) < 0) throw std::runtime_error("inotify_add_watch");
  }

  int events_;
};

}  // namespace speur
