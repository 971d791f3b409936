#include "base/file_uri.h"

#include <glib.h>
#include <string.h>

char *path_below(const char *path, const char *folder)
{
    if (*path == '\0')
        return g_strdup("");
    g_autofree char *whole = g_canonicalize_filename(path, folder);
    g_autofree char *top = g_canonicalize_filename(folder, "/");
    size_t length = strlen(top);
    if (strcmp(whole, top) == 0)
        return g_strdup("");
    if (length > 1 && strncmp(whole, top, length) == 0 && whole[length] == '/')
        return g_strdup(whole + length + 1);
    if (length == 1)
        return g_strdup(whole + 1);
    return g_steal_pointer(&whole);
}

char *file_uri(const char *path)
{
    GString *uri = g_string_new(*path == '/' ? "file://" : NULL);
    g_autofree char *valid = g_utf8_make_valid(path, -1);
    g_string_append_uri_escaped(uri, valid, "/", FALSE);
    return g_string_free(uri, FALSE);
}
