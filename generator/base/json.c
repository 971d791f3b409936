#include "base/json.h"

Json json_start(GString *out)
{
    return (Json){.out = out, .first = true};
}

/* Appends the character at TEXT and returns what follows it. A byte that is no text, as names
 * of files may hold, becomes U+FFFD. */
static const char *put_character(GString *out, const char *text)
{
    unsigned char c = (unsigned char)*text;
    gunichar wide = c < 0x80 ? c : g_utf8_get_char_validated(text, -1);
    if (c == '"' || c == '\\')
        g_string_append_printf(out, "\\%c", c);
    else if (c == '\n')
        g_string_append(out, "\\n");
    else if (c < 0x20 || c == 0x7F)
        g_string_append_printf(out, "\\u%04x", c);
    else if (wide == (gunichar)-1 || wide == (gunichar)-2)
        g_string_append(out, "\xEF\xBF\xBD");
    else {
        g_string_append_unichar(out, wide);
        return g_utf8_next_char(text);
    }
    return text + 1;
}

/* How many bytes at TEXT stand for themselves: most of them do. */
static size_t plain_span(const char *text)
{
    const char *at = text;
    while (*at >= 0x20 && *at < 0x7F && *at != '"' && *at != '\\')
        at++;
    return (size_t)(at - text);
}

void json_append_text(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (;;) {
        size_t plain = plain_span(text);
        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        if (*text == '\0')
            break;
        text = put_character(out, text);
    }
    g_string_append_c(out, '"');
}

static void begin_line(Json *json)
{
    g_string_append_c(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        g_string_append(json->out, "  ");
}

static void begin_value(Json *json, const char *name)
{
    if (!json->first)
        g_string_append_c(json->out, ',');
    if (json->depth > 0)
        begin_line(json);
    json->first = false;
    if (name == NULL)
        return;
    json_append_text(json->out, name);
    g_string_append(json->out, ": ");
}

static void begin(Json *json, const char *name, char bracket)
{
    begin_value(json, name);
    g_string_append_c(json->out, bracket);
    json->depth++;
    json->first = true;
}

static void end(Json *json, char bracket)
{
    g_assert(json->depth > 0);
    json->depth--;
    if (!json->first)
        begin_line(json);
    json->first = false;
    g_string_append_c(json->out, bracket);
}

void json_begin_object(Json *json, const char *name)
{
    begin(json, name, '{');
}

void json_end_object(Json *json)
{
    end(json, '}');
}

void json_begin_array(Json *json, const char *name)
{
    begin(json, name, '[');
}

void json_end_array(Json *json)
{
    end(json, ']');
}

void json_text(Json *json, const char *name, const char *text)
{
    begin_value(json, name);
    if (text == NULL)
        g_string_append(json->out, "null");
    else
        json_append_text(json->out, text);
}

void json_number(Json *json, const char *name, int64_t number)
{
    begin_value(json, name);
    g_string_append_printf(json->out, "%" G_GINT64_FORMAT, number);
}

void json_bool(Json *json, const char *name, bool value)
{
    begin_value(json, name);
    g_string_append(json->out, value ? "true" : "false");
}

void json_finish(Json *json)
{
    g_assert(json->depth == 0);
    g_string_append_c(json->out, '\n');
}
