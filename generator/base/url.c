#include "base/url.h"

#include <glib.h>
#include <string.h>

bool url_is_safe(const char *url)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:"};
    for (const char *at = url; *at != '\0'; at++)
        if ((unsigned char)*at <= 0x20 || *at == 0x7F || *at == '\\')
            return false;
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    /* Relative: no scheme before the first of these, and no other host. */
    size_t head = strcspn(url, ":/?#");
    return url[head] != ':' && strncmp(url, "//", 2) != 0;
}

bool url_is_web(const char *url)
{
    const char *host = strstr(url, "://");
    size_t length = host == NULL ? 0 : (size_t)(host - url);
    bool web = (length == 5 && g_ascii_strncasecmp(url, "https", length) == 0) ||
               (length == 4 && g_ascii_strncasecmp(url, "http", length) == 0);
    return web && host[3] != '\0' && host[3] != '/' && url_is_safe(url);
}
