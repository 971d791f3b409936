#include "command/library_paths.h"

#include <glib.h>

char *history_path(const char *library, const char *chosen)
{
    return chosen != NULL ? g_strdup(chosen) : g_build_filename(library, "history.db", NULL);
}
