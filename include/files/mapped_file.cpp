#include "speur/mapped_file.hpp"

#include "include/files/file_handle.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <utility>

namespace speur {
namespace {

/// The mappings that the signal handler knows. A table of fixed size, since a handler may neither
/// lock nor allocate. A slot is free where `begin` is 0; `size` is written before `begin`.
struct Slot {
  std::atomic<std::uintptr_t> begin{0};
  std::atomic<std::size_t> size{0};
};
constexpr std::uintptr_t taken = 1;  // a slot that is being filled: no mapping begins there
constexpr std::size_t no_slot = 4096;
std::array<Slot, no_slot> slots;
std::atomic<std::uint64_t> fault_count{0};
std::uintptr_t page_size = 4096;
struct sigaction action_before {};
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free);

/// Puts zeros in place of the rest of a mapping that could not be read. mmap() is a system call of
/// the kernel without state in the C library, so it may be called here.
void handle_sigbus(int, siginfo_t* info, void*) {
  const int saved_errno = errno;
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  for (const Slot& slot : slots) {
    const std::uintptr_t begin = slot.begin.load(std::memory_order_acquire);
    const std::size_t size = slot.size.load(std::memory_order_relaxed);
    if (begin <= taken || address < begin || address - begin >= size) continue;
    const std::uintptr_t page = address & ~(page_size - 1);
    const std::size_t rest = begin + size - page;
    void* const zeros = ::mmap(reinterpret_cast<void*>(page), rest, PROT_READ,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (zeros == MAP_FAILED) break;
    fault_count.fetch_add(1, std::memory_order_acq_rel);
    errno = saved_errno;
    return;
  }
  // Not ours: it ends the process, as it would have without this handler.
  ::sigaction(SIGBUS, &action_before, nullptr);
  ::raise(SIGBUS);
}

void set_handler() {
  static const bool is_set = [] {
    page_size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction action {};
    action.sa_sigaction = handle_sigbus;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigemptyset(&action.sa_mask);
    return ::sigaction(SIGBUS, &action, &action_before) == 0;
  }();
  static_cast<void>(is_set);
}

/// The slot of a mapping, or no_slot if all are in use.
std::size_t register_mapping(const char* data, std::size_t size) {
  set_handler();
  for (std::size_t i = 0; i < slots.size(); ++i) {
    std::uintptr_t free = 0;
    if (!slots[i].begin.compare_exchange_strong(free, taken)) continue;
    slots[i].size.store(size, std::memory_order_relaxed);
    slots[i].begin.store(reinterpret_cast<std::uintptr_t>(data), std::memory_order_release);
    return i;
  }
  return no_slot;
}

}  // namespace

std::uint64_t MappedFile::faults() noexcept {
  return fault_count.load(std::memory_order_acquire);
}

MappedFile::MappedFile(const std::filesystem::path& file) : MappedFile(open_readable(file), file) {}

MappedFile::MappedFile(const ReadableFile& file, const std::filesystem::path& path) {
  if (file.size == 0) return;
  void* const data = ::mmap(nullptr, file.size, PROT_READ, MAP_SHARED, file.handle.get(), 0);
  if (data == MAP_FAILED) throw_unreadable(path, errno);
  slot_ = register_mapping(static_cast<const char*>(data), file.size);
  if (slot_ == no_slot) {
    ::munmap(data, file.size);
    throw_unreadable(path, ENFILE);
  }
  data_ = static_cast<const char*>(data);
  size_ = file.size;
}

MappedFile::~MappedFile() {
  if (data_ == nullptr) return;
  slots[slot_].begin.store(0, std::memory_order_release);  // before the address is another's
  ::munmap(const_cast<char*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)),
      slot_(other.slot_) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(slot_, other.slot_);
  return *this;
}

}  // namespace speur
