#include "history/plain_text.h"

#include <stdbool.h>
#include <string.h>

size_t plain_text_span(const char *text, size_t length)
{
    const char *end = text + length;
    const char *at = text;
    while (at < end) {
        unsigned char c = (unsigned char)*at;
        if ((c >= 0x20 && c < 0x7F) || c == '\t') {
            at++;
            continue;
        }
        gunichar wide = g_utf8_get_char_validated(at, end - at);
        if (c < 0x80 || wide == (gunichar)-1 || wide == (gunichar)-2 || g_unichar_iscntrl(wide))
            break;
        at = g_utf8_next_char(at);
    }
    return (size_t)(at - text);
}

static bool is_gap(gunichar c)
{
    return g_unichar_iscntrl(c) || g_unichar_isspace(c);
}

const char *plain_text(Arena *arena, const char *text, size_t length, size_t max)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
    g_autoptr(GString) plain = g_string_sized_new(length + 1);
    size_t count = 0;
    bool gap = false;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_gap(c)) {
            gap = plain->len > 0;
            continue;
        }
        count += gap ? 2 : 1;
        if (count > max) {
            g_string_append(plain, "…");
            break;
        }
        if (gap)
            g_string_append_c(plain, ' ');
        gap = false;
        g_string_append_unichar(plain, c);
    }
    return arena_text_n(arena, plain->str, plain->len);
}
