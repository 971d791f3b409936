#include "command/library_paths.h"

#include "base/diag_text.h"

#include <stdio.h>

char *history_path(const char *library, const char *chosen)
{
    return chosen != NULL ? g_strdup(chosen) : g_build_filename(library, "history.db", NULL);
}

char *history_path_to_read(const char *library, const char *chosen)
{
    if (chosen != NULL && !g_file_test(chosen, G_FILE_TEST_EXISTS)) {
        g_autofree char *shown = text_for_terminal(chosen);
        fprintf(stderr, "redbinder: there is no history '%s': no run counts\n", shown);
    }
    return history_path(library, chosen);
}
