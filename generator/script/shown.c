#include "script/shown.h"

#include <string.h>

/* Format characters that are no control characters, yet can make a command look like another
 * one: bidirectional embeddings, overrides and isolates. */
static bool reorders(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool steers(gunichar c)
{
    bool space = c == '\n' || c == '\t';
    bool separator = c == 0x2028 || c == 0x2029;
    return (g_unichar_iscntrl(c) && !space) || reorders(c) || separator;
}

/* The character at AT, or (gunichar)-1 when the bytes there are no UTF-8. */
static gunichar take(const char **at)
{
    gunichar c = g_utf8_get_char_validated(*at, -1);
    bool broken = c == (gunichar)-1 || c == (gunichar)-2;
    *at = broken ? *at + 1 : g_utf8_next_char(*at);
    return broken ? (gunichar)-1 : c;
}

/* The first byte from AT on that needs a look: printable ASCII and newlines do not. */
static const char *skip_ascii(const char *at, const char *end)
{
    while (at < end && ((*at >= ' ' && *at <= '~') || *at == '\n'))
        at++;
    return at;
}

static void put(GString *out, const char *start, const char *end, gunichar c)
{
    if (c == (gunichar)-1)
        g_string_append_printf(out, "<%02X>", (unsigned char)*start);
    else if (steers(c))
        g_string_append_printf(out, "<U+%04X>", c);
    else
        g_string_append_len(out, start, end - start);
}

void shown_text(GString *out, const char *text)
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '\n')
        length--;
    for (const char *at = text; at < text + length;) {
        const char *start = at;
        at = skip_ascii(at, text + length);
        g_string_append_len(out, start, at - start);
        if (at == text + length)
            return;
        start = at;
        gunichar c = take(&at);
        put(out, start, at, c);
    }
}

void shown_line(GString *out, const char *text)
{
    gsize start = out->len;
    shown_text(out, text);
    for (char *at = out->str + start; *at != '\0'; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
    while (out->len > start && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
}

bool shown_is_plain(const char *text)
{
    const char *end = text + strlen(text);
    for (const char *at = skip_ascii(text, end); at < end; at = skip_ascii(at, end)) {
        gunichar c = take(&at);
        if (c == (gunichar)-1 || steers(c))
            return false;
    }
    return true;
}
