#include "history/csv_table.h"

#include "base/nearest.h"
#include "history/csv.h"
#include "history/csv_row.h"
#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/plain_text.h"

#include <string.h>

typedef struct TableReader {
    CsvReader csv;
    CsvRowReader row;
    Arena *arena;
    Diags *diags;
    size_t n_before; /* findings before this file */
    GArray *cells;   /* Text, of the record at hand */
    GArray *columns; /* int: index in csv_columns of each column, -1 unknown */
    Span header;
} TableReader;

bool csv_table_begins(const Source *source)
{
    size_t length = 0;
    const char *line = source_line(source, 1, &length);
    const char *end = line + length;
    while (line < end) {
        size_t blank = strspn(line, "\", ;\t");
        size_t size = strcspn(line + blank, "\",;\t\r\n");
        while (size > 0 && line[blank + size - 1] == ' ')
            size--;
        if (size == strlen("kind") && strncmp(line + blank, "kind", size) == 0)
            return true;
        line += blank + (size == 0 ? 1 : size);
    }
    size_t name = strlen(source->path);
    return name > 4 && g_ascii_strcasecmp(source->path + name - 4, ".csv") == 0;
}

/* A file in another encoding is wrong all over: the first place tells enough. */
static bool check_encoding(const Source *source, Diags *diags)
{
    size_t at = 0;
    while (at < source->length) {
        at += plain_text_span(source->text + at, source->length - at);
        if (at < source->length && source->text[at] != '\n' && source->text[at] != '\r') {
            diags_add(diags, &rule_evidence_encoding, (Span){source, (uint32_t)at, 1},
                      "not UTF-8, or a control character (byte 0x%02X)",
                      (unsigned char)source->text[at]);
            return false;
        }
        at++;
    }
    return true;
}

static int find_column(TableReader *reader, Text name)
{
    if (name.text == NULL) {
        diags_add(reader->diags, &rule_evidence_missing, name.span, "this column has no name");
        return -1;
    }
    Nearest nearest = nearest_start(name.text);
    for (int i = 0; i < CSV_COLUMNS; i++) {
        if (strcmp(csv_columns[i].name, name.text) == 0)
            return i;
        nearest_offer(&nearest, csv_columns[i].name);
    }
    Diag *diag = diags_add(reader->diags, &rule_evidence_unknown, name.span, "unknown column '%s'",
                           evidence_shown(reader->arena, name));
    if (nearest.best != NULL)
        diag_help(reader->diags, diag, "did you mean '%s'?", nearest.best);
    else
        diag_help(reader->diags, diag, "docs/evidence.md lists the columns; take this one out");
    return -1;
}

/* Reads the names of the columns; false when there is no `kind`, without which no row says
 * anything. */
static bool read_header(TableReader *reader)
{
    Span first[CSV_COLUMNS] = {0};
    if (csv_next(&reader->csv, reader->cells) != CSV_RECORD)
        return false;
    for (guint i = 0; i < reader->cells->len; i++) {
        Text name = g_array_index(reader->cells, Text, i);
        int column = find_column(reader, name);
        if (column >= 0 && first[column].source != NULL) {
            Diag *diag = diags_add(reader->diags, &rule_evidence_duplicate, name.span,
                                   "column '%s' stands twice", csv_columns[column].name);
            diag_note(reader->diags, diag, first[column], "first here");
        } else if (column >= 0) {
            first[column] = name.span;
        }
        g_array_append_val(reader->columns, column);
    }
    reader->header = g_array_index(reader->cells, Text, 0).span;
    if (first[0].source != NULL)
        return true;
    Diag *diag = diags_add(reader->diags, &rule_evidence_missing, reader->header,
                           "there is no column 'kind'");
    diag_help(reader->diags, diag, "the first row names the columns; `kind` says what a row is");
    return false;
}

/* The place of the row at hand. */
static Span row_span(const TableReader *reader, size_t start)
{
    return (Span){reader->csv.source, (uint32_t)start, 1};
}

static void take_record(TableReader *reader, size_t start)
{
    CsvRow row = {.span = row_span(reader, start)};
    bool empty = true;
    for (guint i = 0; i < reader->cells->len && empty; i++)
        empty = g_array_index(reader->cells, Text, i).text == NULL;
    if (empty)
        return;
    if (reader->cells->len != reader->columns->len) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, row.span,
                               "this row has %u cells, the first one %u", reader->cells->len,
                               reader->columns->len);
        diag_note(reader->diags, diag, reader->header, "the first row");
        diag_help(reader->diags, diag, "a cell that holds the separator is put in quotes");
        return;
    }
    for (guint i = 0; i < reader->cells->len; i++) {
        int column = g_array_index(reader->columns, int, i);
        if (column >= 0)
            row.cells[column] = g_array_index(reader->cells, Text, i);
    }
    csv_row_take(&reader->row, &row);
}

static void read_rows(TableReader *reader)
{
    size_t n_rows = 0;
    for (;;) {
        size_t start = reader->csv.at;
        CsvState state = csv_next(&reader->csv, reader->cells);
        if (state == CSV_END)
            break;
        n_rows++;
        if (state == CSV_RECORD)
            take_record(reader, start);
        if (evidence_too_much(reader->diags, reader->n_before, row_span(reader, start)))
            return;
    }
    if (n_rows == 0)
        diags_add(reader->diags, &rule_evidence_empty, reader->header,
                  "the table has no row below the names of its columns");
}

void csv_table_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    if (!check_encoding(input->source, diags))
        return;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Text));
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    TableReader reader = {.csv = csv_start(input->source, evidence->arena, diags),
                          .row = {input, evidence, diags, ids},
                          .arena = evidence->arena,
                          .diags = diags,
                          .n_before = diags_count(diags),
                          .cells = cells,
                          .columns = columns};
    if (read_header(&reader))
        read_rows(&reader);
}
