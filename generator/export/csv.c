#include "base/text.h"
#include "export/table.h"

#include <string.h>

/* Whether a spreadsheet might take what follows for a formula; also in the wide forms, and behind
 * blanks, which some programs drop. An apostrophe is doubled, so that the mark can be taken off. */
static bool is_formula(const char *text)
{
    while (*text == ' ' || *text == '\t' || *text == '\n')
        text = g_utf8_next_char(text);
    gunichar first = g_utf8_get_char(text);
    return first != 0 && (strchr("=+-@'", (int)MIN(first, 0x7f)) != NULL || first == 0xff1d ||
                          first == 0xff0b || first == 0xff0d || first == 0xff20);
}

/* In quotes whatever it holds: some programs part cells at semicolons or tabs. */
static void put_text(GString *out, const char *text)
{
    g_autofree char *copy = NULL;
    const char *clean = text_clean(text, &copy);
    g_string_append_c(out, '"');
    if (is_formula(clean))
        g_string_append_c(out, '\'');
    for (const char *at = clean; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void put_cell(GString *out, const Cell *cell)
{
    switch (cell->kind) {
    case CELL_ABSENT:
        break;
    case CELL_TEXT:
        put_text(out, cell->text);
        break;
    case CELL_PLAIN:
        g_string_append(out, cell->plain);
        break;
    case CELL_NUMBER:
        g_string_append_printf(out, "%" G_GINT64_FORMAT, cell->number);
        break;
    case CELL_FLAG:
        g_string_append(out, cell->number != 0 ? "true" : "false");
        break;
    }
}

static void put_row(const Row *row, void *data)
{
    GString *out = data;
    for (size_t i = 0; i < row->count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        put_cell(out, &row->cells[i]);
    }
    g_string_append(out, "\r\n");
}

void export_csv(const ExportJob *job, const char *name, const ExportOut *out)
{
    const Table *table = table_called(name);
    for (size_t i = 0; table->columns[i] != NULL; i++)
        g_string_append_printf(out->text, "%s%s", i == 0 ? "" : ",", table->columns[i]);
    g_string_append(out->text, "\r\n");
    table_each(table, job, out, put_row, out->text);
    export_hand_over(out);
}
