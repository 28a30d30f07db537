#include "growth/work_counter.hpp"

#include <malloc.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

// The C library's own allocator under its other names, and functions that take the places of those of
// the C library in the whole program. Nothing here may allocate or call what it replaces.
extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* old, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
void __libc_free(void* memory);
}

namespace {

struct Counter {
  bool on = false;
  std::uint64_t work = 0;
  std::int64_t held = 0;
  std::int64_t peak = 0;
};
thread_local constinit Counter counter;

constexpr std::uint64_t allocation_work = 8;

void over(std::size_t bytes) {
  counter.work += 1 + bytes / 16;
}

void* taken(void* memory) {
  if (counter.on && memory != nullptr) {
    counter.work += allocation_work;
    counter.held += static_cast<std::int64_t>(malloc_usable_size(memory));
    counter.peak = std::max(counter.peak, counter.held);
  }
  return memory;
}

void given_back(void* memory) {
  if (counter.on && memory != nullptr) {
    counter.held -= static_cast<std::int64_t>(malloc_usable_size(memory));
  }
}

}  // namespace

extern "C" {

void __sanitizer_cov_trace_pc() {
  ++counter.work;
}

void speur_count_bytes(std::size_t bytes) {
  over(bytes);
}

void* malloc(std::size_t bytes) {
  return taken(__libc_malloc(bytes));
}
void* calloc(std::size_t count, std::size_t bytes) {
  if (counter.on) over(count * bytes);
  return taken(__libc_calloc(count, bytes));
}
void* realloc(void* old, std::size_t bytes) {
  given_back(old);
  if (counter.on && old != nullptr) over(std::min(bytes, malloc_usable_size(old)));
  return taken(__libc_realloc(old, bytes));
}
void* memalign(std::size_t alignment, std::size_t bytes) {
  return taken(__libc_memalign(alignment, bytes));
}
void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  return memalign(alignment, bytes);
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t bytes) {
  *memory = memalign(alignment, bytes);
  return *memory == nullptr ? ENOMEM : 0;
}
void free(void* memory) {
  given_back(memory);
  __libc_free(memory);
}

}  // extern "C"

namespace speur {

void start_counting() {
  counter = {};
  counter.on = true;
}

Cost stop_counting() {
  counter.on = false;
  return {counter.work, static_cast<std::size_t>(std::max<std::int64_t>(counter.peak, 0))};
}

}  // namespace speur
