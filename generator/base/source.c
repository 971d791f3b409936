#include "base/source.h"

#include <string.h>

static void drop_byte_order_mark(char *text, size_t *length)
{
    if (*length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        *length -= 3;
        memmove(text, text + 3, *length + 1);
    }
}

static void index_lines(Source *source)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t start = 0;
    g_array_append_val(lines, start);
    const char *end = source->text + source->length;
    for (const char *at = source->text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;) {
        at++;
        start = (uint32_t)(at - source->text);
        g_array_append_val(lines, start);
    }
    source->n_lines = lines->len;
    source->lines = (uint32_t *)(void *)g_array_free(lines, FALSE);
}

Source *source_new_take(const char *path, char *text, size_t length)
{
    g_assert(length < UINT32_MAX);
    Source *source = g_new0(Source, 1);
    source->path = g_strdup(path);
    drop_byte_order_mark(text, &length);
    source->text = text;
    source->length = length;
    index_lines(source);
    return source;
}

void source_free(Source *source)
{
    if (source == NULL)
        return;
    g_free(source->path);
    g_free(source->text);
    g_free(source->lines);
    g_free(source);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

uint32_t source_offset(const Source *source, size_t line, size_t column)
{
    if (line >= source->n_lines)
        return (uint32_t)source->length;
    size_t at = source->lines[line];
    while (column > 0 && at < source->length && source->text[at] != '\n') {
        at++;
        while (at < source->length && is_continuation(source->text[at]))
            at++;
        column--;
    }
    return (uint32_t)at;
}

static size_t line_of(const Source *source, uint32_t offset)
{
    size_t low = 0;
    size_t high = source->n_lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Place source_place(const Source *source, uint32_t offset)
{
    if (offset > source->length)
        offset = (uint32_t)source->length;
    size_t line = line_of(source, offset);
    uint32_t column = 1;
    for (size_t at = source->lines[line]; at < offset; at++)
        if (!is_continuation(source->text[at]))
            column++;
    return (Place){(uint32_t)line + 1, column};
}

const char *source_line(const Source *source, uint32_t line, size_t *length)
{
    g_assert(line >= 1 && line <= source->n_lines);
    size_t start = source->lines[line - 1];
    size_t end = line < source->n_lines ? source->lines[line] - 1 : source->length;
    if (end > start && source->text[end - 1] == '\r')
        end--;
    *length = end - start;
    return source->text + start;
}

int span_compare(const Span *a, const Span *b)
{
    if (a->source != b->source) {
        if (a->source == NULL || b->source == NULL)
            return a->source == NULL ? -1 : 1;
        int by_path = strcmp(a->source->path, b->source->path);
        if (by_path != 0)
            return by_path;
    }
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return 0;
}
