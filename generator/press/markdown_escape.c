#include "press/markdown_escape.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

static char last_of(const GString *out)
{
    return out->len == 0 ? '\0' : out->str[out->len - 1];
}

/* Could AT, which points at '&', begin an entity? Text that ends inside one might go on. */
static bool begins_entity(const char *at)
{
    at++;
    if (*at == '#')
        at++;
    while (g_ascii_isalnum(*at))
        at++;
    return *at == ';' || *at == '\0';
}

static bool is_special(char before, const char *at, MarkdownPlace place)
{
    char after = at[1];
    switch (*at) {
    case '`':
    case '*':
    case '_':
    case '[':
    case ']':
        return true;
    case '\\':
        return !g_ascii_isalnum(after); /* a space might be trimmed, a mark follow */
    case '<':
        return after == '\0' || g_ascii_isalpha(after) || strchr("/!?", after) != NULL;
    case '&':
        return begins_entity(at);
    case '~': /* struck out on forges: one that cannot close does no harm */
        return after == '~' || (before != '\0' && !g_ascii_isspace(before));
    case '|':
        return place == MARKDOWN_CELL;
    case '#': /* may close a heading */
        return place == MARKDOWN_LINE && (before == '\0' || before == ' ');
    default:
        return false;
    }
}

/* Appends the whitespace at AT as one newline or as spaces; returns what follows. */
static const char *escape_space(GString *out, const char *at, MarkdownPlace place)
{
    size_t length = strspn(at, " \t\n");
    bool newline = memchr(at, '\n', length) != NULL;
    if (newline && place == MARKDOWN_FLOW)
        g_string_append_c(out, '\n');
    else
        for (size_t i = 0; i < (newline ? 1 : length); i++)
            g_string_append_c(out, ' ');
    return at + length;
}

/* The same for a run of '_', which means nothing inside a word (pg_dump). */
static const char *escape_underscores(GString *out, const char *at)
{
    size_t length = strspn(at, "_");
    bool in_word = g_ascii_isalnum(last_of(out)) && g_ascii_isalnum(at[length]);
    for (size_t i = 0; i < length; i++)
        g_string_append(out, in_word ? "_" : "\\_");
    return at + length;
}

void markdown_escape_text(GString *out, const char *text, MarkdownPlace place)
{
    g_autofree char *copy = NULL;
    const char *at = text_clean(text, &copy);
    while (*at != '\0') {
        if (*at == ' ' || *at == '\t' || *at == '\n') {
            at = escape_space(out, at, place);
        } else if (*at == '_') {
            at = escape_underscores(out, at);
        } else {
            if (is_special(last_of(out), at, place))
                g_string_append_c(out, '\\');
            g_string_append_c(out, *at++);
        }
    }
}

size_t markdown_escape_run(const char *code, char fence, size_t minimum)
{
    size_t length = minimum;
    for (size_t run = 0; *code != '\0'; code++) {
        run = *code == fence ? run + 1 : 0;
        length = MAX(length, run + 1);
    }
    return length;
}

static void append_times(GString *out, char c, size_t times)
{
    for (size_t i = 0; i < times; i++)
        g_string_append_c(out, c);
}

/* The shortest run of backticks that CODE has not: then nothing in it can end the span. */
static size_t unused_run(const char *code)
{
    size_t length = 1;
    for (const char *at = code; *at != '\0';) {
        size_t run = strspn(at, "`");
        if (run == length) {
            length++;
            at = code;
        } else {
            at += run == 0 ? 1 : run;
        }
    }
    return length;
}

/* Is a space needed inside the ticks? One is taken away on each side, where there are two. */
static bool needs_padding(const char *code)
{
    size_t length = strlen(code);
    char first = code[0];
    char last = code[length - 1];
    if (first == '`' || last == '`')
        return true;
    bool blank = strspn(code, " \t\n") == length;
    return !blank && g_ascii_isspace(first) && g_ascii_isspace(last);
}

void markdown_escape_code(GString *out, const char *code, MarkdownPlace place)
{
    g_autofree char *copy = NULL;
    code = text_clean(code, &copy);
    if (*code == '\0')
        return;
    /* two spans side by side would become one; a table takes the backslash before '|' */
    bool joined = last_of(out) == '`';
    if (joined || (place == MARKDOWN_CELL && strstr(code, "\\|") != NULL)) {
        markdown_escape_text(out, code, place);
        return;
    }
    size_t ticks = unused_run(code);
    const char *padding = needs_padding(code) ? " " : "";
    append_times(out, '`', ticks);
    g_string_append(out, padding);
    for (const char *at = code; *at != '\0'; at++) {
        if (*at == '|' && place == MARKDOWN_CELL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at == '\n' || *at == '\t' ? ' ' : *at);
    }
    g_string_append(out, padding);
    append_times(out, '`', ticks);
}

void markdown_escape_url(GString *out, const char *url, MarkdownPlace place)
{
    g_autofree char *copy = NULL;
    g_string_append_c(out, '(');
    for (const char *at = text_clean(url, &copy); *at != '\0'; at++) {
        bool unsafe = strchr(" \t\n<>()\\\"`", *at) != NULL;
        if (unsafe || (*at == '|' && place == MARKDOWN_CELL))
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
        else if (*at == '&' && begins_entity(at))
            g_string_append(out, "&amp;");
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, ')');
}

/* Does C begin a block when AFTER follows it at the start of a line? */
static bool begins_block(char c, char after)
{
    bool ends = after == '\0' || after == ' ';
    switch (c) {
    case '>':
    case '=':
    case '|': /* a forge may take the line for a row of a table */
        return true;
    case '#':
        return ends || after == '#';
    case '+':
        return ends;
    case '-':
        return ends || strchr("-|:", after) != NULL;
    case ':':
        return after == '-';
    default:
        return false;
    }
}

/* The digits of a number that begins an ordered list, 0 when LINE begins none. */
static size_t list_number(const char *line, size_t length)
{
    size_t digits = 0;
    while (digits < length && g_ascii_isdigit(line[digits]))
        digits++;
    if (digits == 0 || digits > 9 || digits == length || strchr(".)", line[digits]) == NULL)
        return 0;
    return digits + 1 == length || line[digits + 1] == ' ' ? digits : 0;
}

/* Where in LINE a backslash is needed lest it begin a block; LENGTH when nowhere. */
static size_t block_mark(const char *line, size_t length)
{
    if (begins_block(line[0], length > 1 ? line[1] : '\0'))
        return 0;
    size_t digits = list_number(line, length);
    return digits > 0 ? digits : length;
}

void markdown_escape_line(GString *out, const char *line, size_t length)
{
    if (length == 0)
        return;
    size_t mark = block_mark(line, length);
    g_string_append_len(out, line, (gssize)mark);
    if (mark < length)
        g_string_append_c(out, '\\');
    g_string_append_len(out, line + mark, (gssize)(length - mark));
}
