#include "indexer/site/file_stamp.hpp"

#include <sys/stat.h>

#include <algorithm>

namespace speur {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

FileStamp FileStamp::of(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
          nanoseconds(status.st_ctim), status.st_ino};
}

FileStamp FileStamp::of_path(const char* path) {
  struct stat status {};
  if (::stat(path, &status) != 0) return {absent_size, 0, 0, 0};
  return of(status);
}

FileStamp certain_stamp(const FileStamp& stamp, std::int64_t looked_at,
                        std::chrono::nanoseconds grace) {
  const bool is_racy = std::max(stamp.modified, stamp.changed) > looked_at - grace.count();
  return is_racy ? FileStamp{} : stamp;
}

}  // namespace speur
