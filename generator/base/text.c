#include "base/text.h"

#include <stdbool.h>
#include <string.h>

static bool is_plain(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++)
        if ((*at < ' ' && *at != '\n' && *at != '\t') || *at >= 0x7f)
            return false;
    return true;
}

static bool is_shown(gunichar c)
{
    if (c < ' ')
        return c == '\n' || c == '\t';
    bool control = c >= 0x7f && c <= 0x9f;
    bool nonchar = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return !control && !nonchar;
}

const char *text_clean(const char *text, char **copy)
{
    if (text == NULL)
        return "";
    if (is_plain(text))
        return text;
    GString *clean = g_string_new(NULL);
    const char *end = text + strlen(text);
    for (const char *at = text; at < end;) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_unichar(clean, 0xfffd);
            at++;
            continue;
        }
        const char *next = g_utf8_next_char(at);
        if (is_shown(c))
            g_string_append_len(clean, at, next - at);
        at = next;
    }
    *copy = g_string_free(clean, FALSE);
    return *copy;
}
