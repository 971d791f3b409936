#include "press/press.h"

#include <string.h>

char *html_file(const char *document)
{
    static const char *const home[] = {"plan", "report"};
    const char *slash = strrchr(document, '/');
    for (size_t i = 0; slash != NULL && i < G_N_ELEMENTS(home); i++)
        if (strcmp(slash + 1, home[i]) == 0)
            return g_strdup_printf("%.*s/index.html", (int)(slash - document), document);
    return g_strconcat(document, ".html", NULL);
}
