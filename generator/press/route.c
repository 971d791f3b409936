#include "press/route.h"

#include <string.h>

void route_to_root(GString *out, const char *from)
{
    for (const char *at = from; *at != '\0'; at++)
        if (*at == '/')
            g_string_append(out, "../");
}

/* Bytes of the folders that A and B share, with the last '/'. */
static size_t shared_folders(const char *a, const char *b)
{
    size_t shared = 0;
    for (size_t i = 0; a[i] != '\0' && a[i] == b[i]; i++)
        if (a[i] == '/')
            shared = i + 1;
    return shared;
}

void route_to_document(GString *out, const char *from, const char *to, const char *suffix)
{
    size_t shared = shared_folders(from, to);
    route_to_root(out, from + shared);
    for (const char *at = to + shared; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at) || strchr("-._~/", *at) != NULL)
            g_string_append_c(out, *at);
        else
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
    }
    g_string_append(out, suffix);
}
