#include "publish/stage.h"

#include "base/file.h"
#include "publish/claim.h"
#include "publish/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Stage {
    char *target, *folder;
    GHashTable *folders; /* made already */
    GPtrArray *lines;    /* of the manifest: "<hash>  <path>" */
    GMutex lock;         /* over the two above and the counts */
    StageCounts counts;
    int claim; /* the lock on the folder; -1 when it is not ours */
    bool committed;
};

/* TARGET without slashes at the end; where it is a link, what that leads to, for the link is to
 * stay. Owned. */
static char *resolve_target(const char *target)
{
    char *real = realpath(target, NULL);
    char *path = g_strdup(real == NULL ? target : real);
    free(real);
    while (strlen(path) > 1 && g_str_has_suffix(path, "/"))
        path[strlen(path) - 1] = '\0';
    return path;
}

Stage *stage_open(const char *target, Diags *diags)
{
    if (!claim_output(target, diags))
        return NULL;
    g_autoptr(Stage) stage = g_new0(Stage, 1);
    stage->claim = -1;
    g_mutex_init(&stage->lock);
    stage->target = resolve_target(target);
    stage->folder = g_strconcat(stage->target, ".new", NULL);
    stage->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    stage->lines = g_ptr_array_new_with_free_func(g_free);
    stage->claim = claim_stage(stage->folder, diags);
    return stage->claim < 0 ? NULL : g_steal_pointer(&stage);
}

static void make_folder(Stage *stage, const char *path)
{
    char *folder = g_path_get_dirname(path);
    g_mutex_lock(&stage->lock);
    bool known = g_hash_table_contains(stage->folders, folder);
    if (!known)
        g_mkdir_with_parents(folder, 0755);
    if (known)
        g_free(folder);
    else
        g_hash_table_add(stage->folders, folder);
    g_mutex_unlock(&stage->lock);
}

/* Is PATH a file of LENGTH bytes with MODE? */
static bool could_be(const char *path, size_t length, int mode)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) && (size_t)about.st_size == length &&
           (about.st_mode & 0777) == (mode_t)mode;
}

/* Are the bytes of the file PATH, with MODE, these? */
static bool is_same(const char *path, const char *bytes, size_t length, int mode)
{
    if (!could_be(path, length, mode))
        return false;
    g_autofree char *old = NULL;
    size_t old_length = 0;
    return g_file_get_contents(path, &old, &old_length, NULL) && old_length == length &&
           memcmp(old, bytes, length) == 0;
}

/* Are the files A and B, of LENGTH bytes and MODE, the same? */
static bool has_bytes_of(const char *a, const char *b, size_t length, int mode)
{
    enum { BLOCK = 64 * 1024 };
    if (!could_be(a, length, mode))
        return false;
    FILE *left = fopen(a, "re");
    FILE *right = fopen(b, "re");
    bool same = left != NULL && right != NULL;
    g_autofree char *blocks = g_malloc(2 * (size_t)BLOCK);
    while (same && length > 0) {
        size_t n = MIN(length, (size_t)BLOCK);
        same = fread(blocks, 1, n, left) == n && fread(blocks + BLOCK, 1, n, right) == n &&
               memcmp(blocks, blocks + BLOCK, n) == 0;
        length -= n;
    }
    if (left != NULL)
        fclose(left);
    if (right != NULL)
        fclose(right);
    return same;
}

/* Gives the file FROM the name TO as well, which at no time is missing when it was there. */
static bool link_over(const char *from, const char *to)
{
    g_autofree char *aside = g_strconcat(to, ".part", NULL);
    if (link(from, aside) != 0)
        return false;
    if (rename(aside, to) == 0)
        return true;
    int problem = errno;
    unlink(aside); /* nobody would know it for ours */
    errno = problem;
    return false;
}

/* A new file PATH, or -1. */
static int make_file(const char *path, int mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (file < 0 || fchmod(file, (mode_t)mode) == 0)
        return file;
    close(file);
    return -1;
}

static bool put_file(const char *path, const char *bytes, size_t length, int mode)
{
    int file = make_file(path, mode);
    bool whole = file >= 0 && file_put(file, bytes, length);
    return file >= 0 && close(file) == 0 && whole;
}

static void report_write(const char *path, Diags *diags)
{
    diags_add_path(diags, &rule_system_write, path, "cannot be written: %s", g_strerror(errno));
}

static void note_file(Stage *stage, const char *path, const char *hash, size_t length,
                      bool unchanged)
{
    char *line = g_strdup_printf("%s  %s", hash, path);
    g_mutex_lock(&stage->lock);
    g_ptr_array_add(stage->lines, line);
    stage->counts.files++;
    stage->counts.unchanged += unchanged;
    stage->counts.bytes += length;
    g_mutex_unlock(&stage->lock);
}

bool stage_write(Stage *stage, const char *path, const char *bytes, size_t length, int mode,
                 Diags *diags)
{
    g_autofree char *full = g_build_filename(stage->folder, path, NULL);
    g_autofree char *old = g_build_filename(stage->target, path, NULL);
    make_folder(stage, full);
    bool unchanged = is_same(old, bytes, length, mode) && link(old, full) == 0;
    if (unchanged || put_file(full, bytes, length, mode)) {
        char hash[DIGEST_DIGITS + 1];
        note_file(stage, path, digest_hex(bytes, length, hash), length, unchanged);
        return true;
    }
    report_write(full, diags);
    return false;
}

/* ---- piece by piece ---- */

enum { PIECE = 64 * 1024 };

struct StageFile {
    Stage *stage;
    char *path, *full;
    int file, mode;
    struct sha256_ctx sum;
    size_t length; /* of all that was given */
    int problem;   /* errno of the first piece that could not be written, or 0 */
    size_t n_held;
    char held[PIECE];
};

StageFile *stage_file_open(Stage *stage, const char *path, int mode, Diags *diags)
{
    g_autofree char *full = g_build_filename(stage->folder, path, NULL);
    make_folder(stage, full);
    int descriptor = make_file(full, mode);
    if (descriptor < 0) {
        report_write(full, diags);
        return NULL;
    }
    StageFile *file = g_new0(StageFile, 1);
    file->stage = stage;
    file->path = g_strdup(path);
    file->full = g_steal_pointer(&full);
    file->file = descriptor;
    file->mode = mode;
    sha256_init(&file->sum);
    return file;
}

static void flush(StageFile *file)
{
    if (file->problem == 0 && !file_put(file->file, file->held, file->n_held))
        file->problem = errno;
    file->n_held = 0;
}

bool stage_file_write(void *data, const char *bytes, size_t length)
{
    StageFile *file = data;
    sha256_update(&file->sum, length, (const uint8_t *)bytes);
    file->length += length;
    while (length > 0) {
        size_t n = MIN(length, PIECE - file->n_held);
        memcpy(file->held + file->n_held, bytes, n);
        file->n_held += n;
        bytes += n;
        length -= n;
        if (file->n_held == PIECE)
            flush(file);
    }
    return file->problem == 0;
}

/* Does the old output hold the same as FILE, which is whole? Then it is linked in its place. */
static bool take_old(const StageFile *file)
{
    g_autofree char *old = g_build_filename(file->stage->target, file->path, NULL);
    return has_bytes_of(old, file->full, file->length, file->mode) && link_over(old, file->full);
}

bool stage_file_close(StageFile *file, bool kept, Diags *diags)
{
    flush(file);
    if (close(file->file) != 0 && file->problem == 0)
        file->problem = errno;
    bool whole = file->problem == 0;
    if (!whole) {
        errno = file->problem;
        report_write(file->full, diags);
    }
    char hash[DIGEST_DIGITS + 1];
    if (whole && kept)
        note_file(file->stage, file->path, digest_end(&file->sum, hash), file->length,
                  take_old(file));
    else
        unlink(file->full);
    g_free(file->path);
    g_free(file->full);
    g_free(file);
    return whole;
}

/* ---- the whole ---- */

GHashTable *stage_files(const Stage *stage)
{
    GHashTable *files = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < stage->lines->len; i++) {
        char *line = stage->lines->pdata[i];
        g_hash_table_add(files, line + DIGEST_DIGITS + 2);
    }
    g_hash_table_add(files, (gpointer)CLAIM_MANIFEST);
    return files;
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a + DIGEST_DIGITS, *(const char *const *)b + DIGEST_DIGITS);
}

static bool write_manifest(Stage *stage, Diags *diags)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *path = g_build_filename(stage->folder, CLAIM_MANIFEST, NULL);
    g_ptr_array_sort(stage->lines, compare_lines);
    for (size_t i = 0; i < stage->lines->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)stage->lines->pdata[i]);
    return file_write(path, out->str, out->len, 0644, diags);
}

/* Files such as .gitignore at the top of the target stay there, as does its mark. */
static bool carry_dot_files(const Stage *stage)
{
    g_autoptr(GDir) entries = g_dir_open(stage->target, 0, NULL);
    const char *name = NULL;
    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        if (name[0] != '.')
            continue;
        g_autofree char *from = g_build_filename(stage->target, name, NULL);
        g_autofree char *to = g_build_filename(stage->folder, name, NULL);
        if (!link_over(from, to))
            return false;
    }
    return true;
}

/* For a moment there is no output, but at no time is any of the two lost. */
static bool swap_in_two_steps(const Stage *stage)
{
    g_autofree char *old = g_strconcat(stage->folder, ".old", NULL);
    if (rename(stage->target, old) != 0)
        return false;
    if (rename(stage->folder, stage->target) == 0)
        return rename(old, stage->folder) == 0;
    int problem = errno;
    rename(old, stage->target);
    errno = problem;
    return false;
}

static bool swap(const Stage *stage)
{
    if (!g_file_test(stage->target, G_FILE_TEST_EXISTS))
        return rename(stage->folder, stage->target) == 0;
    if (renameat2(AT_FDCWD, stage->folder, AT_FDCWD, stage->target, RENAME_EXCHANGE) == 0)
        return true;
    /* Some file systems cannot exchange two names. */
    return (errno == EINVAL || errno == ENOSYS) && swap_in_two_steps(stage);
}

bool stage_commit(Stage *stage, StageCounts *counts, Diags *diags)
{
    bool replaces = g_file_test(stage->target, G_FILE_TEST_EXISTS);
    if (!write_manifest(stage, diags) || (replaces && !claim_mark(stage->target, diags)))
        return false;
    if (!carry_dot_files(stage) || !swap(stage)) {
        diags_add_path(diags, &rule_system_write, stage->target, "cannot be replaced: %s",
                       g_strerror(errno));
        return false;
    }
    stage->committed = true;
    if (counts != NULL)
        *counts = stage->counts;
    return claim_remove(stage->folder, diags);
}

void stage_close(Stage *stage)
{
    if (stage == NULL)
        return;
    if (!stage->committed && stage->claim >= 0) {
        g_autoptr(Diags) ignored = diags_new();
        claim_remove(stage->folder, ignored);
    }
    if (stage->claim >= 0)
        close(stage->claim);
    g_free(stage->target);
    g_free(stage->folder);
    g_clear_pointer(&stage->folders, g_hash_table_unref);
    g_clear_pointer(&stage->lines, g_ptr_array_unref);
    g_mutex_clear(&stage->lock);
    g_free(stage);
}
