#include "read/prose.h"

#include "base/heading_id.h"
#include "read/reader.h"
#include "read/reading_rules.h"

#include <string.h>

/* About how deeply blocks are nested at the start of LINE: quotes, list markers, and four columns
 * of indentation each. Too high for odd but harmless texts; for lists indented by two it may be
 * half of the truth, which costs no time, and doc/ makes flat what is too deep for a page. */
static size_t line_depth(const char *line, const char *end)
{
    size_t depth = 0;
    size_t blanks = 0;
    for (const char *at = line; at < end; at++) {
        if (*at == ' ')
            blanks++;
        else if (*at == '\t')
            blanks += 4;
        else if (*at == '>' || *at == '-' || *at == '+' || *at == '*' || *at == '.' || *at == ')')
            depth++;
        else if (!g_ascii_isdigit(*at))
            break;
    }
    return depth + blanks / 4;
}

/* A run of the same character is a rule or an emphasis, not that many lists. */
static bool is_rule(const char *line, const char *end)
{
    const char *at = line;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    char mark = at < end ? *at : '\0';
    if (mark != '-' && mark != '*' && mark != '.')
        return false;
    while (at < end && (*at == mark || *at == ' '))
        at++;
    return at == end;
}

static size_t deepest_line(const char *text, const char *end)
{
    size_t deepest = 0;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        if (stop == NULL)
            stop = end;
        size_t depth = is_rule(text, stop) ? 0 : line_depth(text, stop);
        deepest = MAX(deepest, depth);
        text = stop + 1;
    }
    return deepest;
}

/* Brackets and emphasis marks, which make inline parsing slow in great numbers. */
static size_t count_delimiters(const char *text, const char *end)
{
    size_t count = 0;
    for (; text < end; text++)
        count += *text == '*' || *text == '_' || *text == '[' || *text == '`';
    return count;
}

static bool is_within(size_t length, size_t most, Span span, Diags *diags)
{
    if (length <= most)
        return true;
    diags_add(diags, &rule_prose_limit, span, "the text is longer than %zu KiB", most / 1024);
    return false;
}

bool prose_within_size(size_t length, Span span, Diags *diags)
{
    return is_within(length, MAX_PROSE_SIZE, span, diags);
}

bool prose_within_line(size_t length, Span span, Diags *diags)
{
    return is_within(length, MAX_LINE_SIZE, span, diags);
}

bool prose_within_limits(const char *text, size_t length, Span span, Diags *diags)
{
    if (!prose_within_size(length, span, diags))
        return false;
    size_t depth = deepest_line(text, text + length);
    if (depth > MAX_PROSE_DEPTH) {
        diags_add(diags, &rule_prose_limit, span,
                  "the Markdown may be nested %zu levels deep, more than %d", depth,
                  MAX_PROSE_DEPTH);
        return false;
    }
    size_t delimiters = count_delimiters(text, text + length);
    if (delimiters > MAX_DELIMITERS) {
        diags_add(diags, &rule_prose_limit, span,
                  "the Markdown has %zu brackets and emphasis marks, more than %d", delimiters,
                  MAX_DELIMITERS);
        return false;
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

const char *prose_title(Arena *arena, const char *text, const char **rest)
{
    *rest = text;
    while (*text == '\n')
        text++;
    size_t marks = strspn(text, "#");
    const char *start = text + marks + strspn(text + marks, " \t");
    const char *end = start + strcspn(start, "\n");
    if (marks == 0 || marks > 6 || start == text + marks || start == end)
        return NULL;
    *rest = end;
    while (is_blank(end[-1]))
        end--;
    size_t length;
    const char *id = heading_id(start, (size_t)(end - start), &length);
    if (id != NULL && id > start) /* the anchor of a chapter is its name */
        for (end = id; is_blank(end[-1]);)
            end--;
    return arena_text_n(arena, start, (size_t)(end - start));
}
