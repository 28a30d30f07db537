/* Loaded by LD_PRELOAD into the programs that script/coverage runs. A program built with --coverage writes its
 * counts when it returns from main(), so the counts of three kinds of process would be lost:
 *   - a server that Landlock confines may write nowhere: here it may write below SPEUR_COUNTS, the build's folder;
 *   - a process that ends by _exit(), as a forked child does: here its counts are written first;
 *   - a process that may write no large file would cut the file of counts that all share: here it writes its own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef long system_call(long, ...);

/* As in linux/landlock.h: to write and to read a file, to read a folder, to make a file, to cut a file. The last one
 * is unknown to the first two versions of Landlock, whose rule would be refused. */
static void allow_counts(system_call* call, long ruleset) {
  const uint64_t rights = 1U << 1 | 1U << 2 | 1U << 3 | 1U << 8, cut = 1U << 14;
  const char* path = getenv("SPEUR_COUNTS");
  const int folder = path == NULL ? -1 : open(path, O_PATH | O_CLOEXEC);
  if (folder < 0) return;
  struct {
    uint64_t allowed;
    int32_t folder;
  } __attribute__((packed)) rule = {rights | cut, folder};
  if (call(SYS_landlock_add_rule, ruleset, 1, &rule, 0) != 0) {
    rule.allowed = rights;
    call(SYS_landlock_add_rule, ruleset, 1, &rule, 0);
  }
  close(folder);
}

long syscall(long number, ...) {
  system_call* const real = (system_call*)dlsym(RTLD_NEXT, "syscall");
  long each[6];
  va_list arguments;
  va_start(arguments, number);
  for (int i = 0; i < 6; ++i) each[i] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_landlock_restrict_self) allow_counts(real, each[0]);
  return real(number, each[0], each[1], each[2], each[3], each[4], each[5]);
}

/* A status above 1 is that of a crash, after which a lock may be held that the counts need. */
void _exit(int status) {
  void (*const dump)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "__gcov_dump");
  if (dump != NULL && status <= 1) dump();
  syscall(SYS_exit_group, status);
  for (;;) continue;
}

__attribute__((constructor)) static void leave_counts_whole(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  const char* path = getenv("SPEUR_COUNTS");
  char elsewhere[4096];
  if (path == NULL || snprintf(elsewhere, sizeof elsewhere, "%s/cut", path) >= (int)sizeof elsewhere) return;
  setenv("GCOV_PREFIX", elsewhere, 1);
}
