#include "publish/commit_name.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { SHORT_ID = 12, MOST_SHOWN = 24 };

char *commit_name(const char *commit)
{
    if (commit == NULL)
        return NULL;
    size_t digits = strspn(commit, "0123456789abcdef");
    bool is_id = (digits == 40 || digits == 64) && !g_ascii_isalnum(commit[digits]);
    if (is_id)
        return g_strdup_printf("%.*s%s", SHORT_ID, commit, commit + digits);
    if (g_utf8_strlen(commit, -1) <= MOST_SHOWN)
        return g_strdup(commit);
    g_autofree char *cut = g_utf8_substring(commit, 0, MOST_SHOWN - 1);
    return g_strconcat(cut, "…", NULL);
}
