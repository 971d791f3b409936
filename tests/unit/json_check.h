#ifndef REDBINDER_UNIT_JSON_CHECK_H
#define REDBINDER_UNIT_JSON_CHECK_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* A strict reader of JSON (RFC 8259) that keeps nothing: is a text one value? */

static inline void json_blanks(const char **at)
{
    *at += strspn(*at, " \t\r\n");
}

static inline bool json_check_string(const char **at)
{
    if (*(*at)++ != '"')
        return false;
    for (; **at != '"'; (*at)++) {
        if ((unsigned char)**at < 0x20)
            return false;
        if (**at != '\\')
            continue;
        (*at)++;
        if (**at == 'u') {
            for (int i = 1; i <= 4; i++)
                if (!g_ascii_isxdigit((*at)[i]))
                    return false;
            *at += 4;
        } else if (**at == '\0' || strchr("\"\\/bfnrt", **at) == NULL) {
            return false;
        }
    }
    (*at)++;
    return true;
}

static inline bool json_check_number(const char **at)
{
    if (**at == '-')
        (*at)++;
    size_t digits = strspn(*at, "0123456789");
    if (digits == 0 || (**at == '0' && digits > 1))
        return false;
    *at += digits;
    return true;
}

static inline bool json_check_value(const char **at, int depth);

/* Items up to CLOSE, with names in front when NAMED. */
static inline bool json_check_items(const char **at, char close, bool named, int depth)
{
    (*at)++;
    json_blanks(at);
    if (**at == close) {
        (*at)++;
        return true;
    }
    for (;;) {
        json_blanks(at);
        if (named && !json_check_string(at))
            return false;
        json_blanks(at);
        if (named && *(*at)++ != ':')
            return false;
        if (!json_check_value(at, depth))
            return false;
        json_blanks(at);
        char next = *(*at)++;
        if (next == close)
            return true;
        if (next != ',')
            return false;
    }
}

static inline bool json_check_value(const char **at, int depth)
{
    static const char *const words[] = {"true", "false", "null"};
    json_blanks(at);
    if (depth > 64)
        return false;
    if (**at == '{' || **at == '[')
        return json_check_items(at, **at == '{' ? '}' : ']', **at == '{', depth + 1);
    if (**at == '"')
        return json_check_string(at);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strncmp(*at, words[i], strlen(words[i])) == 0) {
            *at += strlen(words[i]);
            return true;
        }
    return json_check_number(at);
}

/* Is TEXT one JSON value in UTF-8? */
static inline bool json_is_valid(const char *text)
{
    const char *at = text;
    if (!g_utf8_validate(text, -1, NULL) || !json_check_value(&at, 0))
        return false;
    json_blanks(&at);
    return *at == '\0';
}

#endif
