#include "publish/claim.h"

#include "base/file.h"
#include "base/folder.h"
#include "publish/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FOLDERS = 64 };

const Rule rule_output_foreign = {
    .id = "system-output-foreign",
    .severity = SEVERITY_ERROR,
    .summary = "the output folder holds files that no build wrote",
    .remedy = "name another folder with --output, or move these files out of it",
};

static bool is_marked(const char *folder)
{
    g_autofree char *mark = g_build_filename(folder, CLAIM_MARK, NULL);
    return g_file_test(mark, G_FILE_TEST_IS_REGULAR);
}

/* Written in place: a half-written mark is a mark, while a temporary name beside it would be a file
 * that nobody knows. */
bool claim_mark(const char *folder, Diags *diags)
{
    static const char text[] = "A build of redbinder replaces this folder as a whole.\n";
    if (is_marked(folder))
        return true;
    g_autofree char *mark = g_build_filename(folder, CLAIM_MARK, NULL);
    int file = open(mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    bool whole = file >= 0 && fchmod(file, 0644) == 0 && file_put(file, text, strlen(text));
    if (file >= 0 && close(file) == 0 && whole)
        return true;
    diags_add_path(diags, &rule_system_write, mark, "cannot be written: %s", g_strerror(errno));
    return false;
}

static GHashTable *no_paths(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* The paths listed in the manifest of the folder TARGET; empty when there is none. */
static GHashTable *listed_paths(const char *target)
{
    GHashTable *paths = no_paths();
    g_autofree char *path = g_build_filename(target, CLAIM_MANIFEST, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return paths;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (strlen(*line) > DIGEST_DIGITS + 2)
            g_hash_table_add(paths, g_strdup(*line + DIGEST_DIGITS + 2));
    g_hash_table_add(paths, g_strdup(CLAIM_MANIFEST));
    return paths;
}

/* Looks for what is not LISTED below the folder TARGET/BELOW; names the first. Owned. */
static char *find_foreign(const char *target, const char *below, GHashTable *listed, int depth)
{
    g_autofree char *folder = g_build_filename(target, below, NULL);
    g_autoptr(GPtrArray) names = folder_list(folder, NULL);
    if (names == NULL)
        return g_strdup(below); /* who knows what it holds */
    for (size_t i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path =
            *below == '\0' ? g_strdup(name) : g_build_filename(below, name, NULL);
        g_autofree char *full = g_build_filename(target, path, NULL);
        bool folder_here =
            g_file_test(full, G_FILE_TEST_IS_DIR) && !g_file_test(full, G_FILE_TEST_IS_SYMLINK);
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

static void refuse(const char *target, const char *name, Diags *diags)
{
    g_autofree char *path = g_build_filename(target, name, NULL);
    diags_add_path(diags, &rule_output_foreign, path,
                   "redbinder did not write this, and a build would remove it");
}

bool claim_output(const char *target, Diags *diags)
{
    if (!g_file_test(target, G_FILE_TEST_EXISTS))
        return true;
    if (!g_file_test(target, G_FILE_TEST_IS_DIR)) {
        diags_add_path(diags, &rule_output_foreign, target, "is not a folder");
        return false;
    }
    g_autoptr(GHashTable) listed = is_marked(target) ? listed_paths(target) : no_paths();
    g_autofree char *foreign = find_foreign(target, "", listed, 0);
    if (foreign != NULL)
        refuse(target, foreign, diags);
    return foreign == NULL;
}

static int lock(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
        return file;
    if (file >= 0)
        close(file);
    return -1;
}

bool claim_remove(const char *folder, Diags *diags)
{
    g_autoptr(GPtrArray) names = folder_list(folder, NULL);
    for (size_t i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        if (strcmp(names->pdata[i], CLAIM_MARK) != 0 && !file_remove_tree(path, diags))
            return false;
    }
    return file_remove_tree(folder, diags);
}

/* Removes what a build that was cut off has left in STAGE. */
static bool remove_leftover(const char *stage, Diags *diags)
{
    if (!g_file_test(stage, G_FILE_TEST_EXISTS) && !g_file_test(stage, G_FILE_TEST_IS_SYMLINK))
        return true;
    if (rmdir(stage) == 0)
        return true; /* cut off before it was marked, or after its mark was removed */
    if (!is_marked(stage)) {
        diags_add_path(diags, &rule_output_foreign, stage,
                       "a build needs this name, and redbinder did not write what has it");
        return false;
    }
    int file = lock(stage);
    if (file < 0) {
        Diag *diag = diags_add_path(diags, &rule_system_write, stage,
                                    "another build is writing into the same output");
        diag_help(diags, diag, "wait for it, or name another folder with --output");
        return false;
    }
    bool removed = claim_remove(stage, diags);
    close(file);
    return removed;
}

int claim_stage(const char *stage, Diags *diags)
{
    if (!remove_leftover(stage, diags))
        return -1;
    g_autofree char *parent = g_path_get_dirname(stage);
    int file =
        g_mkdir_with_parents(parent, 0755) == 0 && g_mkdir(stage, 0755) == 0 ? lock(stage) : -1;
    if (file < 0) {
        diags_add_path(diags, &rule_system_write, stage, "cannot be made: %s", g_strerror(errno));
        return -1;
    }
    if (claim_mark(stage, diags))
        return file;
    close(file);
    return -1;
}
