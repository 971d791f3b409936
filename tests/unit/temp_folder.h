#ifndef REDBINDER_UNIT_TEMP_FOLDER_H
#define REDBINDER_UNIT_TEMP_FOLDER_H

#include "base/file.h"

#include <check.h>
#include <string.h>

/* A folder that lives as long as a test. */

/* Makes it; owned by the caller, for temp_folder_remove(). */
static inline char *temp_folder_new(void)
{
    char *path = g_build_filename(g_get_tmp_dir(), "redbinder-unit-XXXXXX", NULL);
    ck_assert_ptr_nonnull(g_mkdtemp(path));
    return path;
}

static inline void temp_folder_remove(char *path)
{
    g_autoptr(Diags) diags = diags_new();
    ck_assert(file_remove_tree(path, diags));
    g_free(path);
}

/* Writes LENGTH bytes to NAME in FOLDER. */
static inline void temp_folder_write_bytes(const char *folder, const char *name, const char *bytes,
                                           size_t length)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert_msg(file_write(path, bytes, length, 0644, diags), "cannot write %s", path);
}

static inline void temp_folder_write(const char *folder, const char *name, const char *text)
{
    temp_folder_write_bytes(folder, name, text, strlen(text));
}

/* What the file NAME in FOLDER holds, or NULL; owned. */
static inline char *temp_folder_read(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

#endif
