#include "base/glob.h"

#include <glib.h>

/* Only the last `*` needs to be tried again: what an earlier one could take, the last one can. */
bool glob_match(const char *pattern, const char *text)
{
    const char *star = NULL;  /* behind the last `*` */
    const char *taken = NULL; /* where the text goes on that it has not taken */
    while (*text != '\0') {
        if (*pattern == '*') {
            star = ++pattern;
            taken = text;
        } else if (*pattern == '?') {
            pattern++;
            text = g_utf8_next_char(text);
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star != NULL) {
            pattern = star;
            taken = g_utf8_next_char(taken);
            text = taken;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}
