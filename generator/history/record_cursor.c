#include "history/record_cursor.h"

#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_words.h"

#include <string.h>

static const char records_sql[] = "SELECT seq, kind, key, evidence, corrects, seal, head "
                                  "FROM records WHERE seq > ? ORDER BY seq";

enum {
    KIND_COLUMN = 1,
    KEY_COLUMN = 2,
    EVIDENCE_COLUMN = 3,
    CORRECTS_COLUMN = 4,
    SEAL_COLUMN = 5,
    HEAD_COLUMN = 6,
};

/* The SELECT of the rows of one record: position if they have one, columns, seal. */
static char *select_sql(const Table *table)
{
    g_autoptr(GString) sql = g_string_new("SELECT ");
    g_string_append(sql, table->numbered ? "position" : "1");
    for (size_t i = 0; i < table->n_columns; i++)
        g_string_append_printf(sql, ", %s", table->columns[i].name);
    g_string_append_printf(sql, ", seal FROM %s WHERE record = ?", table->name);
    if (table->numbered)
        g_string_append(sql, " ORDER BY position");
    return g_string_free(g_steal_pointer(&sql), FALSE);
}

sqlite3_stmt *record_rows_of(History *history, TableId table, int64_t record, Diags *diags)
{
    if (history->selects[table] == NULL) {
        g_autofree char *sql = select_sql(&history_tables[table]);
        history->selects[table] = database_prepare(history, sql, diags);
    }
    if (history->selects[table] != NULL)
        sqlite3_bind_int64(history->selects[table], 1, record);
    return history->selects[table];
}

/* Does STATEMENT have text in COLUMN that we can have written? */
static bool is_our_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    size_t length = (size_t)sqlite3_column_bytes(statement, column);
    return text != NULL && g_utf8_validate(text, (gssize)length, NULL);
}

/* The value of COLUMN; *SOUND is cleared when it is none that we write. */
static Value read_value(Record *record, sqlite3_stmt *statement, int column, bool *sound)
{
    int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_NULL)
        return (Value){VALUE_NULL, 0, NULL};
    if (type == SQLITE_INTEGER)
        return (Value){VALUE_NUMBER, sqlite3_column_int64(statement, column), NULL};
    if (type != SQLITE_TEXT || !is_our_text(statement, column)) {
        *sound = false;
        return (Value){VALUE_NULL, 0, NULL};
    }
    if (record->arena == NULL)
        record->arena = arena_new();
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return (Value){VALUE_TEXT, 0, arena_text(record->arena, text)};
}

static void read_seal(sqlite3_stmt *statement, int column, Seal *seal, bool *sound)
{
    memset(seal, 0, sizeof *seal);
    if (sqlite3_column_type(statement, column) == SQLITE_BLOB &&
        sqlite3_column_bytes(statement, column) == SEAL_SIZE)
        memcpy(seal->bytes, sqlite3_column_blob(statement, column), SEAL_SIZE);
    else
        *sound = false;
}

bool record_read_row(Record *record, TableId id, sqlite3_stmt *statement)
{
    const Table *table = &history_tables[id];
    bool sound = true;
    record_add_row(record, id, sqlite3_column_int64(statement, 0));
    Row *row = &g_array_index(record->rows, Row, record->rows->len - 1);
    Value *values = &g_array_index(record->values, Value, row->values);
    for (size_t i = 0; i < table->n_columns; i++)
        values[i] = read_value(record, statement, (int)i + 1, &sound);
    read_seal(statement, (int)table->n_columns + 1, &row->seal, &sound);
    return sound;
}

static bool read_rows(RecordCursor *cursor, TableId id, Diags *diags)
{
    int64_t seq = cursor->record->about.seq;
    sqlite3_stmt *statement = record_rows_of(cursor->history, id, seq, diags);
    cursor->failed = statement == NULL;
    if (cursor->failed)
        return false;
    Record *record = cursor->record;
    while (database_next(cursor->history, statement, &cursor->failed, diags)) {
        if (!record_read_row(record, id, statement) && cursor->odd_row < 0)
            cursor->odd_row = (int)record->rows->len - 1;
        cursor->n_rows[id]++;
    }
    sqlite3_reset(statement);
    return !cursor->failed;
}

/* Begins the record that STATEMENT has come to; a kind that there is not makes a broken row. */
static void begin(RecordCursor *cursor)
{
    sqlite3_stmt *row = cursor->statement;
    Record *record = cursor->record;
    int kind = word_find(record_kind_words, (const char *)sqlite3_column_text(row, KIND_COLUMN));
    bool sound = kind >= 0;
    record_begin(record, (RecordRow){.kind = kind < 0 ? RECORD_FILE : (RecordKind)kind});
    Row *first = &g_array_index(record->rows, Row, 0);
    Value *values = &g_array_index(record->values, Value, first->values);
    for (int i = KIND_COLUMN; i < SEAL_COLUMN; i++)
        values[i - KIND_COLUMN] = read_value(record, row, i, &sound);
    record->about.seq = sqlite3_column_int64(row, 0);
    record->about.key = values[KEY_COLUMN - KIND_COLUMN].text;
    record->about.evidence = values[EVIDENCE_COLUMN - KIND_COLUMN].text;
    record->about.corrects = values[CORRECTS_COLUMN - KIND_COLUMN].text;
    read_seal(row, SEAL_COLUMN, &first->seal, &sound);
    read_seal(row, HEAD_COLUMN, &record->head, &sound);
    cursor->odd_row = sound ? -1 : 0;
    cursor->n_rows[TABLE_RECORDS]++;
}

/* The seal that the record behind number AFTER stands on. */
static void read_before(RecordCursor *cursor, int64_t after, Diags *diags)
{
    cursor->before = after;
    if (after == 0)
        return;
    g_autoptr(Query) query =
        database_query(cursor->history, "SELECT head FROM records WHERE seq = ?", diags);
    cursor->failed = query == NULL;
    if (cursor->failed)
        return;
    sqlite3_bind_int64(query, 1, after);
    if (database_next(cursor->history, query, &cursor->failed, diags) &&
        sqlite3_column_bytes(query, 0) == SEAL_SIZE)
        memcpy(cursor->seal.bytes, sqlite3_column_blob(query, 0), SEAL_SIZE);
}

RecordCursor *record_cursor_new(History *history, int64_t after, Diags *diags)
{
    RecordCursor *cursor = g_new0(RecordCursor, 1);
    cursor->history = history;
    cursor->record = record_new();
    cursor->statement = database_prepare(history, records_sql, diags);
    cursor->failed = cursor->statement == NULL;
    if (cursor->failed)
        return cursor;
    sqlite3_bind_int64(cursor->statement, 1, after);
    read_before(cursor, after, diags);
    return cursor;
}

void record_cursor_free(RecordCursor *cursor)
{
    if (cursor == NULL)
        return;
    sqlite3_finalize(cursor->statement);
    record_free(cursor->record);
    g_free(cursor);
}

bool record_cursor_next(RecordCursor *cursor, Diags *diags)
{
    Record *record = cursor->record;
    if (cursor->failed)
        return false;
    if (cursor->n_rows[TABLE_RECORDS] > 0) {
        cursor->before = record->about.seq;
        cursor->seal = record->head;
    }
    if (!database_next(cursor->history, cursor->statement, &cursor->failed, diags))
        return false;
    begin(cursor);
    for (const TableId *id = record_tables(record->about.kind); *id != N_TABLES; id++)
        if (!read_rows(cursor, *id, diags))
            return false;
    record_complete(record);
    record_number(record, record->about.seq);
    return true;
}

/* Adds the finding that row INDEX of the record is not as it was sealed. */
static void complain(const RecordCursor *cursor, size_t index, Diags *diags)
{
    const Record *record = cursor->record;
    const Row *row = &g_array_index(record->rows, Row, index);
    const Table *table = &history_tables[row->table];
    g_autoptr(GString) where = g_string_new(table->name);
    if (table->numbered)
        g_string_append_printf(where, " %lld", (long long)row->position);
    g_autoptr(Arena) arena = arena_new();
    const Row *main = record->rows->len > 1 ? &g_array_index(record->rows, Row, 1) : NULL;
    const char *id = NULL;
    if (main != NULL && main->table == TABLE_RUNS)
        id = row_values(record, main)[0].text;
    if (id != NULL)
        g_string_append_printf(where, ", run '%s'", plain_text(arena, id, strlen(id), 60));
    diags_add_path(diags, &rule_history_broken, cursor->history->path,
                   "record %lld is not as it was sealed: first broken row: %s",
                   (long long)record->about.seq, where->str);
}

/* Whether the record has just the rows that its kind has: one of its own, and parts from 1 on. */
static int first_misplaced(const Record *record)
{
    int64_t position = 0;
    TableId table = TABLE_RECORDS;
    for (guint i = 1; i < record->rows->len; i++) {
        const Row *row = &g_array_index(record->rows, Row, i);
        position = row->table == table ? position + 1 : 1;
        table = row->table;
        if (row->position != position)
            return (int)i;
    }
    return record->rows->len < 2 ? 0 : -1;
}

/* The first row whose seal does not follow from what is before it; -1 when all do. */
static int first_unsealed(const RecordCursor *cursor)
{
    const Record *record = cursor->record;
    Seal seal = cursor->seal;
    for (guint i = 0; i < record->rows->len; i++) {
        const Row *row = &g_array_index(record->rows, Row, i);
        seal_add(&seal, record->texts->str + row->text, row->text_length);
        if (memcmp(&seal, &row->seal, sizeof seal) != 0)
            return (int)i;
    }
    return memcmp(&seal, &record->head, sizeof seal) == 0 ? -1 : 0;
}

bool record_cursor_is_sealed(RecordCursor *cursor, Diags *diags)
{
    const Record *record = cursor->record;
    if (record->about.seq != cursor->before + 1) {
        diags_add_path(diags, &rule_history_broken, cursor->history->path, "record %lld is missing",
                       (long long)cursor->before + 1);
        return false;
    }
    int broken = cursor->odd_row;
    if (broken < 0)
        broken = first_misplaced(record);
    if (broken < 0)
        broken = first_unsealed(cursor);
    if (broken < 0 && g_strcmp0(record->about.key, record->key) != 0)
        broken = 0;
    if (broken >= 0)
        complain(cursor, (size_t)broken, diags);
    return broken < 0;
}
