#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const Rule rule_system_read = {
    .id = "system-read",
    .severity = SEVERITY_ERROR,
    .summary = "a file or folder cannot be read",
    .remedy = "check that it exists and that you may read it",
};

const Rule rule_system_write = {
    .id = "system-write",
    .severity = SEVERITY_ERROR,
    .summary = "a file or folder cannot be written",
    .remedy = "check the permissions and the free space of the disk",
};

static void close_file(int *file)
{
    if (*file >= 0)
        close(*file);
}

typedef int FileHandle;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FileHandle, close_file)

/* Reads up to LIMIT + 1 bytes of FILE into TEXT; false on failure. */
static bool read_all(int file, GString *text, size_t limit)
{
    char buffer[64 * 1024];
    while (text->len <= limit) {
        ssize_t got = read(file, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        g_string_append_len(text, buffer, got);
    }
    return true;
}

char *file_read(const char *path, size_t limit, size_t *length, Diags *diags)
{
    /* O_NONBLOCK: a named pipe must not hang us; it is refused below. */
    g_auto(FileHandle) file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0) {
        diags_add_path(diags, &rule_system_read, path, "cannot be opened: %s", g_strerror(errno));
        return NULL;
    }
    if (!S_ISREG(about.st_mode)) {
        Diag *diag = diags_add_path(diags, &rule_system_read, path, "%s",
                                    S_ISDIR(about.st_mode) ? "is a folder, not a file"
                                                           : "is not a regular file");
        diag_help(diags, diag, "a file is wanted here");
        return NULL;
    }
    g_autoptr(GString) text = g_string_sized_new((size_t)MIN(about.st_size, (off_t)limit) + 1);
    if (!read_all(file, text, limit)) {
        diags_add_path(diags, &rule_system_read, path, "cannot be read: %s", g_strerror(errno));
        return NULL;
    }
    if (text->len > limit) {
        diags_add_path(diags, &rule_system_read, path, "is larger than %zu KiB", limit / 1024);
        return NULL;
    }
    *length = text->len;
    /* A GString holds up to twice what it needs, and sources stay in memory. */
    return g_realloc(g_string_free(g_steal_pointer(&text), FALSE), *length + 1);
}

bool file_put(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool fill(const char *temporary, const char *text, size_t length, int mode)
{
    g_auto(FileHandle) file =
        open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
    if (file < 0 || !file_put(file, text, length) || fchmod(file, (mode_t)mode) != 0)
        return false;
    /* Some file systems say only now that the disk is full. */
    int handle = file;
    file = -1;
    return close(handle) == 0;
}

bool file_write(const char *path, const char *text, size_t length, int mode, Diags *diags)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *temporary = g_strconcat(path, ".part", NULL);
    if (g_mkdir_with_parents(folder, 0755) == 0 && fill(temporary, text, length, mode) &&
        rename(temporary, path) == 0)
        return true;
    diags_add_path(diags, &rule_system_write, path, "cannot be written: %s", g_strerror(errno));
    unlink(temporary);
    return false;
}

static bool remove_below(int parent, const char *name);

static bool remove_entries(int folder)
{
    DIR *entries = fdopendir(folder);
    if (entries == NULL) {
        close(folder);
        return false;
    }
    bool done = true;
    const struct dirent *entry = NULL;
    while ((entry = readdir(entries)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        done = remove_below(dirfd(entries), entry->d_name) && done;
    }
    closedir(entries);
    return done;
}

static bool remove_below(int parent, const char *name)
{
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
        return true;
    int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0 || !remove_entries(folder))
        return false;
    return unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

bool file_remove_tree(const char *path, Diags *diags)
{
    if (remove_below(AT_FDCWD, path))
        return true;
    diags_add_path(diags, &rule_system_write, path, "cannot be removed: %s", g_strerror(errno));
    return false;
}
