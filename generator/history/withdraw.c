#include "history/withdraw.h"

#include "history/continuation.h"
#include "history/history_rules.h"
#include "history/record_find.h"
#include "history/record_store.h"

#include <string.h>

/* What may be withdrawn: a record that counts, is no file and no merge, and is no correction that
 * evidence itself has shown; what withdraws a withdrawal stands. */
static const char target_sql[] =
    "SELECT r.key FROM records AS r LEFT JOIN corrections AS x ON x.record = r.seq "
    "LEFT JOIN records AS first ON first.key = r.corrects "
    "WHERE r.seq = ? AND " RECORD_COUNTS " AND (r.kind IN ('run', 'act') OR "
    "(r.kind = 'correction' AND x.replacement IS NULL AND first.kind <> 'correction'))";

/* The key of the record among NUMBERS that may be withdrawn; NULL, with a finding, if there is not
 * just one. Owned. */
static char *find_target(History *history, const char *name, const GArray *numbers, Diags *diags)
{
    g_autofree char *key = NULL;
    size_t found = 0;
    bool failed = false;
    for (guint i = 0; !failed && i < numbers->len; i++) {
        g_autoptr(Query) query = database_query(history, target_sql, diags);
        if (query == NULL)
            return NULL;
        sqlite3_bind_int64(query, 1, g_array_index(numbers, int64_t, i));
        if (!database_next(history, query, &failed, diags))
            continue;
        g_free(key);
        key = g_strdup((const char *)sqlite3_column_text(query, 0));
        found++;
    }
    if (!failed && found != 1)
        diags_add_path(diags, &rule_history_record_unknown, history->path,
                       found == 0 ? "'%s' is nothing that counts and could be withdrawn"
                                  : "'%s' is more than one record: give more digits of the key",
                       name);
    return failed || found != 1 ? NULL : g_steal_pointer(&key);
}

/* The id of the run that the correction of KEY took back; NULL when it was none. Owned. */
static char *find_run(History *history, const char *key, bool *failed, Diags *diags)
{
    g_autoptr(Query) query =
        database_query(history,
                       "SELECT runs.id FROM records AS w JOIN records AS r ON r.key = w.corrects "
                       "JOIN runs ON runs.record = r.seq WHERE w.key = ?",
                       diags);
    *failed = query == NULL;
    if (*failed)
        return NULL;
    query_bind(query, 1, key);
    if (!database_next(history, query, failed, diags))
        return NULL;
    return g_strdup((const char *)sqlite3_column_text(query, 0));
}

/* A run that counts again must not be the second one of its id. */
static bool is_alone(History *history, const char *key, Diags *diags)
{
    bool failed = false;
    g_auto(Rivals) rivals = {0};
    g_autofree char *id = find_run(history, key, &failed, diags);
    if (id == NULL || failed)
        return !failed;
    if (!continuation_settle(history, id, &rivals, diags))
        return false;
    if (rivals.found)
        diag_help(diags, rivals_report(&rivals, history, id, diags),
                  "withdraw the run that counts in its place first");
    return !rivals.found;
}

static bool withdraw(History *history, const char *name, const Withdrawal *withdrawal, Diags *diags)
{
    g_autoptr(GArray) numbers = record_find(history, name, diags);
    g_autofree char *key = numbers == NULL ? NULL : find_target(history, name, numbers, diags);
    if (key == NULL)
        return false;
    const CorrectionRow row = {
        .date = withdrawal->date, .by = withdrawal->by, .reason = withdrawal->reason};
    bool failed = false;
    g_autoptr(Record) record = record_new();
    record_begin(record, (RecordRow){.kind = RECORD_CORRECTION, .corrects = key});
    record_add(record, TABLE_CORRECTIONS, &row, 1);
    record_complete(record);
    if (!record_store_knows(history, record->key, &failed, diags) && !failed)
        return record_store_append(history, record, diags) && is_alone(history, key, diags);
    if (!failed)
        diags_add_path(diags, &rule_history_record_unknown, history->path,
                       "'%s' was withdrawn in these very words before: say why it is again", name);
    return false;
}

bool history_withdraw(History *history, const char *name, const Withdrawal *withdrawal,
                      Diags *diags)
{
    g_assert(history->mode == HISTORY_WRITE);
    if (!database_execute(history, "BEGIN IMMEDIATE", diags))
        return false;
    record_store_forget(history);
    if (withdraw(history, name, withdrawal, diags) && database_execute(history, "COMMIT", diags))
        return true;
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    record_store_forget(history);
    return false;
}
