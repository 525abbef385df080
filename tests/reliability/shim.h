/* What the shim knows: whose files are watched, what is written down, which call is to fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096

/* Bits, so that a fault can be for some kinds of call alone. shim.py has the same. */
enum { OPEN = 1, WRITE = 2, TRUNCATE = 4, SYNC = 8, RENAME = 16, UNLINK = 32, CLOSE = 64,
       READ = 128, LINK = 256, MKDIR = 512, NOTE = 1 << 20 };
enum { CREATED = 1, EMPTIED = 2, FOLDER = 4 };
#define SHORT (-1)

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_file = -1;
static char ours[FDS];
static long calls, at;
static int fault, lasting, kinds;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("SHIM_FOLDER"), *log = getenv("SHIM_LOG");
    if (name) {
        snprintf(folder, sizeof folder, "%s", name);
        folder_length = strlen(folder);
    }
    if (log && *log)
        log_file = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* What the test says */

void shim_arm(long n, int error, int stays, int which) {
    pthread_mutex_lock(&lock);
    calls = 0, at = n, fault = error, lasting = stays, kinds = which;
    pthread_mutex_unlock(&lock);
}

long shim_disarm(void) {
    pthread_mutex_lock(&lock);
    long seen = calls;
    calls = at = 0, fault = lasting = kinds = 0;
    pthread_mutex_unlock(&lock);
    return seen;
}

/* The log: each record's kind, descriptor, place and length, then that many bytes. */

static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length > 0) {
        ssize_t done = REAL(write)(log_file, from, length);
        if (done <= 0)
            abort();
        from += done, length -= (size_t)done;
    }
}

static void record(int kind, int fd, int64_t place, const void *bytes, size_t length) {
    if (log_file < 0)
        return;
    int saved = errno;
    struct { uint32_t kind; int32_t fd; int64_t place, length; } head =
        { (uint32_t)kind, fd, place, (int64_t)length };
    put(&head, sizeof head);
    put(bytes, length);
    errno = saved;
}

void shim_note(const char *text) {
    pthread_mutex_lock(&lock);
    record(NOTE, -1, 0, text, strlen(text));
    pthread_mutex_unlock(&lock);
}

/* Whose files these are, and whether this call is to fail */

static int is_ours(int fd) { return fd >= 0 && fd < FDS && ours[fd]; }

static const char *whole(int at_fd, const char *path, char *room) {
    if (*path == '/')
        return path;
    char base[PATH_MAX] = "", link[64];
    if (at_fd == AT_FDCWD) {
        if (!getcwd(base, sizeof base))
            return path;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", at_fd);
        ssize_t length = readlink(link, base, sizeof base - 1);
        base[length > 0 ? length : 0] = 0;
    }
    if (snprintf(room, PATH_MAX, "%s/%s", base, path) >= PATH_MAX)
        abort();
    return room;
}

static int is_within(const char *path) {
    return folder_length && !strncmp(path, folder, folder_length) &&
           (path[folder_length] == '/' || !path[folder_length]);
}

/* Return 0, an errno, or SHORT. */
static int fails(int kind) {
    if (!(kinds & kind))
        return 0;
    ++calls;
    if (!at || (lasting ? calls < at : calls != at))
        return 0;
    if (fault == SHORT && kind == WRITE && calls == at)
        return SHORT;
    return fault == SHORT ? ENOSPC : fault;
}

#define IN pthread_mutex_lock(&lock)
#define OUT(result) do { int kept_ = errno; pthread_mutex_unlock(&lock); errno = kept_; \
                         return result; } while (0)
#define REFUSE(kind) do { int error_ = fails(kind); \
                          if (error_) { errno = error_ == SHORT ? ENOSPC : error_; OUT(-1); } \
                        } while (0)
