#include "publish/page_origin.h"

#include "base/file_uri.h"
#include "base/url.h"

#include <string.h>

enum { DAY = 10, LONGEST_NAME = 100 };

#define FILE_GAP "{path}"

char *page_origin(const Library *library, Span span)
{
    if (span.source == NULL)
        return NULL;
    g_autofree char *folder = g_canonicalize_filename(library->path, NULL);
    g_autofree char *file = g_canonicalize_filename(span.source->path, NULL);
    g_autofree char *below = path_below(file, folder);
    return g_path_is_absolute(below) || *below == '\0' ? NULL : g_steal_pointer(&below);
}

static const Revision *newer(const Revision *a, const Revision *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return a->place <= b->place ? a : b;
}

/* People and what the library counts on go into whatever is reckoned. */
static const Revision *last_of_many(const Revisions *revisions, const char *below)
{
    const Revision *last = revisions_last_below(revisions, below);
    last = newer(last, revisions_last(revisions, "people.yaml"));
    return newer(last, revisions_last(revisions, "redbinder.yaml"));
}

char *page_changed(const Press *press, const char *origin, const char *below)
{
    const Revisions *revisions = press->revisions;
    if (origin == NULL && below == NULL)
        return NULL;
    if (revisions == NULL)
        return g_strdup("history not available");
    const Revision *last =
        origin == NULL ? last_of_many(revisions, below) : revisions_last(revisions, origin);
    if (last == NULL && revisions_are_cut(revisions))
        return g_strdup_printf("not in the latest %zu commits", revisions_count(revisions));
    if (last == NULL)
        return g_strdup("not in the history yet");
    g_autofree char *author =
        g_utf8_substring(last->author, 0, MIN(g_utf8_strlen(last->author, -1), LONGEST_NAME));
    return g_strdup_printf("%.*s%s%s%s", DAY, last->time, *author == '\0' ? "" : " by ", author,
                           origin == NULL ? ", the latest of its sources" : "");
}

char *page_edit_url(const Library *library, const char *origin)
{
    const char *pattern = library->edit_url.text;
    if (pattern == NULL || origin == NULL)
        return NULL;
    g_autofree char *file =
        g_str_has_suffix(origin, "/") ? g_strconcat(origin, "plan.yaml", NULL) : g_strdup(origin);
    g_autofree char *path = g_uri_escape_string(file, "/", FALSE);
    const char *gap = strstr(pattern, FILE_GAP);
    g_autofree char *url =
        gap == NULL ? g_strconcat(pattern, g_str_has_suffix(pattern, "/") ? "" : "/", path, NULL)
                    : g_strdup_printf("%.*s%s%s", (int)(gap - pattern), pattern, path,
                                      gap + strlen(FILE_GAP));
    return url_is_safe(url) ? g_steal_pointer(&url) : NULL;
}
