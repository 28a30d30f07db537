/* Loaded into a program by LD_PRELOAD: counts its calls that change files, and lets one of them go
 * wrong. FAULT_AT is the number of that call, from 1; FAULT_KIND says how:
 *   kill     the process ends before the call, as by SIGKILL
 *   torn     half of a write is done, and the process ends
 *   lost     the process ends, and of each file what was written since its last fsync is taken back, as
 *            a disk may do that loses its power: it keeps what it was asked to keep
 *   EIO, ENOSPC   the call fails, and so do all that follow
 *   once     the call fails with EIO, and those that follow do not
 *   read     the read of a file with this number fails with EIO, instead of a call that changes one
 * Where FAULT_COUNT names a file, the number of calls and that of reads are written to it at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
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

/* What was in a file where it was written to, since its last fsync; the last write comes first. */
struct written {
  struct written* before;
  dev_t device;
  ino_t inode;
  int file; /* a duplicate: the program may close its own */
  off_t at, size_before;
  size_t had; /* bytes of `data` */
  unsigned char data[];
};
static struct written* newest;
static pthread_mutex_t of_written = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int keeps_written(void) {
  return fault_at() != 0 && strcmp(kind(), "lost") == 0;
}

/* Called before bytes are written, or cut off behind `at`. */
static void note_written(int fd, off_t at, size_t size) {
  struct stat status;
  if (!keeps_written() || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
  const off_t left = status.st_size > at ? status.st_size - at : 0;
  const size_t had = (off_t)size < left ? size : (size_t)left;
  struct written* const entry = malloc(sizeof *entry + had);
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  /* The program's own may be for writing alone, or at its end. */
  const int file = REAL(open)(name, O_RDWR | O_CLOEXEC);
  if (entry == NULL || file < 0) {
    free(entry);
    return;
  }
  const ssize_t got = REAL(pread)(file, entry->data, had, at);
  entry->device = status.st_dev;
  entry->inode = status.st_ino;
  entry->file = file;
  entry->at = at;
  entry->size_before = status.st_size;
  entry->had = got < 0 ? 0 : (size_t)got;
  pthread_mutex_lock(&of_written);
  entry->before = newest;
  newest = entry;
  pthread_mutex_unlock(&of_written);
}

/* The disk has all of this file now. */
static void forget_written(int fd) {
  struct stat status;
  if (!keeps_written() || fstat(fd, &status) != 0) return;
  pthread_mutex_lock(&of_written);
  for (struct written** link = &newest; *link != NULL;) {
    struct written* const entry = *link;
    if (entry->device == status.st_dev && entry->inode == status.st_ino) {
      *link = entry->before;
      close(entry->file);
      free(entry);
    } else {
      link = &entry->before;
    }
  }
  pthread_mutex_unlock(&of_written);
}

static void lose_written(void) {
  pthread_mutex_lock(&of_written);
  for (struct written* entry = newest; entry != NULL; entry = entry->before) {
    REAL(pwrite)(entry->file, entry->data, entry->had, entry->at);
    REAL(ftruncate)(entry->file, entry->size_before);
  }
  kill(getpid(), SIGKILL);
}

enum outcome { pass, torn, fail };

static atomic_long reads;

static enum outcome next(void) {
  const long number = ++calls;
  const long at = fault_at();
  const char* how = kind();
  if (at == 0 || number < at || strcmp(how, "read") == 0) return pass;
  if (number > at && (strcmp(how, "once") == 0)) return pass;
  if (strcmp(how, "kill") == 0) kill(getpid(), SIGKILL);
  if (strcmp(how, "lost") == 0) lose_written();
  if (strcmp(how, "torn") == 0) return torn;
  errno = strcmp(how, "ENOSPC") == 0 ? ENOSPC : EIO;
  return fail;
}

ssize_t write(int fd, const void* data, size_t size) {
  switch (is_file(fd) ? next() : pass) {
    case fail: return -1;
    case torn: REAL(write)(fd, data, size / 2); kill(getpid(), SIGKILL); return -1;
    default: note_written(fd, lseek(fd, 0, SEEK_CUR), size); return REAL(write)(fd, data, size);
  }
}

static ssize_t positioned(ssize_t (*real)(int, const void*, size_t, off_t), int fd,
                          const void* data, size_t size, off_t at) {
  switch (is_file(fd) ? next() : pass) {
    case fail: return -1;
    case torn: real(fd, data, size / 2, at); kill(getpid(), SIGKILL); return -1;
    default: note_written(fd, at, size); return real(fd, data, size, at);
  }
}
ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  return positioned(REAL(pwrite), fd, data, size, at);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  return positioned((ssize_t(*)(int, const void*, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64"), fd,
                    data, size, at);
}

/* Whether this read of a file fails. */
static int read_fails(int fd) {
  struct stat status;
  if (!is_file(fd) || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  const long number = ++reads;
  if (number != fault_at() || strcmp(kind(), "read") != 0) return 0;
  errno = EIO;
  return 1;
}
ssize_t read(int fd, void* data, size_t size) {
  return read_fails(fd) ? -1 : REAL(read)(fd, data, size);
}
ssize_t pread(int fd, void* data, size_t size, off_t at) {
  return read_fails(fd) ? -1 : REAL(pread)(fd, data, size, at);
}
ssize_t pread64(int fd, void* data, size_t size, off64_t at) {
  return read_fails(fd) ? -1 : REAL(pread64)(fd, data, size, at);
}

static enum outcome plain(void) {
  const enum outcome outcome = next();
  if (outcome == torn) kill(getpid(), SIGKILL);
  return outcome;
}
int fsync(int fd) {
  if (plain() == fail) return -1;
  forget_written(fd);
  return REAL(fsync)(fd);
}
int fdatasync(int fd) {
  if (plain() == fail) return -1;
  forget_written(fd);
  return REAL(fdatasync)(fd);
}
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
int ftruncate(int fd, off_t size) {
  if (plain() == fail) return -1;
  struct stat status;
  if (fstat(fd, &status) == 0 && status.st_size > size) {
    note_written(fd, size, (size_t)(status.st_size - size));
  }
  return REAL(ftruncate)(fd, size);
}

/* A file that is made, or emptied, is one that changes; one that is only read is not counted. */
static int opened(const char* symbol, int folder, const char* path, int flags, mode_t mode) {
  if ((flags & (O_CREAT | O_TRUNC)) != 0 && strncmp(path, "/dev/", 5) != 0 && plain() == fail) return -1;
  return ((int (*)(int, const char*, int, ...))dlsym(RTLD_NEXT, symbol))(folder, path, flags, mode);
}
static mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}
#define OPEN(name, ...)                                    \
  va_list arguments;                                       \
  va_start(arguments, flags);                              \
  const mode_t mode = mode_of(flags, arguments);           \
  va_end(arguments);                                       \
  return opened(name, __VA_ARGS__, path, flags, mode)
int open(const char* path, int flags, ...) { OPEN("openat", AT_FDCWD); }
int open64(const char* path, int flags, ...) { OPEN("openat64", AT_FDCWD); }
int openat(int folder, const char* path, int flags, ...) { OPEN("openat", folder); }
int openat64(int folder, const char* path, int flags, ...) { OPEN("openat64", folder); }

static void tell(void) __attribute__((destructor));
static void tell(void) {
  const char* file = getenv("FAULT_COUNT");
  if (file == NULL) return;
  FILE* out = fopen(file, "w");
  if (out == NULL) return;
  fprintf(out, "%ld %ld\n", (long)calls, (long)reads);
  fclose(out);
}
