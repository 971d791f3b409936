#include "base/json.h"
#include "export/table.h"

static void put_cell(Json *json, const char *name, const Cell *cell)
{
    switch (cell->kind) {
    case CELL_ABSENT:
        json_text(json, name, NULL);
        break;
    case CELL_TEXT:
        json_text(json, name, cell->text);
        break;
    case CELL_PLAIN:
        json_text(json, name, cell->plain);
        break;
    case CELL_NUMBER:
        json_number(json, name, cell->number);
        break;
    case CELL_FLAG:
        json_bool(json, name, cell->number != 0);
        break;
    }
}

static void put_row(const Row *row, void *data)
{
    Json *json = data;
    json_begin_object(json, NULL);
    for (size_t i = 0; i < row->count; i++)
        put_cell(json, row->table->columns[i], &row->cells[i]);
    json_end_object(json);
}

static void put_day(Json *json, const char *name, Date day)
{
    char text[DATE_TEXT_SIZE];
    json_text(json, name, day.days == INT32_MIN ? NULL : date_format(day, text));
}

static void put_heading(Json *json, const ExportJob *job)
{
    json_number(json, "format", 1);
    json_begin_object(json, "tool");
    json_text(json, "name", "redbinder");
    json_text(json, "version", job->version);
    json_end_object(json);
    json_begin_object(json, "library");
    json_text(json, "title", job->library->title.text);
    json_text(json, "organization", job->library->organization.text);
    json_end_object(json);
    put_day(json, "from", job->from);
    put_day(json, "asOf", job->as_of);
    json_text(json, "historyHead", *job->head == '\0' ? NULL : job->head);
}

void export_json(const ExportJob *job, const ExportOut *out)
{
    Json json = json_start(out->text);
    json_begin_object(&json, NULL);
    put_heading(&json, job);
    for (size_t i = 0; all_tables[i] != NULL; i++) {
        json_begin_array(&json, all_tables[i]->name);
        table_each(all_tables[i], job, out, put_row, &json);
        json_end_array(&json);
    }
    json_end_object(&json);
    json_finish(&json);
    export_hand_over(out);
}
