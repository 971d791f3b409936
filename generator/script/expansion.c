#include "script/expansion.h"

#include "script/script.h"

/* How many bytes at AT, which is a '$', name a variable that NEEDS shows; NAME is borrowed. */
static size_t variable_length(const char *at, const Needs *needs, const char **name)
{
    bool braced = at[1] == '{';
    const char *start = at + (braced ? 2 : 1);
    size_t length = 0;
    while (g_ascii_isalnum(start[length]) || start[length] == '_')
        length++;
    *name = needs_find_open(needs, start, length);
    if (*name == NULL || (braced && start[length] != '}'))
        return 0;
    return (size_t)(start - at) + length + (braced ? 1 : 0);
}

static void put_plain(GString *out, GString *plain)
{
    if (plain->len > 0)
        shell_quote(out, plain->str);
    g_string_truncate(plain, 0);
}

void expansion(GString *out, const char *text, const Needs *needs)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    if (*text == '\0')
        shell_quote(out, text);
    for (const char *at = text; *at != '\0';) {
        const char *name = NULL;
        size_t length = *at == '$' ? variable_length(at, needs, &name) : 0;
        if (length > 0) {
            put_plain(out, plain);
            g_string_append_printf(out, "\"${%s-}\"", name);
        } else {
            g_string_append_c(plain, *at);
        }
        at += length > 0 ? length : 1;
    }
    put_plain(out, plain);
}
