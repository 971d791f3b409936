#include "base/source.h"

#include <string.h>

enum { STRETCH = 512 };

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

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* How many characters begin from FROM up to TO. */
static size_t count_characters(const Source *source, size_t from, size_t to)
{
    size_t count = 0;
    for (; from < to; from++)
        count += !is_continuation(source->text[from]);
    return count;
}

static void index_characters(Source *source)
{
    size_t total = count_characters(source, 0, source->length);
    if (total == source->length)
        return;
    source->characters = g_new(uint32_t, source->length / STRETCH + 1);
    uint32_t before = 0;
    for (size_t i = 0; i * STRETCH <= source->length; i++) {
        source->characters[i] = before;
        size_t end = MIN((i + 1) * STRETCH, source->length);
        before += (uint32_t)count_characters(source, i * STRETCH, end);
    }
}

Source *source_new_take(const char *path, char *text, size_t length)
{
    g_assert(length < UINT32_MAX);
    Source *source = g_new0(Source, 1);
    source->path = g_utf8_make_valid(path, -1);
    drop_byte_order_mark(text, &length);
    source->text = text;
    source->length = length;
    index_lines(source);
    index_characters(source);
    return source;
}

void source_free(Source *source)
{
    if (source == NULL)
        return;
    g_free(source->path);
    g_free(source->text);
    g_free(source->lines);
    g_free(source->characters);
    g_free(source);
}

/* How many characters begin before OFFSET. */
static size_t characters_before(const Source *source, size_t offset)
{
    if (source->characters == NULL)
        return offset;
    size_t stretch = offset / STRETCH;
    return source->characters[stretch] + count_characters(source, stretch * STRETCH, offset);
}

/* The last stretch before which at most COUNT characters begin. */
static size_t find_stretch(const Source *source, size_t count)
{
    size_t low = 0;
    size_t high = source->length / STRETCH + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->characters[middle] <= count)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where COUNT characters behind AT end, at most END. */
static size_t step_over(const Source *source, size_t at, size_t end, size_t count)
{
    while (at < end && (count > 0 || is_continuation(source->text[at])))
        count -= !is_continuation(source->text[at++]);
    return at;
}

uint32_t source_offset(const Source *source, size_t line, size_t column)
{
    if (line >= source->n_lines)
        return (uint32_t)source->length;
    size_t start = source->lines[line];
    size_t end = line + 1 < source->n_lines ? source->lines[line + 1] - 1 : source->length;
    if (column >= end - start)
        return (uint32_t)end;
    if (source->characters == NULL)
        return (uint32_t)(start + column);
    if (column < STRETCH) /* nearly every line; the way over the stretches is longer */
        return (uint32_t)step_over(source, start, end, column);
    size_t wanted = characters_before(source, start) + column;
    size_t stretch = find_stretch(source, wanted);
    size_t at = MAX(start, stretch * STRETCH);
    return (uint32_t)step_over(source, at, end, wanted - characters_before(source, at));
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
    size_t start = source->lines[line];
    size_t before = characters_before(source, offset) - characters_before(source, start);
    return (Place){(uint32_t)line + 1, (uint32_t)before + 1};
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
