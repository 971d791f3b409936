#include "read/library_files.h"

#include "base/file.h"
#include "base/folder.h"

GPtrArray *folder_names(const char *folder, Diags *diags)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = folder_list(folder, &error);
    if (all == NULL) {
        diags_add_path(diags, &rule_system_read, folder, "the folder cannot be read: %s",
                       error->message);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < all->len; i++)
        if (*(const char *)all->pdata[i] != '.')
            g_ptr_array_add(names, g_strdup(all->pdata[i]));
    return names;
}

bool is_folder(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR);
}

bool is_there(const char *path)
{
    return g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}
