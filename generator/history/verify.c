#include "history/verify.h"

#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/record_cursor.h"

#include <string.h>

/* Whether SQLite finds its own structure sound: a page that it cannot read is no row. */
static bool is_intact(History *history, Diags *diags)
{
    g_autoptr(sqlite3_stmt) check = database_prepare(history, "PRAGMA quick_check(1)", diags);
    bool failed = check == NULL;
    if (failed || !database_next(history, check, &failed, diags))
        return !failed;
    const char *answer = (const char *)sqlite3_column_text(check, 0);
    if (g_strcmp0(answer, "ok") == 0)
        return true;
    g_autoptr(Arena) arena = arena_new();
    answer = answer == NULL ? "no answer" : answer;
    diags_add_path(diags, &rule_system_history_damaged, history->path, "not a sound history: %s",
                   plain_text(arena, answer, strlen(answer), 200));
    return false;
}

/* Names the first row of TABLE that no record of KIND has. */
static bool complain_of_extra(History *history, const Table *table, RecordKind kind, Diags *diags)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT record, %s FROM %s WHERE record NOT IN "
                        "(SELECT seq FROM records WHERE kind = '%s') ORDER BY record LIMIT 1",
                        table->numbered ? "position" : "1", table->name, record_kind_words[kind]);
    g_autoptr(sqlite3_stmt) rows = database_prepare(history, sql, diags);
    bool failed = rows == NULL;
    int64_t record = 0, position = 0;
    if (!failed && database_next(history, rows, &failed, diags)) {
        record = sqlite3_column_int64(rows, 0);
        position = sqlite3_column_int64(rows, 1);
    }
    if (!failed)
        diags_add_path(diags, &rule_history_broken, history->path,
                       "a row too many: %s %lld of record %lld", table->name, (long long)position,
                       (long long)record);
    return false;
}

/* Whether TABLE, which belongs to records of KIND, has no rows but the SEEN ones of these. */
static bool has_no_extra(History *history, const Table *table, RecordKind kind, size_t seen,
                         Diags *diags)
{
    g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM %s", table->name);
    g_autoptr(sqlite3_stmt) counter = database_prepare(history, sql, diags);
    bool failed = counter == NULL;
    if (failed || !database_next(history, counter, &failed, diags))
        return false;
    if ((size_t)sqlite3_column_int64(counter, 0) == seen)
        return true;
    return complain_of_extra(history, table, kind, diags);
}

/* The walk begins at 1: what stands before has no seal that anything rests on, but could take back
 * a run as any other correction does. */
static bool has_none_before(History *history, Diags *diags)
{
    g_autoptr(sqlite3_stmt) rows =
        database_prepare(history, "SELECT min(seq) FROM records WHERE seq < 1", diags);
    bool failed = rows == NULL;
    if (failed || !database_next(history, rows, &failed, diags))
        return false;
    if (sqlite3_column_type(rows, 0) == SQLITE_NULL)
        return true;
    diags_add_path(diags, &rule_history_broken, history->path,
                   "a row too many: records %lld, before the first",
                   (long long)sqlite3_column_int64(rows, 0));
    return false;
}

static bool check_counts(RecordCursor *cursor, Verified *verified, Diags *diags)
{
    verified->records = verified->rows = cursor->n_rows[TABLE_RECORDS];
    for (RecordKind kind = 0; kind < N_RECORD_KINDS; kind++)
        for (const TableId *id = record_tables(kind); *id != N_TABLES; id++) {
            verified->rows += cursor->n_rows[*id];
            if (!has_no_extra(cursor->history, &history_tables[*id], kind, cursor->n_rows[*id],
                              diags))
                return false;
        }
    return true;
}

/* Goes through all records; *FOUND tells whether one of them ended with HEAD. */
static bool check_records(RecordCursor *cursor, const char *head, bool *found, Verified *verified,
                          Diags *diags)
{
    while (record_cursor_next(cursor, diags)) {
        if (!record_cursor_is_sealed(cursor, diags))
            return false;
        seal_format(&cursor->record->head, verified->head);
        *found = *found || (head != NULL && g_str_has_prefix(verified->head, head));
    }
    return !cursor->failed;
}

static bool verify(History *history, const char *head, Verified *verified, Diags *diags)
{
    bool found = head == NULL;
    if (!is_intact(history, diags))
        return false;
    g_autoptr(RecordCursor) cursor = record_cursor_new(history, 0, diags);
    if (cursor->failed || !has_none_before(history, diags) ||
        !check_records(cursor, head, &found, verified, diags) ||
        !check_counts(cursor, verified, diags))
        return false;
    if (!found)
        diags_add_path(diags, &rule_history_broken, history->path,
                       "no record ends with the seal '%s': its last records were taken away, or it "
                       "is another history",
                       head);
    return found;
}

bool history_verify(History *history, const char *head, Verified *verified, Diags *diags)
{
    *verified = (Verified){0};
    /* One transaction, so that what is recorded meanwhile does not count as too many. */
    if (!database_execute(history, "BEGIN", diags))
        return false;
    bool sound = verify(history, head, verified, diags);
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    return sound;
}
