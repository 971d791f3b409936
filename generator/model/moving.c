#include "model/runbook.h"

#include <string.h>

/* TEXT in lower case, with one blank for whatever is no letter; one at either end. */
static char *plain_words(const char *text)
{
    GString *words = g_string_new(" ");
    for (; *text != '\0'; text++) {
        if (g_ascii_isalnum(*text) || (*text & 0x80) != 0)
            g_string_append_c(words, g_ascii_tolower(*text));
        else if (words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    if (words->str[words->len - 1] != ' ')
        g_string_append_c(words, ' ');
    return g_string_free(words, FALSE);
}

static bool has_any(const char *words, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(words, phrases[i]) != NULL)
            return true;
    return false;
}

/* Does TEXT say that work goes over to another place? */
static bool says_failover(const char *text)
{
    static const char *const over[] = {" failover ", " fail over ", " switchover ",
                                       " switch over "};
    static const char *const back[] = {" failback ", " fail back ", " switchback ",
                                       " back to ",  " return ",    " returning "};
    static const char *const activate[] = {" activate ", " activating ", " activation "};
    static const char *const places[] = {" site ",       " region ",      " data center ",
                                         " datacenter ", " data centre ", " datacentre ",
                                         " standby "};
    if (text == NULL)
        return false;
    g_autofree char *words = plain_words(text);
    if (has_any(words, back, G_N_ELEMENTS(back)))
        return false;
    return has_any(words, over, G_N_ELEMENTS(over)) ||
           (has_any(words, activate, G_N_ELEMENTS(activate)) &&
            has_any(words, places, G_N_ELEMENTS(places)));
}

bool runbook_moves_work(const Runbook *runbook)
{
    return says_failover(runbook->entity.name.text) || says_failover(runbook->entity.id.text);
}
