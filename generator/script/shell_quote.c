#include "script/script.h"

#include <string.h>

static const char *const curly[] = {"\u2018", "\u2019"};

enum { CURLY_BYTES = 3 };

static bool is_curly(const char *at)
{
    return strncmp(at, curly[0], CURLY_BYTES) == 0 || strncmp(at, curly[1], CURLY_BYTES) == 0;
}

/* How many bytes from AT on can stand in single quotes; curly quotes begin with 0xE2. */
static size_t plain_length(const char *at)
{
    const char *end = at + strcspn(at, "'$`\\\xe2");
    while (*end == '\xe2' && !is_curly(end))
        end += 1 + strcspn(end + 1, "'$`\\\xe2");
    return (size_t)(end - at);
}

/* For ' there is no way but \'; $, ` and \ could stand in the quotes, but behind a backslash
 * nobody takes them for an expansion, also not shellcheck, which has to pass every script. For
 * its sake curly quotes go into double quotes. */
void shell_quote(GString *out, const char *text)
{
    if (*text == '\0')
        g_string_append(out, "''");
    while (*text != '\0') {
        size_t plain = plain_length(text);
        if (plain > 0) {
            g_string_append_c(out, '\'');
            g_string_append_len(out, text, (gssize)plain);
            g_string_append_c(out, '\'');
            text += plain;
        } else if (is_curly(text)) {
            g_string_append_c(out, '"');
            g_string_append_len(out, text, CURLY_BYTES);
            g_string_append_c(out, '"');
            text += CURLY_BYTES;
        } else {
            g_string_append_c(out, '\\');
            g_string_append_c(out, *text);
            text++;
        }
    }
}
