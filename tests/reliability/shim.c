/* Loaded before the C library, it stands between a process and the files of one folder: it writes
   down every call that changes them, in their order, and can make the n-th call fail.

   SHIM_FOLDER names the folder, SHIM_LOG the file that is written to; without it nothing is. */
#include "shim.h"

static int opened(int at_fd, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *name = whole(at_fd, path, room);
    if (!is_within(name))
        return REAL(openat)(at_fd, path, flags, mode);
    IN;
    REFUSE(OPEN);
    struct stat before;
    int there = !fstatat(AT_FDCWD, name, &before, 0);
    int fd = REAL(openat)(at_fd, path, flags, mode);
    if (fd >= 0 && fd < FDS) {
        int is_folder = there && S_ISDIR(before.st_mode);
        ours[fd] = 1;
        record(OPEN, fd,
               (there ? 0 : CREATED) | (flags & O_TRUNC ? EMPTIED : 0) | (is_folder ? FOLDER : 0),
               name, strlen(name));
    }
    OUT(fd);
}

#define MODE mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); \
                                         mode = va_arg(list, mode_t); va_end(list); }

int open(const char *path, int flags, ...) { MODE; return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE; return opened(AT_FDCWD, path, flags, mode); }
int openat(int fd, const char *path, int flags, ...) { MODE; return opened(fd, path, flags, mode); }
int openat64(int fd, const char *path, int flags, ...) { MODE; return opened(fd, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) {
    return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

static ssize_t written(int fd, const void *bytes, size_t length, int64_t place) {
    if (!is_ours(fd))
        return place < 0 ? REAL(write)(fd, bytes, length) : REAL(pwrite)(fd, bytes, length, place);
    IN;
    int error = fails(WRITE);
    if (error > 0) {
        errno = error;
        OUT(-1);
    }
    if (error == SHORT)
        length = (length + 1) / 2;
    int64_t from = place;
    if (from < 0)
        from = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    ssize_t done = place < 0 ? REAL(write)(fd, bytes, length)
                             : REAL(pwrite)(fd, bytes, length, place);
    if (done > 0)
        record(WRITE, fd, from, bytes, (size_t)done);
    OUT(done);
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t place) {
    return written(fd, bytes, length, place);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t place) {
    return written(fd, bytes, length, place);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!is_ours(fd))
        return REAL(writev)(fd, parts, count);
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = written(fd, parts[i].iov_base, parts[i].iov_len, -1);
        if (done < 0)
            return all ? all : -1;
        all += done;
        if ((size_t)done < parts[i].iov_len)
            break;
    }
    return all;
}

static ssize_t got(int fd, void *bytes, size_t length, int64_t place) {
    if (is_ours(fd)) {
        IN;
        REFUSE(READ);
        pthread_mutex_unlock(&lock);
    }
    return place < 0 ? REAL(read)(fd, bytes, length) : REAL(pread)(fd, bytes, length, place);
}

ssize_t read(int fd, void *bytes, size_t length) { return got(fd, bytes, length, -1); }
ssize_t __read_chk(int fd, void *bytes, size_t length, size_t room) {
    if (length > room)
        abort();
    return got(fd, bytes, length, -1);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t place) {
    return got(fd, bytes, length, place);
}
ssize_t pread64(int fd, void *bytes, size_t length, off64_t place) {
    return got(fd, bytes, length, place);
}
ssize_t __pread_chk(int fd, void *bytes, size_t length, off_t place, size_t room) {
    if (length > room)
        abort();
    return got(fd, bytes, length, place);
}
ssize_t __pread64_chk(int fd, void *bytes, size_t length, off64_t place, size_t room) {
    if (length > room)
        abort();
    return got(fd, bytes, length, place);
}

/* Whoever copies in the kernel is told to copy by hand. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length,
                        unsigned int flags) {
    if (is_ours(from) || is_ours(to)) {
        errno = EINVAL;
        return -1;
    }
    return REAL(copy_file_range)(from, from_at, to, to_at, length, flags);
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t length) {
    if (is_ours(from) || is_ours(to)) {
        errno = EINVAL;
        return -1;
    }
    ssize_t (*real)(int, int, off64_t *, size_t) = dlsym(RTLD_NEXT, "sendfile64");
    return real(to, from, place, length);
}
ssize_t sendfile(int to, int from, off_t *place, size_t length) {
    return sendfile64(to, from, place, length);
}

int ftruncate(int fd, off_t size) {
    if (!is_ours(fd))
        return REAL(ftruncate)(fd, size);
    IN;
    REFUSE(TRUNCATE);
    int result = REAL(ftruncate)(fd, size);
    if (!result)
        record(TRUNCATE, fd, size, "", 0);
    OUT(result);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int synced(int fd, int (*real)(int)) {
    if (!is_ours(fd))
        return real(fd);
    IN;
    REFUSE(SYNC);
    /* The simulated disk has its own idea of what is on it; the real one need not be waited for. */
    record(SYNC, fd, 0, "", 0);
    OUT(0);
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static int moved(int from_fd, const char *from, int to_fd, const char *to, int kind) {
    char from_room[PATH_MAX], to_room[PATH_MAX];
    const char *old = whole(from_fd, from, from_room), *new = whole(to_fd, to, to_room);
    int is_link = kind == LINK;
    if (!is_within(old) && !is_within(new))
        return is_link ? REAL(linkat)(from_fd, from, to_fd, to, 0)
                       : REAL(renameat)(from_fd, from, to_fd, to);
    IN;
    REFUSE(kind);
    int result = is_link ? REAL(linkat)(from_fd, from, to_fd, to, 0)
                         : REAL(renameat)(from_fd, from, to_fd, to);
    if (!result) {
        char both[2 * PATH_MAX];
        size_t length = (size_t)snprintf(both, sizeof both, "%s", old) + 1;
        length += (size_t)snprintf(both + length, sizeof both - length, "%s", new);
        record(kind, -1, 0, both, length);
    }
    OUT(result);
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to, RENAME); }
int renameat(int from_fd, const char *from, int to_fd, const char *to) {
    return moved(from_fd, from, to_fd, to, RENAME);
}
int link(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to, LINK); }

static int made(int at_fd, const char *path, mode_t mode) {
    char room[PATH_MAX];
    const char *name = whole(at_fd, path, room);
    if (!is_within(name))
        return REAL(mkdirat)(at_fd, path, mode);
    IN;
    REFUSE(MKDIR);
    int result = REAL(mkdirat)(at_fd, path, mode);
    if (!result)
        record(MKDIR, -1, 0, name, strlen(name));
    OUT(result);
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int fd, const char *path, mode_t mode) { return made(fd, path, mode); }

static int removed(int at_fd, const char *path, int flags) {
    char room[PATH_MAX];
    const char *name = whole(at_fd, path, room);
    if (!is_within(name))
        return REAL(unlinkat)(at_fd, path, flags);
    IN;
    REFUSE(UNLINK);
    int result = REAL(unlinkat)(at_fd, path, flags);
    if (!result)
        record(UNLINK, -1, 0, name, strlen(name));
    OUT(result);
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int fd, const char *path, int flags) { return removed(fd, path, flags); }

int close(int fd) {
    if (!is_ours(fd))
        return REAL(close)(fd);
    IN;
    ours[fd] = 0;
    record(CLOSE, fd, 0, "", 0);
    int error = fails(CLOSE), result = REAL(close)(fd);
    if (error) {
        /* It is closed all the same, as Linux does it. */
        errno = error == SHORT ? ENOSPC : error;
        result = -1;
    }
    OUT(result);
}
