#include "export/table.h"

#include <string.h>

const Table *const all_tables[] = {
    &table_plans,     &table_figures,  &table_objectives,
    &table_exercises, &table_findings, &table_closed,
    &table_controls,  &table_runs,     NULL,
};

const char *const export_tables[] = {"plans",  "figures",  "objectives", "exercises", "findings",
                                     "closed", "controls", "runs",       NULL};

static Cell *next_cell(Row *row, CellKind kind)
{
    g_assert(row->count < TABLE_COLUMNS && row->table->columns[row->count] != NULL);
    Cell *cell = &row->cells[row->count++];
    cell->kind = kind;
    return cell;
}

void row_text(Row *row, const char *text)
{
    next_cell(row, text == NULL ? CELL_ABSENT : CELL_TEXT)->text = text;
}

void row_number(Row *row, bool present, int64_t number)
{
    next_cell(row, present ? CELL_NUMBER : CELL_ABSENT)->number = number;
}

void row_flag(Row *row, bool present, bool value)
{
    next_cell(row, present ? CELL_FLAG : CELL_ABSENT)->number = value;
}

void row_day(Row *row, bool present, Date day)
{
    bool known = present && day.days != INT32_MIN;
    Cell *cell = next_cell(row, known ? CELL_PLAIN : CELL_ABSENT);
    if (known)
        date_format(day, cell->plain);
}

void row_moment(Row *row, Moment moment)
{
    bool known = moment.seconds != MOMENT_ABSENT;
    Cell *cell = next_cell(row, known ? CELL_PLAIN : CELL_ABSENT);
    if (known)
        moment_format(moment, cell->plain);
}

void row_run(Row *row, const Run *run)
{
    row_text(row, run == NULL ? NULL : run->id);
    row_day(row, run != NULL, run == NULL ? (Date){0} : run_date(run));
}

void export_hand_over(const ExportOut *out)
{
    if (out->take == NULL)
        return;
    out->take(out->data, out->text->str, out->text->len);
    g_string_truncate(out->text, 0);
}

void row_end(Row *row)
{
    enum { PIECE = 64 * 1024 };
    g_assert(row->table->columns[row->count] == NULL);
    row->take(row, row->data);
    row->count = 0;
    if (row->out->text->len >= PIECE)
        export_hand_over(row->out);
}

const Table *table_called(const char *name)
{
    size_t i = 0;
    while (all_tables[i] != NULL && strcmp(all_tables[i]->name, name) != 0)
        i++;
    g_assert(all_tables[i] != NULL);
    return all_tables[i];
}

const char *export_table_about(const char *name)
{
    return table_called(name)->about;
}

void table_each(const Table *table, const ExportJob *job, const ExportOut *out,
                void (*take)(const Row *row, void *data), void *data)
{
    Row row = {.table = table, .job = job, .out = out, .take = take, .data = data};
    for (size_t i = 0; i < job->n_views; i++)
        table->rows(&job->views[i], &row);
}
