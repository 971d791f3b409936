#ifndef REDBINDER_UNIT_LIBRARY_TEXT_H
#define REDBINDER_UNIT_LIBRARY_TEXT_H

#include "base/diag_text.h"
#include "read/reader.h"

#include "temp_folder.h"

/* A small library read from texts, as tests of the model use it. */
typedef struct LibraryText {
    char *folder;
    Library *library;
} LibraryText;

static inline LibraryText library_text_new(void)
{
    LibraryText text = {.folder = temp_folder_new(), .library = NULL};
    temp_folder_write(text.folder, "redbinder.yaml", "title: Library\n");
    return text;
}

/* Reads what was written; any finding ends the test. */
static inline void library_text_read(LibraryText *text)
{
    g_autoptr(Diags) diags = diags_new();
    text->library = read_library(text->folder, diags);
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++)
        diag_print(diags_at(diags, i), false, all);
    ck_assert_msg(diags_count(diags) == 0, "%s", all->str);
}

static inline void library_text_clear(LibraryText *text)
{
    library_free(text->library);
    temp_folder_remove(text->folder);
}

/* What ID names in plan A, or PLAN/ID anywhere. */
static inline const Entity *library_text_find(const LibraryText *text, const char *id)
{
    const Entity *found =
        library_find(text->library, library_find_plan(text->library, "a"), ~0u, id);
    ck_assert_msg(found != NULL, "nothing is called %s", id);
    return found;
}

#endif
