/* Stands between the program and the disk (LD_PRELOAD) for the tests of faults and power cuts.
 *
 * FAULTY_DIR   only files below this folder count
 * FAULTY_LOG   every write, sync, truncation and removal is appended here, and every answer on standard output
 * FAULTY_AT    the n-th call that counts (from 1) goes wrong
 * FAULTY_HOW   "full" (ENOSPC), "io" (EIO), "short" (half of a write), or "die": killed just before it; answers count then too
 * FAULTY_GOOD  set: every call from the n-th on goes wrong, but for changed and removed names
 * FAULTY_COUNT how many calls counted is written here at the end
 *
 * A log entry: kind, file (4 bytes), offset, length (8 bytes each, the machine's order), then that many bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 1024
#define DIE (-1)

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int log_fd = -1;
static long fail_at, calls;
static int for_good, how; /* how: an errno, 0 for half of a write, or DIE */
static uint32_t file_of[FILES]; /* 0: does not count */
static uint32_t files;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_openat = dlsym(RTLD_NEXT, "openat64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    folder = getenv("FAULTY_DIR");
    const char *path = getenv("FAULTY_LOG");
    if (path) log_fd = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const char *at = getenv("FAULTY_AT");
    fail_at = at ? atol(at) : 0;
    for_good = getenv("FAULTY_GOOD") != NULL;
    const char *kind = getenv("FAULTY_HOW");
    how = !kind ? EIO : !strcmp(kind, "full") ? ENOSPC : !strcmp(kind, "short") ? 0 : !strcmp(kind, "die") ? DIE : EIO;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("FAULTY_COUNT");
    if (!path) return;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", calls);
    int fd = real_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0 && real_write(fd, text, (size_t)length) < 0) abort();
}

static int counts(const char *path) {
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether the call that is made now goes wrong. */
static int goes_wrong(void) {
    calls++;
    if (how == DIE && calls == fail_at) kill(getpid(), SIGKILL);
    return fail_at && (calls == fail_at || (for_good && calls > fail_at));
}

/* Names can be changed and removed on a full or failing disk: only the n-th call itself goes wrong. */
static int name_goes_wrong(void) {
    calls++;
    if (how == DIE && calls == fail_at) kill(getpid(), SIGKILL);
    return how && fail_at && calls == fail_at;
}

static void put(char kind, uint32_t file, uint64_t offset, const void *data, uint64_t length) {
    if (log_fd < 0) return;
    char head[21];
    head[0] = kind;
    memcpy(head + 1, &file, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 8);
    if (real_write(log_fd, head, sizeof head) != (ssize_t)sizeof head) abort();
    if (length && real_write(log_fd, data, length) != (ssize_t)length) abort();
}

static void opened(int fd, const char *path) {
    if (fd < 0 || fd >= FILES) return;
    file_of[fd] = ++files;
    put('o', files, 0, path, strlen(path));
}

static int open_it(int at, const char *path, int flags, mode_t mode) {
    int matters = counts(path) && (flags & (O_CREAT | O_WRONLY | O_RDWR));
    pthread_mutex_lock(&guard);
    if (matters && goes_wrong() && how) {
        pthread_mutex_unlock(&guard);
        errno = how;
        return -1;
    }
    int fd = at == AT_FDCWD ? real_open(path, flags, mode) : real_openat(at, path, flags, mode);
    if (matters) opened(fd, path);
    pthread_mutex_unlock(&guard);
    return fd;
}

#define MODE_OF(flags, last)                                \
    mode_t mode = 0;                                        \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                  \
        va_list rest;                                       \
        va_start(rest, last);                               \
        mode = va_arg(rest, mode_t);                        \
        va_end(rest);                                       \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags, flags) return open_it(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags, flags) return open_it(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags, flags) return open_it(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags, flags) return open_it(at, path, flags, mode); }

int close(int fd) {
    if (fd >= 0 && fd < FILES) file_of[fd] = 0;
    return real_close(fd);
}

static int is_ours(int fd) { return fd >= 0 && fd < FILES && file_of[fd]; }

/* A write at a place; the place is moved on where `moves`. */
static ssize_t write_it(int fd, const void *data, size_t length, off_t place, int moves) {
    pthread_mutex_lock(&guard);
    ssize_t done;
    if (goes_wrong()) {
        if (how) {
            pthread_mutex_unlock(&guard);
            errno = how;
            return -1;
        }
        length = length > 1 ? length / 2 : length;
    }
    off_t at = moves ? lseek(fd, 0, SEEK_CUR) : place;
    done = moves ? real_write(fd, data, length) : real_pwrite(fd, data, length, place);
    if (done > 0) put('w', file_of[fd], (uint64_t)at, data, (uint64_t)done);
    pthread_mutex_unlock(&guard);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (fd == 1 && how == DIE) goes_wrong();
    if (fd == 1) put('a', 0, 0, data, length);
    if (!is_ours(fd)) return real_write(fd, data, length);
    return write_it(fd, data, length, 0, 1);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t place) {
    return is_ours(fd) ? write_it(fd, data, length, place, 0) : real_pwrite(fd, data, length, place);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t place) { return pwrite64(fd, data, length, place); }

static int sync_it(int fd, int (*sync)(int)) {
    if (!is_ours(fd)) return sync(fd);
    pthread_mutex_lock(&guard);
    int wrong = goes_wrong() && how;
    int done = wrong ? -1 : sync(fd);
    if (!done) put('s', file_of[fd], 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    if (wrong) errno = how;
    return done;
}

int fsync(int fd) { return sync_it(fd, real_fsync); }
int fdatasync(int fd) { return sync_it(fd, real_fdatasync); }

int ftruncate64(int fd, off64_t length) {
    if (!is_ours(fd)) return real_ftruncate(fd, length);
    pthread_mutex_lock(&guard);
    int wrong = goes_wrong() && how;
    int done = wrong ? -1 : real_ftruncate(fd, length);
    if (!done) put('t', file_of[fd], (uint64_t)length, NULL, 0);
    pthread_mutex_unlock(&guard);
    if (wrong) errno = how;
    return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
    if (!counts(path)) return real_unlink(path);
    pthread_mutex_lock(&guard);
    int wrong = name_goes_wrong();
    int done = wrong ? -1 : real_unlink(path);
    if (!done) put('u', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&guard);
    if (wrong) errno = how;
    return done;
}

int rename(const char *from, const char *to) {
    if (!counts(from)) return real_rename(from, to);
    pthread_mutex_lock(&guard);
    int wrong = name_goes_wrong();
    int done = wrong ? -1 : real_rename(from, to);
    pthread_mutex_unlock(&guard);
    if (wrong) errno = how;
    return done;
}
