#include "history/form_text.h"

#include <string.h>

enum { HINT_COLUMN = 26 };

void form_put_words(GString *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        g_string_append_c(out, *text == '\n' || *text == '\t' ? ' ' : *text);
}

void form_put_value(GString *out, const char *key, const char *text)
{
    if (text == NULL) {
        g_string_append_printf(out, "%s: " FORM_BLANK "\n", key);
        return;
    }
    g_string_append_printf(out, "%s: '", key);
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            g_string_append_c(out, '\'');
        g_string_append_c(out, *text == '\n' || *text == '\t' ? ' ' : *text);
    }
    g_string_append(out, "'\n");
}

void form_put_blank(GString *out, const char *indent, const char *key, const char *hint)
{
    size_t before = out->len;
    g_string_append_printf(out, "%s%s: " FORM_BLANK, indent, key);
    if (*hint != '\0') {
        size_t width = out->len - before;
        size_t gap = width + 2 < HINT_COLUMN ? HINT_COLUMN - width : 2;
        g_string_append_printf(out, "%*s# ", (int)gap, "");
        form_put_words(out, hint);
    }
    g_string_append_c(out, '\n');
}
