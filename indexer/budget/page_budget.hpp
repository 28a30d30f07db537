#pragma once

#include "speur/error.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace speur {

/// What one page may take while it is read: so much, and so much more for each of its bytes. The reading
/// is linear, and a usual page takes a hundredth of it; what is left is what nobody has thought of. The
/// same on each machine, so that an index depends on the pages alone.
struct PageLimits {
  std::size_t bytes = std::size_t{256} << 20U;     ///< of memory that is held at the same time
  std::size_t bytes_a_byte = 20;
  std::uint64_t work = std::uint64_t{256} << 20U;  ///< steps, of about a nanosecond
  std::uint64_t work_a_byte = 2000;
};

/// Counts, from its making to its end, what this thread spends on one page, and ends the reading where
/// the page takes more. There may be one at a time in a thread; without one, nothing is counted.
class PageBudget {
 public:
  PageBudget(std::filesystem::path file, std::size_t page_bytes, const PageLimits& limits = {});
  ~PageBudget();
  /// What the page includes of other files counts as its own.
  void add(std::size_t page_bytes) const;
  PageBudget(const PageBudget&) = delete;
  PageBudget& operator=(const PageBudget&) = delete;

 private:
  std::filesystem::path file_;
  PageLimits limits_;
};

namespace budget {

/// What is left to this thread; private to the functions below.
struct Left {
  std::int64_t work = INT64_MAX;
  std::int64_t bytes = INT64_MAX;
  std::size_t line = 0;
  const std::filesystem::path* file = nullptr;  ///< null: nothing is counted
};
inline thread_local constinit Left left;

/// Throws the Error(data) that names the page and the line. std::bad_alloc where nothing is counted.
[[noreturn]] void refuse(const char* what);

/// The line of the file that is read now, for the message.
inline void at_line(std::size_t line) noexcept {
  left.line = line;
}

/// Whether so many more bytes may be held. For C libraries, through which nothing may be thrown.
[[nodiscard]] inline bool try_hold(std::size_t bytes) noexcept {
  if (left.file == nullptr) return true;
  if (left.bytes < static_cast<std::int64_t>(bytes)) return false;
  left.bytes -= static_cast<std::int64_t>(bytes);
  return true;
}
/// Throws Error(data), with the page and the line, where they may not.
inline void hold(std::size_t bytes) {
  if (!try_hold(bytes)) refuse("memory");
}
inline void give_back(std::size_t bytes) noexcept {
  if (left.file != nullptr) left.bytes += static_cast<std::int64_t>(bytes);
}

/// To be called before `vector` gets one more: holds what it then grows by.
template <class Vector>
void hold_growth(const Vector& vector) {
  if (vector.size() == vector.capacity()) {
    hold(vector.capacity() * sizeof(typename Vector::value_type));
  }
}

/// To be called by whatever goes over text from more places than it moves on by, with what it went
/// over. Throws as hold() does.
inline void spend(std::size_t steps) {
  if (left.file == nullptr) return;
  left.work -= static_cast<std::int64_t>(steps);
  if (left.work < 0) refuse("time");
}

}  // namespace budget

}  // namespace speur
