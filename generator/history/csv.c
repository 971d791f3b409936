#include "history/csv.h"

#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_log_line.h"

#include <string.h>

CsvReader csv_start(const Source *source, Arena *arena, Diags *diags)
{
    CsvReader reader = {.source = source, .arena = arena, .diags = diags, .separator = ','};
    size_t length = 0;
    const char *first = source_line(source, 1, &length);
    if (memchr(first, ',', length) == NULL) {
        if (memchr(first, ';', length) != NULL)
            reader.separator = ';';
        else if (memchr(first, '\t', length) != NULL)
            reader.separator = '\t';
    }
    return reader;
}

static Span span_of(const CsvReader *reader, size_t from, size_t to)
{
    return (Span){reader->source, (uint32_t)from, (uint32_t)(to - from)};
}

static bool is_cell_end(const CsvReader *reader, size_t at)
{
    const Source *source = reader->source;
    char c = at < source->length ? source->text[at] : '\n';
    bool before_line_end = c == '\r' && (at + 1 >= source->length || source->text[at + 1] == '\n');
    return c == reader->separator || c == '\n' || before_line_end;
}

/* The cell between FROM and TO, whose quotes are doubled when it was QUOTED. */
static bool keep_cell(CsvReader *reader, size_t from, size_t to, bool quoted, GArray *cells)
{
    const char *text = reader->source->text;
    while (from < to && g_ascii_isspace(text[from]))
        from++;
    while (to > from && g_ascii_isspace(text[to - 1]))
        to--;
    Text cell = {NULL, span_of(reader, from, to)};
    if (to - from > LOG_MAX_VALUE) {
        diags_add(reader->diags, &rule_evidence_malformed, span_of(reader, from, from + 1),
                  "this cell is longer than %d bytes", LOG_MAX_VALUE);
        return false;
    }
    if (to > from) {
        g_autoptr(GString) plain = g_string_new_len(text + from, (gssize)(to - from));
        if (quoted)
            g_string_replace(plain, "\"\"", "\"", 0);
        cell.text = plain_text(reader->arena, plain->str, plain->len, LOG_MAX_VALUE);
    }
    g_array_append_val(cells, cell);
    return true;
}

static bool complain(CsvReader *reader, size_t at, const char *text, const char *help)
{
    Diag *diag =
        diags_add(reader->diags, &rule_evidence_malformed, span_of(reader, at, at + 1), "%s", text);
    diag_help(reader->diags, diag, "%s", help);
    return false;
}

/* Reads the cell at *AT in quotes; *AT is then behind it. */
static bool read_quoted(CsvReader *reader, size_t *at, GArray *cells)
{
    const Source *source = reader->source;
    size_t from = *at + 1;
    size_t end = from;
    for (;;) {
        const char *quote = memchr(source->text + end, '"', source->length - end);
        if (quote == NULL) {
            size_t open = *at;
            *at = source->length;
            return complain(reader, open, "this quote is never closed",
                            "add the closing quote; one inside of a cell is written twice");
        }
        end = (size_t)(quote - source->text);
        if (source->text[end + 1] != '"')
            break;
        end += 2;
    }
    *at = end + 1;
    while (*at < source->length && source->text[*at] == ' ')
        (*at)++;
    if (!is_cell_end(reader, *at))
        return complain(reader, *at, "text stands behind the closing quote of a cell",
                        "a quote inside of a cell in quotes is written twice");
    return keep_cell(reader, from, end, true, cells);
}

static bool read_bare(CsvReader *reader, size_t *at, GArray *cells)
{
    size_t from = *at;
    bool sound = true;
    for (; !is_cell_end(reader, *at); (*at)++)
        if (reader->source->text[*at] == '"' && sound)
            sound = complain(reader, *at, "a quote stands inside of a cell without quotes",
                             "put the whole cell in quotes, and write this one twice");
    return sound && keep_cell(reader, from, *at, false, cells);
}

static bool read_cell(CsvReader *reader, size_t *at, GArray *cells)
{
    const Source *source = reader->source;
    size_t start = *at;
    while (start < source->length && source->text[start] == ' ')
        start++;
    if (start < source->length && source->text[start] == '"') {
        *at = start;
        return read_quoted(reader, at, cells);
    }
    return read_bare(reader, at, cells);
}

CsvState csv_next(CsvReader *reader, GArray *cells)
{
    const Source *source = reader->source;
    g_array_set_size(cells, 0);
    if (reader->at >= source->length)
        return CSV_END;
    size_t at = reader->at;
    bool sound = read_cell(reader, &at, cells);
    while (sound && at < source->length && source->text[at] == reader->separator) {
        at++;
        sound = read_cell(reader, &at, cells);
    }
    const char *end = memchr(source->text + at, '\n', source->length - at);
    reader->at = end == NULL ? source->length : (size_t)(end - source->text) + 1;
    return sound ? CSV_RECORD : CSV_BROKEN;
}
