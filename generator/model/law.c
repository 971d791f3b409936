#include "model/law.h"

#include <string.h>

static const struct {
    const char *word;
    Law law;
} laws[] = {
    {"gdpr",
     {"GDPR", "72h", "the supervisory authority is told within 72h of becoming aware",
      "Regulation (EU) 2016/679 Art. 33(1)"}},
    {"nis2",
     {"NIS2", "24h", "an early warning is given within 24h of becoming aware",
      "Directive (EU) 2022/2555 Art. 23(4)(a)"}},
    {"dora",
     {"DORA", "4h",
      "the initial notification is made within 4h of classifying the incident as major, and "
      "within 24h of becoming aware",
      "Delegated Regulation (EU) 2025/301 Art. 5(1)(a)"}},
    {"hipaa",
     {"HIPAA", "60d", "those affected are told within 60d of the discovery", "45 CFR 164.404(b)"}},
    {"nydfs",
     {"NYDFS", "72h", "the superintendent is told within 72h of the determination",
      "23 NYCRR 500.17(a)"}},
};

/* The next word of *TEXT in lower case, letters and digits only; NULL at the end. A number that
 * follows a word belongs to it: "NIS 2", "NIS-2". */
static char *next_word(const char **text)
{
    const char *at = *text;
    while (*at != '\0' && !g_ascii_isalpha(*at))
        at++;
    if (*at == '\0')
        return NULL;
    g_autoptr(GString) word = g_string_new(NULL);
    for (; g_ascii_isalnum(*at); at++)
        g_string_append_c(word, g_ascii_tolower(*at));
    const char *number = at + strspn(at, " -");
    if (g_ascii_isdigit(*number))
        for (at = number; g_ascii_isalnum(*at); at++)
            g_string_append_c(word, g_ascii_tolower(*at));
    *text = at;
    return g_string_free(g_steal_pointer(&word), FALSE);
}

const Law *law_find(const char *text)
{
    for (;;) {
        g_autofree char *word = next_word(&text);
        if (word == NULL)
            return NULL;
        for (size_t i = 0; i < G_N_ELEMENTS(laws); i++)
            if (strcmp(laws[i].word, word) == 0)
                return &laws[i].law;
    }
}

char *law_key(const char *text)
{
    const Law *law = law_find(text);
    if (law != NULL)
        return g_strdup(law->name);
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autoptr(GString) key = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at++)
        if (strchr(" -_.\t\n", *at) == NULL)
            g_string_append_c(key, *at);
    return g_string_free(g_steal_pointer(&key), FALSE);
}
