#include "history/record_store.h"

#include "history/history_rules.h"
#include "history/record_cursor.h"

#include <string.h>

static void append_columns(GString *sql, const Table *table)
{
    for (size_t i = 0; i < table->n_columns; i++)
        g_string_append_printf(sql, ", %s", table->columns[i].name);
}

/* The INSERT of a row: whose it is, its position if it has one, its columns and its seal. */
static char *insert_sql(TableId id)
{
    const Table *table = &history_tables[id];
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_printf(sql, "INSERT INTO %s (%s", table->name,
                    id == TABLE_RECORDS ? "head, seq" : "record");
    if (table->numbered)
        g_string_append(sql, ", position");
    append_columns(sql, table);
    g_string_append(sql, ", seal) VALUES (?");
    size_t more = table->n_columns + 1 + (table->numbered || id == TABLE_RECORDS ? 1 : 0);
    for (size_t i = 0; i < more; i++)
        g_string_append(sql, ", ?");
    g_string_append_c(sql, ')');
    return g_string_free(g_steal_pointer(&sql), FALSE);
}

static sqlite3_stmt *insert_of(History *history, TableId id, Diags *diags)
{
    if (history->inserts[id] == NULL) {
        g_autofree char *sql = insert_sql(id);
        history->inserts[id] = database_prepare(history, sql, diags);
    }
    return history->inserts[id];
}

static void bind_values(sqlite3_stmt *statement, int index, const Value *values, size_t count)
{
    for (size_t i = 0; i < count; i++, index++)
        switch (values[i].type) {
        case VALUE_NULL:
            sqlite3_bind_null(statement, index);
            break;
        case VALUE_NUMBER:
            sqlite3_bind_int64(statement, index, values[i].number);
            break;
        case VALUE_TEXT:
            query_bind(statement, index, values[i].text);
            break;
        }
}

static void bind_seal(sqlite3_stmt *statement, int index, const Seal *seal)
{
    sqlite3_bind_blob(statement, index, seal->bytes, SEAL_SIZE, SQLITE_STATIC);
}

static bool insert_row(History *history, const Record *record, const Row *row, Diags *diags)
{
    const Table *table = &history_tables[row->table];
    sqlite3_stmt *statement = insert_of(history, row->table, diags);
    if (statement == NULL)
        return false;
    int index = 1;
    if (row->table == TABLE_RECORDS)
        bind_seal(statement, index++, &record->head);
    sqlite3_bind_int64(statement, index++, record->about.seq);
    if (table->numbered)
        sqlite3_bind_int64(statement, index++, row->position);
    bind_values(statement, index, row_values(record, row), table->n_columns);
    bind_seal(statement, index + (int)table->n_columns, &row->seal);
    return database_run(history, statement, diags);
}

/* Seals all rows behind the one that the history ends with. */
static void seal_rows(History *history, Record *record)
{
    Seal seal = history->head;
    for (guint i = 0; i < record->rows->len; i++) {
        Row *row = &g_array_index(record->rows, Row, i);
        seal_add(&seal, record->texts->str + row->text, row->text_length);
        row->seal = seal;
    }
    record->head = seal;
}

bool record_store_append(History *history, Record *record, Diags *diags)
{
    if (!record_store_head(history, diags))
        return false;
    record_number(record, history->last + 1);
    seal_rows(history, record);
    for (guint i = 0; i < record->rows->len; i++)
        if (!insert_row(history, record, &g_array_index(record->rows, Row, i), diags)) {
            record_store_forget(history);
            return false;
        }
    history->last++;
    history->head = record->head;
    return true;
}

/* Whether SQL has a row for TEXT. */
static bool has_row(History *history, const char *sql, const char *text, bool *failed, Diags *diags)
{
    g_autoptr(Query) query = database_query(history, sql, diags);
    if (query == NULL) {
        *failed = true;
        return false;
    }
    query_bind(query, 1, text);
    return database_next(history, query, failed, diags);
}

bool record_store_knows(History *history, const char *key, bool *failed, Diags *diags)
{
    return has_row(history, "SELECT 1 FROM records WHERE key = ?", key, failed, diags);
}

bool record_store_knows_file(History *history, const char *hash, bool *failed, Diags *diags)
{
    return has_row(history, "SELECT 1 FROM evidence WHERE sha256 = ?", hash, failed, diags);
}

void record_store_forget(History *history)
{
    history->last = -1;
}

bool record_store_head(History *history, Diags *diags)
{
    if (history->last >= 0)
        return true;
    g_autoptr(Query) query =
        database_query(history, "SELECT seq, head FROM records ORDER BY seq DESC LIMIT 1", diags);
    bool failed = query == NULL;
    int64_t last = 0;
    memset(&history->head, 0, sizeof history->head);
    if (!failed && database_next(history, query, &failed, diags)) {
        last = sqlite3_column_int64(query, 0);
        if (sqlite3_column_bytes(query, 1) == SEAL_SIZE)
            memcpy(history->head.bytes, sqlite3_column_blob(query, 1), SEAL_SIZE);
    }
    if (!failed)
        history->last = last;
    return !failed;
}

/* Looking at all would take longer with every record: `history verify` does that. */
bool record_store_check(History *history, Diags *diags)
{
    if (!record_store_head(history, diags))
        return false;
    bool sound = true;
    if (history->last > 0) {
        g_autoptr(RecordCursor) cursor = record_cursor_new(history, history->last - 1, diags);
        sound = record_cursor_next(cursor, diags) && record_cursor_is_sealed(cursor, diags);
        sound = sound && !cursor->failed;
    }
    record_store_forget(history);
    return sound;
}
