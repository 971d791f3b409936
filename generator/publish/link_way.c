#include "publish/link_way.h"

#include <string.h>

bool link_is_relative(const char *url)
{
    return *url != '\0' && *url != '/' && url[strcspn(url, ":/?#")] != ':';
}

/* The file that PATH leads to from the page FILE; NULL when that is outside the site. Owned. */
static char *follow(const char *file, const char *path)
{
    g_autofree char *folder = g_path_get_dirname(file);
    g_autofree char *joined = g_strconcat(folder, "/", path, NULL);
    g_auto(GStrv) parts = g_strsplit(joined, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    bool is_folder = false;
    for (char **part = parts; *part != NULL; part++) {
        bool up = strcmp(*part, "..") == 0;
        is_folder = up || **part == '\0' || strcmp(*part, ".") == 0;
        if (up && kept->len == 0)
            return NULL;
        if (up)
            g_ptr_array_set_size(kept, (int)kept->len - 1);
        else if (!is_folder)
            g_ptr_array_add(kept, *part);
    }
    if (is_folder)
        g_ptr_array_add(kept, (gpointer) "index.html");
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

/* LENGTH bytes of a URL as they are meant; owned. */
static char *unescape(const char *text, size_t length)
{
    char *meant = g_uri_unescape_segment(text, text + length, NULL);
    return meant == NULL ? g_strndup(text, length) : meant;
}

char *link_file(const char *file, const char *url)
{
    size_t length = strcspn(url, "?#");
    g_autofree char *way = unescape(url, length);
    return length == 0 ? g_strdup(file) : follow(file, way);
}

char *link_anchor(const char *url)
{
    const char *hash = strchr(url, '#');
    return hash == NULL ? g_strdup("") : unescape(hash + 1, strlen(hash + 1));
}
