#include "searcher/http/serve/confinement.hpp"

#include "searcher/index/stub_file.hpp"
#include "speur/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

namespace fs = std::filesystem;

namespace speur::http {
namespace {

// As linux/landlock.h has them; that of an older system lacks what a newer kernel knows.
constexpr long version_flag = 1;
constexpr int path_rule = 1, port_rule = 2;
constexpr std::uint64_t read_file = 1U << 2U, read_folder = 1U << 3U;
constexpr std::uint64_t connect_tcp = 1U << 1U;
struct Ruleset {
  std::uint64_t files = 0, network = 0;
};
struct [[gnu::packed]] PathRule {
  std::uint64_t allowed = 0;
  std::int32_t folder = -1;
};
struct PortRule {
  std::uint64_t allowed = 0, port = 0;
};

/// All rights over files that a version of Landlock knows: those it does not handle stay allowed.
std::uint64_t rights_of(long version) {
  constexpr std::array<unsigned, 5> counts = {13, 14, 15, 15, 16};
  const auto index = static_cast<std::size_t>(version > 5 ? 5 : version) - 1;
  return (std::uint64_t{1} << counts.at(index)) - 1;
}

class Rules {
 public:
  explicit Rules(const Ruleset& handled, long version)
      : number_(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled,
                                           version < 4 ? sizeof handled.files : sizeof handled,
                                           0))) {}
  ~Rules() {
    if (number_ >= 0) ::close(number_);
  }
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  void allow(const fs::path& path) const {
    const int file = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    struct stat status {};
    if (file >= 0 && ::fstat(file, &status) == 0) {
      const std::uint64_t rights = S_ISDIR(status.st_mode) ? read_file | read_folder : read_file;
      const PathRule rule{rights, file};
      ::syscall(SYS_landlock_add_rule, number_, path_rule, &rule, 0);
    }
    if (file >= 0) ::close(file);
  }
  void allow(std::uint16_t port) const {
    const PortRule rule{connect_tcp, port};
    ::syscall(SYS_landlock_add_rule, number_, port_rule, &rule, 0);
  }
  /// False where it is not in force.
  [[nodiscard]] bool enforce() const {
    return number_ >= 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(SYS_landlock_restrict_self, number_, 0) == 0;
  }

 private:
  int number_;
};

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t architecture = 0;
#endif

// Without it LeakSanitizer cannot look at the threads of the process.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint32_t look_at_others = SYS_process_vm_writev;
#else
constexpr std::uint32_t look_at_others = SYS_ptrace;
#endif

/// Calls that a server of files has no use for, and who takes it over has.
constexpr auto denied_calls = std::to_array<std::uint32_t>(
    {SYS_execve, SYS_execveat, look_at_others, SYS_process_vm_readv, SYS_process_vm_writev, SYS_bpf,
     SYS_perf_event_open, SYS_userfaultfd, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
     SYS_setns, SYS_unshare, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_init_module,
     SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff,
     SYS_io_uring_setup, SYS_setuid, SYS_setgid});

constexpr sock_filter statement(std::uint16_t code, std::uint32_t value) {
  return {code, 0, 0, value};
}
/// Skips `if_equal` statements where the loaded value is `value`, else none.
constexpr sock_filter skip_if_equal(std::uint32_t value, std::uint8_t if_equal) {
  return {BPF_JMP | BPF_JEQ | BPF_K, if_equal, 0, value};
}
constexpr sock_filter skip_unless_equal(std::uint32_t value, std::uint8_t otherwise) {
  return {BPF_JMP | BPF_JEQ | BPF_K, 0, otherwise, value};
}
constexpr sock_filter load(std::size_t offset) {
  return statement(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
constexpr sock_filter answer(std::uint32_t value) {
  return statement(BPF_RET | BPF_K, value);
}

std::vector<sock_filter> call_filter(bool other_hosts) {
  constexpr std::uint32_t deny = SECCOMP_RET_ERRNO | EPERM;
  std::vector<sock_filter> filter = {
      // Numbers of another architecture mean other calls.
      load(offsetof(seccomp_data, arch)),
      skip_if_equal(architecture, 1),
      answer(deny),
      load(offsetof(seccomp_data, nr)),
  };
#if defined(__x86_64__)
  constexpr std::uint32_t x32_bit = 0x40000000;
  filter.push_back({BPF_JMP | BPF_JGE | BPF_K, 0, 1, x32_bit});
  filter.push_back(answer(deny));
#endif
  for (const std::uint32_t call : denied_calls) {
    filter.push_back(skip_unless_equal(call, 1));
    filter.push_back(answer(deny));
  }
  if (!other_hosts) {
    filter.push_back(skip_unless_equal(SYS_socket, 3));
    // The low half of the first argument: both architectures have it first.
    filter.push_back(load(offsetof(seccomp_data, args)));
    filter.push_back(skip_if_equal(AF_UNIX, 1));
    filter.push_back(answer(deny));
  }
  filter.push_back(answer(SECCOMP_RET_ALLOW));
  return filter;
}

}  // namespace

std::string confine_files(const Needs& needs) {
  const long version =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, version_flag);
  if (version < 1) return "none";
  Ruleset handled{rights_of(version), version < 4 ? 0 : connect_tcp};
  const Rules rules(handled, version);
  for (const fs::path& path : needs.readable) rules.allow(path);
  if (version >= 4) {
    for (const std::uint16_t port : needs.ports) rules.allow(port);
  }
  return rules.enforce() ? fmt::format("landlock {}", version) : "none";
}

std::string confine_calls(const Needs& needs) {
  if (architecture == 0) return "none";
  std::vector<sock_filter> filter = call_filter(!needs.ports.empty());
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return "none";
  const long refused =
      ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  return refused == 0 ? "seccomp" : "none";
}

Needs needs_of(const fs::path& index) {
  // Of the system: time zones, the names of hosts, the libraries' data, and what the process is told of
  // itself and of its limits.
  Needs needs{{"/etc", "/usr", "/lib", "/lib64", "/proc", "/sys", "/dev/urandom", "/dev/null", "/dev/log"},
              {}};
  std::error_code error;
  // By the name that was given, and where links lead: either may be replaced by its like.
  for (const fs::path& path : {fs::absolute(index, error).lexically_normal(), fs::canonical(index, error)}) {
    const fs::path folder = path.has_filename() ? path.parent_path() : path.parent_path().parent_path();
    if (!folder.empty()) needs.readable.push_back(folder);
  }
  if (const fs::path program = fs::read_symlink("/proc/self/exe", error); !error) {
    needs.readable.push_back(program.parent_path().parent_path());  // where the lexicon lies
  }
  try {
    for (const IndexPart& part : index_parts(index)) {
      if (part.is_local()) {
        needs.readable.push_back(fs::canonical(part.folder, error).parent_path());
      } else {
        needs.ports.push_back(part.port);
      }
    }
  } catch (const Error&) {
    // Whoever opens the index tells what is wrong with it.
  }
  return needs;
}

}  // namespace speur::http
