#include "command/selection.h"

#include <string.h>

struct Selection {
    char *library;
    char *root;        /* the same, absolute; NULL when there is no library */
    GHashTable *names; /* folders of plans (char *); NULL: the library as a whole */
};

/* The nearest folder from PATH, which is absolute, upwards that holds a library; NULL when none
 * does. Owned by the caller. */
static char *find_root(const char *path)
{
    g_autofree char *folder = g_strdup(path);
    for (;;) {
        g_autofree char *mark = g_build_filename(folder, "redbinder.yaml", NULL);
        if (g_file_test(mark, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&folder);
        char *parent = g_path_get_dirname(folder);
        if (strcmp(parent, folder) == 0) {
            g_free(parent);
            return NULL;
        }
        g_free(folder);
        folder = parent;
    }
}

/* What stands behind FOLDER in PATH, without slashes before it; NULL when PATH is not below it. */
static const char *below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) != 0)
        return NULL;
    if (length > 0 && folder[length - 1] != '/' && path[length] != '/' && path[length] != '\0')
        return NULL;
    return path + length + strspn(path + length, "/");
}

/* ROOT, which is absolute, as seen from the current folder. Owned by the caller. */
static char *shown_root(const char *root)
{
    g_autofree char *current = g_get_current_dir();
    const char *rest = below(root, current);
    if (rest != NULL)
        return g_strdup(*rest == '\0' ? "." : rest);
    rest = below(current, root);
    if (rest == NULL)
        return g_strdup(root);
    GString *up = g_string_new("..");
    for (const char *slash = strchr(rest, '/'); slash != NULL; slash = strchr(slash + 1, '/'))
        g_string_append(up, "/..");
    return g_string_free(up, FALSE);
}

/* Adds the plan that ABSOLUTE lies in; what lies in none is the library as a whole. */
static void choose(Selection *selection, const char *absolute)
{
    const char *rest = below(absolute, selection->root);
    g_autofree char *name = g_strndup(rest, strcspn(rest, "/"));
    g_autofree char *folder = g_build_filename(selection->root, name, NULL);
    if (*name == '\0' || !g_file_test(folder, G_FILE_TEST_IS_DIR))
        g_clear_pointer(&selection->names, g_hash_table_unref);
    else if (selection->names != NULL)
        g_hash_table_add(selection->names, g_steal_pointer(&name));
}

/* Adds PATH. False when it cannot be; told on stderr. */
static bool add(const Command *command, Selection *selection, const char *path)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *root = find_root(absolute);
    if (selection->root == NULL && root != NULL) {
        selection->library = shown_root(root);
        selection->root = g_steal_pointer(&root);
    } else if (root == NULL) {
        command_usage(command, "'%s' lies in no plan library", path);
        return false;
    } else if (strcmp(root, selection->root) != 0) {
        command_usage(command, "one plan library at a time: '%s' does not lie in '%s'", path,
                      selection->library);
        return false;
    }
    choose(selection, absolute);
    return true;
}

/* Whether PATH itself is to be read: it is a library, or lies in none, which the reader explains.
 */
static bool is_library(const char *path)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *root = find_root(absolute);
    return root == NULL || strcmp(root, absolute) == 0;
}

/* The path that is to be read in place of all: the only one, or one that does not exist, of which
 * the reader tells. NULL when each names something in a library. */
static const char *find_library(char *const *paths, size_t count)
{
    if (count == 0)
        return is_library(".") ? "." : NULL;
    if (count == 1 && is_library(paths[0]))
        return paths[0];
    for (size_t i = 0; i < count; i++)
        if (!g_file_test(paths[i], G_FILE_TEST_EXISTS))
            return paths[i];
    return NULL;
}

Selection *selection_new(const Command *command, char *const *paths, size_t count)
{
    g_autoptr(Selection) selection = g_new0(Selection, 1);
    const char *library = find_library(paths, count);
    if (library != NULL) {
        selection->library = g_strdup(library);
        return g_steal_pointer(&selection);
    }
    selection->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < MAX(count, 1); i++)
        if (!add(command, selection, count == 0 ? "." : paths[i]))
            return NULL;
    return g_steal_pointer(&selection);
}

void selection_free(Selection *selection)
{
    if (selection == NULL)
        return;
    if (selection->names != NULL)
        g_hash_table_unref(selection->names);
    g_free(selection->root);
    g_free(selection->library);
    g_free(selection);
}

const char *selection_library(const Selection *selection)
{
    return selection->library;
}

/* Folders that are named and hold no plan, such as templates/, stand for the library. */
static bool is_whole(const Selection *selection, const Library *library)
{
    if (selection->names == NULL)
        return true;
    size_t found = 0;
    for (size_t i = 0; i < library->n_plans; i++)
        if (g_hash_table_contains(selection->names, library->plans[i]->id))
            found++;
    for (size_t i = 0; i < library->n_unreadable; i++)
        if (g_hash_table_contains(selection->names, library->unreadable[i].id))
            found++;
    return found < g_hash_table_size(selection->names);
}

bool *selection_plans(const Selection *selection, const Library *library)
{
    if (is_whole(selection, library))
        return NULL;
    bool *chosen = g_new0(bool, library->n_plans + 1);
    for (size_t i = 0; i < library->n_plans; i++)
        chosen[i] = g_hash_table_contains(selection->names, library->plans[i]->id);
    return chosen;
}

typedef struct Filter {
    const Selection *selection;
    const Library *library;
} Filter;

static bool keep(Diag *diag, void *data)
{
    const Filter *filter = data;
    if (g_str_has_prefix(diag->rule->id, "system-"))
        return true;
    const char *rest = below(diag_path(diag), filter->library->path);
    if (rest == NULL)
        return false;
    g_autofree char *name = g_strndup(rest, strcspn(rest, "/"));
    return g_hash_table_contains(filter->selection->names, name);
}

void selection_filter(const Selection *selection, const Library *library, Diags *diags)
{
    Filter filter = {selection, library};
    if (!is_whole(selection, library))
        diags_keep(diags, keep, &filter);
}
