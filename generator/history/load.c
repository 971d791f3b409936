#include "history/history.h"

#include "history/part_load.h"
#include "history/record_store.h"

#include <stdlib.h>
#include <string.h>

/* All runs in the order of their records, as their parts lie; the plus keeps SQLite from jumping
 * about by the day. Those of a plan by an index of them. */
#define RUNS_UP_TO                                                                                 \
    "runs.record > 0 AND +runs.started < ?1 AND (runs.ended IS NULL OR runs.ended < ?1) "          \
    "AND coalesce(runs.ended, runs.started) >= ?2 AND " RECORD_COUNTS " ORDER BY runs.record"

static const char runs_from[] = " FROM runs JOIN records AS r ON r.seq = runs.record "
                                "WHERE " RUNS_UP_TO;
static const char runs_of_plan[] = " FROM runs JOIN records AS r ON r.seq = runs.record "
                                   "WHERE runs.plan = ?3 AND " RUNS_UP_TO;
static const char acts_from[] = " FROM acts JOIN records AS r ON r.seq = acts.record "
                                "WHERE acts.date <= ?1 AND acts.date >= ?2 AND " RECORD_COUNTS;

/* As many at most: enough to make room, and counted in an index alone. */
static const char runs_at_most[] = " FROM runs WHERE runs.started < ?1";
static const char acts_at_most[] = " FROM acts WHERE acts.date <= ?1";

/* Prepares SELECT, with the columns of TABLE when there is one, FROM and what narrows it to the
 * plan of SCOPE. NULL with a finding. */
static sqlite3_stmt *prepare(RowLoader *loader, const Table *table, const char *from,
                             const char *narrow)
{
    g_autoptr(GString) sql = g_string_new("SELECT ");
    if (table == NULL) {
        g_string_append(sql, "count(*)");
    } else {
        g_string_append(sql, "r.seq, r.key, r.evidence, "
                             "(SELECT name FROM evidence WHERE sha256 = r.evidence)");
        row_load_columns(table, sql);
    }
    g_string_append(sql, from);
    g_string_append(sql, narrow);
    sqlite3_stmt *statement = database_prepare(loader->history, sql->str, loader->diags);
    loader->failed = loader->failed || statement == NULL;
    return statement;
}

enum { SEQ_COLUMN, KEY_COLUMN, EVIDENCE_COLUMN, NAME_COLUMN, FIRST_COLUMN };

static void bind_runs(sqlite3_stmt *statement, const HistoryScope *scope)
{
    sqlite3_bind_int64(statement, 1, date_start((Date){scope->as_of.days + 1}).seconds);
    sqlite3_bind_int64(statement, 2,
                       scope->from.days == INT32_MIN ? INT64_MIN : date_start(scope->from).seconds);
    query_bind(statement, 3, scope->plan);
}

static void bind_acts(sqlite3_stmt *statement, const HistoryScope *scope)
{
    sqlite3_bind_int(statement, 1, scope->as_of.days);
    sqlite3_bind_int(statement, 2, scope->from.days);
    query_bind(statement, 3, scope->plan);
}

/* How many rows there may be, so that they need not be moved about while they are loaded. */
static size_t count_rows(RowLoader *loader, sqlite3_stmt *statement)
{
    size_t count = 0;
    if (statement != NULL && row_load_next(loader, statement))
        count = (size_t)sqlite3_column_int64(statement, 0);
    return count;
}

/* Loads the rows of runs, in the order of their records, and gives these: owned; NULL on failure.
 */
static RunRecord *load_rows(RowLoader *loader, const HistoryScope *scope, RunSet *set)
{
    const Table *table = &history_tables[TABLE_RUNS];
    const char *narrow = scope->plan == NULL ? "" : " AND runs.plan = ?3";
    g_autoptr(sqlite3_stmt) counter = prepare(loader, NULL, runs_at_most, narrow);
    g_autoptr(sqlite3_stmt) rows =
        prepare(loader, table, scope->plan == NULL ? runs_from : runs_of_plan, "");
    if (loader->failed)
        return NULL;
    bind_runs(counter, scope);
    bind_runs(rows, scope);
    size_t count = count_rows(loader, counter);
    set->runs = arena_alloc(loader->arena, count * sizeof *set->runs);
    RunRecord *records = g_new(RunRecord, count + 1);
    while (set->count < count && row_load_next(loader, rows)) {
        Run *run = &set->runs[set->count];
        row_load(loader, table, rows, FIRST_COLUMN, run);
        run->evidence_hash = row_load_text(loader, rows, EVIDENCE_COLUMN, true);
        run->evidence = row_load_text(loader, rows, NAME_COLUMN, true);
        records[set->count++] = (RunRecord){sqlite3_column_int64(rows, SEQ_COLUMN), run};
    }
    return records;
}

static int compare_runs(const void *a, const void *b)
{
    const Run *left = a;
    const Run *right = b;
    if (left->started.seconds != right->started.seconds)
        return left->started.seconds < right->started.seconds ? -1 : 1;
    return strcmp(left->id, right->id);
}

static int newest_first(const void *a, const void *b)
{
    return compare_runs(((const RunRecord *)b)->run, ((const RunRecord *)a)->run);
}

static int by_record(const void *a, const void *b)
{
    int64_t left = ((const RunRecord *)a)->record;
    int64_t right = ((const RunRecord *)b)->record;
    return (left > right) - (left < right);
}

/* Keeps of COUNT RECORDS those whose steps SCOPE wants, in the order of their numbers, and gives
 * how many these are. */
static size_t choose_newest(RunRecord *records, size_t count, const HistoryScope *scope)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    size_t chosen = 0;
    qsort(records, count, sizeof *records, newest_first);
    for (size_t i = 0; i < count; i++) {
        const Run *run = records[i].run;
        size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(taken, run->plan));
        if (before == scope->steps_of_newest || run_date(run).days < scope->steps_from.days)
            continue;
        g_hash_table_insert(taken, (gpointer)run->plan, GSIZE_TO_POINTER(before + 1));
        records[chosen++] = records[i];
    }
    qsort(records, chosen, sizeof *records, by_record);
    return chosen;
}

static void load_runs(RowLoader *loader, const HistoryScope *scope, RunSet *set)
{
    static const TableId always[] = {TABLE_FINDINGS, TABLE_PEOPLE, TABLE_SERVICES};
    g_autofree RunRecord *records = load_rows(loader, scope, set);
    for (size_t i = 0; records != NULL && i < G_N_ELEMENTS(always); i++)
        part_load(loader, always[i], records, set->count);
    if (loader->failed)
        return;
    size_t count = set->count;
    if (scope->steps_of_newest != HISTORY_ALL_STEPS)
        count = choose_newest(records, count, scope);
    part_load(loader, TABLE_STEPS, records, count);
    part_load(loader, TABLE_NOTES, records, count);
    /* Last, since the records point to the runs. */
    qsort(set->runs, set->count, sizeof *set->runs, compare_runs);
}

static int compare_acts(const void *a, const void *b)
{
    const Act *left = a;
    const Act *right = b;
    if (left->date.days != right->date.days)
        return left->date.days < right->date.days ? -1 : 1;
    return strcmp(left->key, right->key);
}

static void load_acts(RowLoader *loader, const HistoryScope *scope, RunSet *set)
{
    const Table *table = &history_tables[TABLE_ACTS];
    const char *narrow = scope->plan == NULL ? "" : " AND (acts.plan = ?3 OR acts.plan IS NULL)";
    g_autoptr(sqlite3_stmt) counter = prepare(loader, NULL, acts_at_most, narrow);
    g_autoptr(sqlite3_stmt) rows = prepare(loader, table, acts_from, narrow);
    if (loader->failed)
        return;
    bind_acts(counter, scope);
    bind_acts(rows, scope);
    size_t count = count_rows(loader, counter);
    set->acts = arena_alloc(loader->arena, count * sizeof *set->acts);
    while (set->n_acts < count && row_load_next(loader, rows)) {
        Act *act = &set->acts[set->n_acts++];
        row_load(loader, table, rows, FIRST_COLUMN, act);
        const char *key = row_load_text(loader, rows, KEY_COLUMN, false);
        act->key = key == NULL ? "" : key;
        act->evidence_hash = row_load_text(loader, rows, EVIDENCE_COLUMN, true);
        act->evidence = row_load_text(loader, rows, NAME_COLUMN, true);
    }
    qsort(set->acts, set->n_acts, sizeof *set->acts, compare_acts);
}

/* SQL: whether the record R has a day, up to the one that is asked for. */
#define IS_DATED(r)                                                                                \
    "EXISTS (SELECT 1 FROM runs WHERE runs.record = " r ".seq AND runs.started < ?1 "              \
    "AND (runs.ended IS NULL OR runs.ended < ?1)) OR "                                             \
    "EXISTS (SELECT 1 FROM acts WHERE acts.record = " r ".seq AND acts.date <= ?2)"

/* The last record with such a day. A correction has that of what it corrects, which is no
 * correction, or one of something that is none. */
static const char head_sql[] = "SELECT r.head FROM records AS r WHERE r.seq > 0 AND (" IS_DATED(
    "r") " OR "
         "EXISTS (SELECT 1 FROM records AS t WHERE t.key = r.corrects AND (" IS_DATED(
             "t") " OR "
                  "EXISTS (SELECT 1 FROM records AS u WHERE u.key = t.corrects AND (" IS_DATED(
                      "u") "))))) "
                           "ORDER BY r.seq DESC LIMIT 1";

static void load_head(RowLoader *loader, const HistoryScope *scope, RunSet *set)
{
    g_autoptr(sqlite3_stmt) query = database_prepare(loader->history, head_sql, loader->diags);
    loader->failed = loader->failed || query == NULL;
    if (query == NULL)
        return;
    sqlite3_bind_int64(query, 1, date_start((Date){scope->as_of.days + 1}).seconds);
    sqlite3_bind_int(query, 2, scope->as_of.days);
    Seal head;
    if (!row_load_next(loader, query) || sqlite3_column_bytes(query, 0) != SEAL_SIZE)
        return;
    memcpy(head.bytes, sqlite3_column_blob(query, 0), SEAL_SIZE);
    seal_format(&head, set->head);
}

/* Half a history would make a wrong report: what has failed is empty. */
static void load(RowLoader *loader, const HistoryScope *scope, RunSet *set)
{
    load_runs(loader, scope, set);
    load_acts(loader, scope, set);
    load_head(loader, scope, set);
    if (!loader->failed)
        return;
    set->count = 0;
    set->n_acts = 0;
}

RunSet *history_runs(History *history, const HistoryScope *scope, Diags *diags)
{
    RunSet *set = g_new0(RunSet, 1);
    set->arena = arena_new();
    g_autoptr(GHashTable) shared = g_hash_table_new(g_str_hash, g_str_equal);
    RowLoader loader = {history, diags, set->arena, shared, false};
    /* One transaction, so that a run being recorded meanwhile is seen whole or not at all. */
    if (!database_execute(history, "BEGIN", diags))
        return set;
    load(&loader, scope, set);
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    return set;
}
