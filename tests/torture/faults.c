/* Loaded into a program by LD_PRELOAD: counts its calls that change files, and lets one of them go
 * wrong. FAULT_AT is the number of that call, from 1; FAULT_KIND says how:
 *   kill     the process ends before the call, as by SIGKILL
 *   torn     half of a write is done, and the process ends
 *   EIO, ENOSPC   the call fails, and so do all that follow
 *   once     the call fails with EIO, and those that follow do not
 * Where FAULT_COUNT names a file, the number of calls is written to it at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static long fault_at(void) {
  static atomic_long at = -1;
  if (at < 0) {
    const char* text = getenv("FAULT_AT");
    at = text == NULL ? 0 : atol(text);
  }
  return at;
}

static const char* kind(void) {
  const char* text = getenv("FAULT_KIND");
  return text == NULL ? "EIO" : text;
}

/* Standard output and error are no files of the index. */
static int is_file(int fd) {
  return fd > 2;
}

enum outcome { pass, torn, fail };

static enum outcome next(void) {
  const long number = ++calls;
  const long at = fault_at();
  if (at == 0 || number < at) return pass;
  const char* how = kind();
  if (number > at && (strcmp(how, "once") == 0)) return pass;
  if (strcmp(how, "kill") == 0) kill(getpid(), SIGKILL);
  if (strcmp(how, "torn") == 0) return torn;
  errno = strcmp(how, "ENOSPC") == 0 ? ENOSPC : EIO;
  return fail;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void* data, size_t size) {
  switch (is_file(fd) ? next() : pass) {
    case fail: return -1;
    case torn: REAL(write)(fd, data, size / 2); kill(getpid(), SIGKILL); return -1;
    default: return REAL(write)(fd, data, size);
  }
}

static ssize_t positioned(ssize_t (*real)(int, const void*, size_t, off_t), int fd,
                          const void* data, size_t size, off_t at) {
  switch (is_file(fd) ? next() : pass) {
    case fail: return -1;
    case torn: real(fd, data, size / 2, at); kill(getpid(), SIGKILL); return -1;
    default: return real(fd, data, size, at);
  }
}
ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  return positioned(REAL(pwrite), fd, data, size, at);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  return positioned((ssize_t(*)(int, const void*, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64"), fd,
                    data, size, at);
}

static enum outcome plain(void) {
  const enum outcome outcome = next();
  if (outcome == torn) kill(getpid(), SIGKILL);
  return outcome;
}
int fsync(int fd) { return plain() == fail ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return plain() == fail ? -1 : REAL(fdatasync)(fd); }
int rename(const char* from, const char* to) {
  return plain() == fail ? -1 : REAL(rename)(from, to);
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  return plain() == fail ? -1 : REAL(renameat)(from_folder, from, to_folder, to);
}
int mkdir(const char* path, mode_t mode) { return plain() == fail ? -1 : REAL(mkdir)(path, mode); }
int mkdirat(int folder, const char* path, mode_t mode) {
  return plain() == fail ? -1 : REAL(mkdirat)(folder, path, mode);
}
int unlink(const char* path) { return plain() == fail ? -1 : REAL(unlink)(path); }
int unlinkat(int folder, const char* path, int flags) {
  return plain() == fail ? -1 : REAL(unlinkat)(folder, path, flags);
}
int ftruncate(int fd, off_t size) { return plain() == fail ? -1 : REAL(ftruncate)(fd, size); }

static void tell(void) __attribute__((destructor));
static void tell(void) {
  const char* file = getenv("FAULT_COUNT");
  if (file == NULL) return;
  FILE* out = fopen(file, "w");
  if (out == NULL) return;
  fprintf(out, "%ld\n", (long)calls);
  fclose(out);
}
