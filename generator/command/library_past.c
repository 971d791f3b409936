#include "command/library_past.h"

#include "base/file.h"
#include "command/git_tree.h"

#include <string.h>
#include <sys/stat.h>

enum { MOST_FILES = 20000, MOST_DEPTH = 4, MOST_BYTES = 64 * 1024 * 1024, LEAST_DIGITS = 7 };

/* Files of a commit on their way to a folder that is only there for a moment. */
typedef struct Copy {
    GitObjects *objects;
    const char *commit; /* its whole id */
    size_t n_files, n_bytes;
} Copy;

/* Does a document depend on the file NAME? All do on what lies in templates/. */
static bool is_wanted(const char *name, bool is_template)
{
    return is_template || g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".md");
}

static bool copy_file(Copy *copy, const GitEntry *entry, const char *path)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(Diags) unheard = diags_new();
    char id[GIT_ID_SIZE];
    if (++copy->n_files > MOST_FILES ||
        !git_objects_read(copy->objects, entry->id, "blob", bytes, id))
        return false;
    copy->n_bytes += bytes->len;
    return copy->n_bytes <= MOST_BYTES && file_write(path, bytes->str, bytes->len, 0600, unheard);
}

/* Copies the tree called NAME, DEPTH folders below the library, to the folder PATH. */
static bool copy_tree(Copy *copy, const char *name, const char *path, int depth, bool is_template)
{
    g_autoptr(GPtrArray) entries = git_tree_read(copy->objects, name, copy->commit);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const GitEntry *entry = entries->pdata[i];
        g_autofree char *below = g_build_filename(path, entry->name, NULL);
        if (*entry->name == '.' || strcmp(entry->name, "evidence") == 0)
            continue;
        if (S_ISDIR(entry->mode) && depth < MOST_DEPTH) {
            bool templates = is_template || (depth == 0 && strcmp(entry->name, "templates") == 0);
            if (!copy_tree(copy, entry->id, below, depth + 1, templates))
                return false;
        } else if (S_ISREG(entry->mode) && is_wanted(entry->name, is_template)) {
            if (!copy_file(copy, entry, below))
                return false;
        }
    }
    return entries != NULL;
}

/* COMMIT without what stands behind its digits; NULL when it is no id. Owned. */
static char *id_of(const char *commit)
{
    size_t digits = strspn(commit, "0123456789abcdef");
    bool is_id = digits >= LEAST_DIGITS && digits < GIT_ID_SIZE &&
                 (commit[digits] == '\0' || commit[digits] == '+');
    return is_id ? g_strndup(commit, digits) : NULL;
}

Papers *library_past(GitObjects *objects, const char *commit)
{
    char id[GIT_ID_SIZE];
    g_autofree char *digits = id_of(commit);
    g_autofree char *name = g_strconcat(digits == NULL ? "" : digits, "^{commit}", NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    if (digits == NULL || !git_objects_read(objects, name, "commit", text, id))
        return NULL;
    g_autofree char *folder = g_dir_make_tmp("redbinder-past-XXXXXX", NULL);
    if (folder == NULL)
        return NULL;
    Copy copy = {objects, id, 0, 0};
    g_autofree char *tree = g_strconcat(id, ":./", NULL);
    g_autoptr(Diags) unheard = diags_new();
    Papers *papers =
        copy_tree(&copy, tree, folder, 0, false) ? papers_new(folder, unheard) : NULL;
    file_remove_tree(folder, unheard);
    return papers;
}
