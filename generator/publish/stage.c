#include "publish/stage.h"

#include "base/file.h"
#include "publish/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST "SHA256SUMS"

enum { MAX_MANIFEST = 256 * 1024 * 1024, MAX_FOLDERS = 64 };

const Rule rule_output_foreign = {
    .id = "system-output-foreign",
    .severity = SEVERITY_ERROR,
    .summary = "the output folder holds files that no build wrote",
    .remedy = "name another folder with --output, or move these files out of it",
};

struct Stage {
    char *target, *folder;
    GHashTable *folders; /* made already */
    GPtrArray *lines;    /* of the manifest: "<hash>  <path>" */
    GMutex lock;         /* over the two above and the counts */
    StageCounts counts;
    bool committed;
};

/* The paths listed in the manifest of the folder TARGET; empty when there is none. */
static GHashTable *listed_paths(const char *target)
{
    GHashTable *paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *path = g_build_filename(target, MANIFEST, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return paths;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (strlen(*line) > DIGEST_DIGITS + 2)
            g_hash_table_add(paths, g_strdup(*line + DIGEST_DIGITS + 2));
    g_hash_table_add(paths, g_strdup(MANIFEST));
    return paths;
}

/* Looks for what is not LISTED below the folder TARGET/BELOW; names the first. Owned. */
static char *find_foreign(const char *target, const char *below, GHashTable *listed, int depth)
{
    g_autofree char *folder = g_build_filename(target, below, NULL);
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *name = NULL;
    if (entries == NULL)
        return g_strdup(below); /* who knows what it holds */
    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = *below == '\0' ? g_strdup(name) : g_build_filename(below, name, NULL);
        g_autofree char *full = g_build_filename(target, path, NULL);
        bool folder_here = g_file_test(full, G_FILE_TEST_IS_DIR) &&
                           !g_file_test(full, G_FILE_TEST_IS_SYMLINK);
        bool kept = *below == '\0' && name[0] == '.' && !folder_here;
        if (kept || (!folder_here && g_hash_table_contains(listed, path)))
            continue;
        if (!folder_here || depth >= MAX_FOLDERS || name[0] == '.')
            return g_steal_pointer(&path);
        char *deeper = find_foreign(target, path, listed, depth + 1);
        if (deeper != NULL)
            return deeper;
    }
    return NULL;
}

static bool is_ours(const char *target, Diags *diags)
{
    if (!g_file_test(target, G_FILE_TEST_EXISTS))
        return true;
    if (!g_file_test(target, G_FILE_TEST_IS_DIR)) {
        diags_add_path(diags, &rule_output_foreign, target, "is not a folder");
        return false;
    }
    g_autoptr(GHashTable) listed = listed_paths(target);
    g_autofree char *foreign = find_foreign(target, "", listed, 0);
    if (foreign == NULL)
        return true;
    g_autofree char *path = g_build_filename(target, foreign, NULL);
    diags_add_path(diags, &rule_output_foreign, path,
                   "redbinder did not write this, and a build would remove it");
    return false;
}

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
    if (!is_ours(target, diags))
        return NULL;
    g_autoptr(Stage) stage = g_new0(Stage, 1);
    g_mutex_init(&stage->lock);
    stage->target = resolve_target(target);
    stage->folder = g_strconcat(stage->target, ".new", NULL);
    stage->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    stage->lines = g_ptr_array_new_with_free_func(g_free);
    if (!file_remove_tree(stage->folder, diags))
        return NULL;
    if (g_mkdir_with_parents(stage->folder, 0755) == 0)
        return g_steal_pointer(&stage);
    diags_add_path(diags, &rule_system_write, stage->folder, "cannot be made: %s",
                   g_strerror(errno));
    return NULL;
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

/* Are the bytes of the file PATH, with MODE, these? */
static bool is_same(const char *path, const char *bytes, size_t length, int mode)
{
    struct stat about;
    if (lstat(path, &about) != 0 || !S_ISREG(about.st_mode) || (size_t)about.st_size != length ||
        (about.st_mode & 0777) != (mode_t)mode)
        return false;
    g_autofree char *old = NULL;
    size_t old_length = 0;
    return g_file_get_contents(path, &old, &old_length, NULL) && old_length == length &&
           memcmp(old, bytes, length) == 0;
}

static bool put_file(const char *path, const char *bytes, size_t length, int mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (file < 0)
        return false;
    bool whole = fchmod(file, (mode_t)mode) == 0;
    while (whole && length > 0) {
        ssize_t written = write(file, bytes, length);
        whole = written >= 0 || errno == EINTR;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return close(file) == 0 && whole;
}

static void note_file(Stage *stage, const char *path, const char *bytes, size_t length,
                      bool unchanged)
{
    char hash[DIGEST_DIGITS + 1];
    char *line = g_strdup_printf("%s  %s", digest_hex(bytes, length, hash), path);
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
        note_file(stage, path, bytes, length, unchanged);
        return true;
    }
    diags_add_path(diags, &rule_system_write, full, "cannot be written: %s", g_strerror(errno));
    return false;
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a + DIGEST_DIGITS, *(const char *const *)b + DIGEST_DIGITS);
}

static bool write_manifest(Stage *stage, Diags *diags)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *path = g_build_filename(stage->folder, MANIFEST, NULL);
    g_ptr_array_sort(stage->lines, compare_lines);
    for (size_t i = 0; i < stage->lines->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)stage->lines->pdata[i]);
    return file_write(path, out->str, out->len, 0644, diags);
}

/* Files such as .gitignore at the top of the target stay there. */
static bool carry_dot_files(const Stage *stage)
{
    g_autoptr(GDir) entries = g_dir_open(stage->target, 0, NULL);
    const char *name = NULL;
    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        if (name[0] != '.')
            continue;
        g_autofree char *from = g_build_filename(stage->target, name, NULL);
        g_autofree char *to = g_build_filename(stage->folder, name, NULL);
        if (link(from, to) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

static bool swap(const Stage *stage)
{
    if (!g_file_test(stage->target, G_FILE_TEST_EXISTS))
        return rename(stage->folder, stage->target) == 0;
    return renameat2(AT_FDCWD, stage->folder, AT_FDCWD, stage->target, RENAME_EXCHANGE) == 0;
}

bool stage_commit(Stage *stage, StageCounts *counts, Diags *diags)
{
    if (!write_manifest(stage, diags))
        return false;
    if (!carry_dot_files(stage) || !swap(stage)) {
        diags_add_path(diags, &rule_system_write, stage->target, "cannot be replaced: %s",
                       g_strerror(errno));
        return false;
    }
    stage->committed = true;
    if (counts != NULL)
        *counts = stage->counts;
    return file_remove_tree(stage->folder, diags);
}

void stage_close(Stage *stage)
{
    if (stage == NULL)
        return;
    if (!stage->committed && stage->folder != NULL) {
        g_autoptr(Diags) ignored = diags_new();
        file_remove_tree(stage->folder, ignored);
    }
    g_free(stage->target);
    g_free(stage->folder);
    g_clear_pointer(&stage->folders, g_hash_table_unref);
    g_clear_pointer(&stage->lines, g_ptr_array_unref);
    g_mutex_clear(&stage->lock);
    g_free(stage);
}
