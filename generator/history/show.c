#include "history/listing.h"

#include "history/plain_text.h"
#include "history/record_cursor.h"
#include "history/record_find.h"

#include <string.h>

enum { NAME_WIDTH = 13, MAX_SHOWN = 4000 };

/* Text of the database may have been written by anybody: control characters go no further. */
static void append_text(GString *out, const char *text)
{
    g_autoptr(Arena) arena = arena_new();
    g_string_append(out, plain_text(arena, text, strlen(text), MAX_SHOWN));
}

static void append_value(GString *out, const Column *column, const Value *value)
{
    char moment[MOMENT_TEXT_SIZE], date[DATE_TEXT_SIZE];
    bool is_moment = column->type == COLUMN_MOMENT && value->number >= HISTORY_FIRST_SECOND &&
                     value->number <= HISTORY_LAST_SECOND;
    bool is_date = column->type == COLUMN_DATE && value->number >= HISTORY_FIRST_DAY &&
                   value->number <= HISTORY_LAST_DAY;
    if (value->type == VALUE_TEXT)
        append_text(out, value->text);
    else if (is_moment)
        g_string_append(out, moment_format((Moment){value->number}, moment));
    else if (is_date)
        g_string_append(out, date_format((Date){(int32_t)value->number}, date));
    else if (column->type == COLUMN_FLAG)
        g_string_append(out, value->number == 0 ? "no" : "yes");
    else
        g_string_append_printf(out, "%lld", (long long)value->number);
}

static void append_line(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, "  %-*s ", NAME_WIDTH, name);
    append_text(out, text);
    g_string_append_c(out, '\n');
}

/* The one row of a record that has no number: a line for each value. */
static void append_main(GString *out, const Table *table, const Value *values)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (values[i].type == VALUE_NULL)
            continue;
        g_string_append_printf(out, "  %-*s ", NAME_WIDTH, table->columns[i].name);
        append_value(out, &table->columns[i], &values[i]);
        g_string_append_c(out, '\n');
    }
}

/* A row among others: one line; its first value needs no name. */
static void append_part(GString *out, const Table *table, const Row *row, const Value *values)
{
    g_string_append_printf(out, "  %3lld ", (long long)row->position);
    const char *gap = "";
    for (size_t i = 0; i < table->n_columns; i++) {
        if (values[i].type == VALUE_NULL)
            continue;
        g_string_append(out, gap);
        if (i > 0)
            g_string_append_printf(out, "%s=", table->columns[i].name);
        append_value(out, &table->columns[i], &values[i]);
        gap = "  ";
    }
    g_string_append_c(out, '\n');
}

static void append_rows(GString *out, const Record *record)
{
    TableId before = TABLE_RECORDS;
    for (guint i = 1; i < record->rows->len; i++) {
        const Row *row = &g_array_index(record->rows, Row, i);
        const Table *table = &history_tables[row->table];
        const Value *values = row_values(record, row);
        if (table->numbered && row->table != before)
            g_string_append_printf(out, "%s\n", table->name);
        before = row->table;
        if (table->numbered)
            append_part(out, table, row, values);
        else
            append_main(out, table, values);
    }
}

/* The name of the file that EVIDENCE is the hash of. */
static bool append_evidence(History *history, GString *out, const char *evidence, Diags *diags)
{
    g_autoptr(Query) query =
        database_query(history, "SELECT name FROM evidence WHERE sha256 = ?", diags);
    bool failed = query == NULL;
    if (failed)
        return false;
    query_bind(query, 1, evidence);
    if (database_next(history, query, &failed, diags))
        append_line(out, "evidence", (const char *)sqlite3_column_text(query, 0));
    append_line(out, "its SHA-256", evidence);
    return !failed;
}

/* What takes the record of KEY back: the newest first. */
static bool append_corrections(History *history, GString *out, const char *key, Diags *diags)
{
    g_autoptr(Query) query = database_query(
        history,
        "SELECT r.key, x.replacement, x.date, x.done_by, x.reason, EXISTS "
        "(SELECT 1 FROM records AS w WHERE w.corrects = r.key) FROM records AS r "
        "JOIN corrections AS x ON x.record = r.seq WHERE r.corrects = ? ORDER BY r.seq DESC",
        diags);
    bool failed = query == NULL;
    if (failed)
        return false;
    query_bind(query, 1, key);
    while (database_next(history, query, &failed, diags)) {
        const char *replacement = (const char *)sqlite3_column_text(query, 1);
        g_autoptr(GString) line = g_string_new((const char *)sqlite3_column_text(query, 4));
        char date[DATE_TEXT_SIZE];
        int64_t day = sqlite3_column_int64(query, 2);
        if (sqlite3_column_text(query, 3) != NULL)
            g_string_append_printf(line, " (%s)", (const char *)sqlite3_column_text(query, 3));
        if (sqlite3_column_type(query, 2) == SQLITE_INTEGER && day >= HISTORY_FIRST_DAY &&
            day <= HISTORY_LAST_DAY)
            g_string_append_printf(line, ", %s", date_format((Date){(int32_t)day}, date));
        g_string_append_printf(line, ", record %.12s", (const char *)sqlite3_column_text(query, 0));
        if (replacement != NULL)
            g_string_append_printf(line, "; instead counts %.12s", replacement);
        if (sqlite3_column_int(query, 5) != 0)
            g_string_append(line, "; taken back itself");
        append_line(out, replacement == NULL ? "withdrawn" : "replaced", line->str);
    }
    return !failed;
}

static bool show_record(History *history, int64_t number, GString *out, Diags *diags)
{
    g_autoptr(RecordCursor) cursor = record_cursor_new(history, number - 1, diags);
    if (cursor->failed || !record_cursor_next(cursor, diags))
        return false;
    const Record *record = cursor->record;
    char seal[SEAL_DIGITS + 1];
    g_string_append_printf(out, "%s%s, record %lld\n", out->len > 0 ? "\n" : "",
                           record_kind_words[record->about.kind], (long long)number);
    append_line(out, "key", record->about.key == NULL ? "" : record->about.key);
    append_line(out, "seal", seal_format(&record->head, seal));
    if (record->about.evidence != NULL &&
        !append_evidence(history, out, record->about.evidence, diags))
        return false;
    if (record->about.corrects != NULL)
        append_line(out, "corrects", record->about.corrects);
    if (record->about.key != NULL && !append_corrections(history, out, record->about.key, diags))
        return false;
    append_rows(out, record);
    return true;
}

bool history_show(History *history, const char *name, GString *out, Diags *diags)
{
    g_autoptr(GArray) numbers = record_find(history, name, diags);
    if (numbers == NULL)
        return false;
    for (guint i = 0; i < numbers->len; i++)
        if (!show_record(history, g_array_index(numbers, int64_t, i), out, diags))
            return false;
    return true;
}
