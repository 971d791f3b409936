#include "model/plan_folders.h"

#include <string.h>

struct PlanFolders {
    const char *root;
    GHashTable *indexes; /* folder's name -> index + 1 */
};

PlanFolders *plan_folders_new(const Library *library)
{
    PlanFolders *folders = g_new0(PlanFolders, 1);
    folders->root = library->path == NULL ? "" : library->path;
    folders->indexes = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < library->n_plans; i++)
        g_hash_table_insert(folders->indexes, (gpointer)library->plans[i]->id,
                            GSIZE_TO_POINTER(i + 1));
    return folders;
}

void plan_folders_free(PlanFolders *folders)
{
    if (folders == NULL)
        return;
    g_hash_table_unref(folders->indexes);
    g_free(folders);
}

size_t plan_folders_find(const PlanFolders *folders, const char *path)
{
    size_t length = strlen(folders->root);
    if (strncmp(path, folders->root, length) != 0)
        return SIZE_MAX;
    path += length + strspn(path + length, "/");
    g_autofree char *name = g_strndup(path, strcspn(path, "/"));
    gpointer index = g_hash_table_lookup(folders->indexes, name);
    return index == NULL ? SIZE_MAX : GPOINTER_TO_SIZE(index) - 1;
}
