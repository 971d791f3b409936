#include "history/carry_over.h"

#include "history/history_rules.h"
#include "history/record_cursor.h"
#include "history/record_store.h"

/* What one table of version 3 gets from version 2: position, its columns, then an empty seal, so
 * that rows are read as those of version 3 are. */
typedef struct Origin {
    TableId table;
    const char *sql;
} Origin;

static const Origin run_origins[] = {
    {TABLE_RUNS,
     "SELECT 1, id, kind, outcome, plan, version, commit_id, exercise, NULL, NULL, incident, "
     "runbook, runbook_hash, script, 'none', title, operator, NULL, host, NULL, NULL, 'unknown', "
     "declared, decided, started, ended, service_back, verified, recovered_to, zeroblob(32) "
     "FROM runs_2 WHERE number = ?"},
    {TABLE_STEPS, "SELECT position, step, attempt, started, ended, outcome, undone, exit_status, "
                  "done_by, note, output, output_hash, zeroblob(32) "
                  "FROM run_steps_2 WHERE run = ? ORDER BY position"},
    {TABLE_FINDINGS, "SELECT position, severity, text, owner, due, closed, zeroblob(32) "
                     "FROM findings_2 WHERE run = ? ORDER BY position"},
    {TABLE_NOTES, "SELECT position, at, step, done_by, text, zeroblob(32) "
                  "FROM run_notes_2 WHERE run = ? ORDER BY position"},
    {TABLE_PEOPLE, "SELECT position, name, NULL, zeroblob(32) "
                   "FROM run_people_2 WHERE run = ? ORDER BY position"},
};

/* Reads all rows that QUERY gives for TABLE into RECORD, and counts their positions anew. */
static bool read_rows(History *history, TableId table, Query *query, Record *record, Diags *diags)
{
    bool failed = false;
    for (int64_t i = 1; database_next(history, query, &failed, diags); i++) {
        if (!record_read_row(record, table, query)) {
            diags_add_path(diags, &rule_system_history_damaged, history->path,
                           "a row of table %s is not text or number", history_tables[table].name);
            return false;
        }
        g_array_index(record->rows, Row, record->rows->len - 1).position = i;
    }
    return !failed;
}

static bool append(History *history, Record *record, Diags *diags)
{
    record_complete(record);
    return record_store_append(history, record, diags);
}

static bool carry_run(History *history, int64_t number, const char *evidence, Diags *diags)
{
    g_autoptr(Record) record = record_new();
    record_begin(record, (RecordRow){.kind = RECORD_RUN, .evidence = evidence});
    for (size_t i = 0; i < G_N_ELEMENTS(run_origins); i++) {
        g_autoptr(Query) query = database_query(history, run_origins[i].sql, diags);
        if (query == NULL)
            return false;
        sqlite3_bind_int64(query, 1, number);
        if (!read_rows(history, run_origins[i].table, query, record, diags))
            return false;
    }
    return append(history, record, diags);
}

static bool carry_file(History *history, const char *hash, Diags *diags)
{
    static const Origin origin = {
        TABLE_EVIDENCE,
        "SELECT 1, sha256, name, format, zeroblob(32) FROM evidence_2 WHERE sha256 = ?"};
    bool failed = false;
    if (record_store_knows_file(history, hash, &failed, diags) || failed)
        return !failed;
    g_autoptr(Record) record = record_new();
    g_autoptr(Query) query = database_query(history, origin.sql, diags);
    if (query == NULL)
        return false;
    query_bind(query, 1, hash);
    record_begin(record, (RecordRow){.kind = RECORD_FILE});
    return read_rows(history, origin.table, query, record, diags) && append(history, record, diags);
}

static bool carry_runs(History *history, Diags *diags)
{
    g_autoptr(sqlite3_stmt) runs =
        database_prepare(history, "SELECT number, evidence FROM runs_2 ORDER BY number", diags);
    bool failed = runs == NULL;
    while (!failed && database_next(history, runs, &failed, diags)) {
        const char *hash = (const char *)sqlite3_column_text(runs, 1);
        failed = hash == NULL || !carry_file(history, hash, diags) ||
                 !carry_run(history, sqlite3_column_int64(runs, 0), hash, diags);
    }
    return !failed;
}

/* Files whose run was replaced by that of a longer log have no run any more. */
static bool carry_other_files(History *history, Diags *diags)
{
    g_autoptr(sqlite3_stmt) files =
        database_prepare(history, "SELECT sha256 FROM evidence_2 ORDER BY sha256", diags);
    bool failed = files == NULL;
    while (!failed && database_next(history, files, &failed, diags))
        failed = !carry_file(history, (const char *)sqlite3_column_text(files, 0), diags);
    return !failed;
}

/* The statements must not know the old tables any more when these are dropped. */
static bool drop_old(History *history, Diags *diags)
{
    g_hash_table_remove_all(history->statements);
    return database_execute(history,
                            "DROP TABLE run_people_2; DROP TABLE run_notes_2;"
                            "DROP TABLE findings_2; DROP TABLE run_steps_2;"
                            "DROP TABLE runs_2; DROP TABLE evidence_2",
                            diags);
}

bool carry_over_version_2(History *history, Diags *diags)
{
    record_store_forget(history);
    bool carried =
        carry_runs(history, diags) && carry_other_files(history, diags) && drop_old(history, diags);
    record_store_forget(history);
    return carried;
}
