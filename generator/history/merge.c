#include "history/merge.h"

#include "history/continuation.h"
#include "history/record_cursor.h"
#include "history/record_store.h"
#include "history/verify.h"

#include <string.h>

typedef struct Merge {
    History *history;
    Diags *diags;
    GTree *ids;   /* of runs that may now count twice: owned texts, sorted */
    bool clashed; /* there are findings about two of them */
} Merge;

static int compare_ids(gconstpointer a, gconstpointer b, gpointer data)
{
    (void)data;
    return strcmp(a, b);
}

static void add_id(Merge *merge, const char *id)
{
    g_tree_insert(merge->ids, g_strdup(id), NULL);
}

/* Notes the id of the run that the correction of KEY is about, itself or through another one. */
static bool note_corrected(Merge *merge, const char *key)
{
    g_autoptr(Query) query =
        database_query(merge->history,
                       "SELECT runs.id FROM records AS a LEFT JOIN records AS b "
                       "ON b.key = a.corrects JOIN runs ON runs.record IN (a.seq, b.seq) "
                       "WHERE a.key = ?",
                       merge->diags);
    bool failed = query == NULL;
    if (failed)
        return false;
    query_bind(query, 1, key);
    while (database_next(merge->history, query, &failed, merge->diags))
        add_id(merge, (const char *)sqlite3_column_text(query, 0));
    return !failed;
}

/* Whether this history has RECORD, of another one. Merges are of the history they were made in. */
static bool has(Merge *merge, const Record *record, bool *failed)
{
    if (record->about.kind == RECORD_MERGE)
        return true;
    if (record->about.kind == RECORD_FILE) {
        const Row *file = &g_array_index(record->rows, Row, 1);
        const char *hash = row_values(record, file)[0].text;
        return record_store_knows_file(merge->history, hash, failed, merge->diags);
    }
    return record_store_knows(merge->history, record->key, failed, merge->diags);
}

static bool add_record(Merge *merge, Record *record)
{
    if (!record_store_append(merge->history, record, merge->diags))
        return false;
    if (record->about.kind == RECORD_RUN)
        add_id(merge, row_values(record, &g_array_index(record->rows, Row, 1))[0].text);
    return record->about.corrects == NULL || note_corrected(merge, record->about.corrects);
}

static bool add_all(Merge *merge, History *other, Merged *merged)
{
    g_autoptr(RecordCursor) cursor = record_cursor_new(other, 0, merge->diags);
    bool failed = cursor->failed;
    while (!failed && record_cursor_next(cursor, merge->diags)) {
        if (has(merge, cursor->record, &failed) || failed)
            continue;
        failed = !add_record(merge, cursor->record);
        merged->added++;
    }
    return !failed && !cursor->failed;
}

/* Says in the history what was merged into it. */
static bool add_merge(Merge *merge, const Verified *other)
{
    const MergeRow row = {.head = other->head, .records = (int)other->records};
    bool failed = false;
    g_autoptr(Record) record = record_new();
    record_begin(record, (RecordRow){.kind = RECORD_MERGE});
    record_add(record, TABLE_MERGES, &row, 1);
    record_complete(record);
    if (record_store_knows(merge->history, record->key, &failed, merge->diags) || failed)
        return !failed;
    return record_store_append(merge->history, record, merge->diags);
}

/* For g_tree_foreach: true stops it. */
static int settle(gpointer key, gpointer value, gpointer data)
{
    (void)value;
    Merge *merge = data;
    const char *id = key;
    g_auto(Rivals) rivals = {0};
    if (!continuation_settle(merge->history, id, &rivals, merge->diags)) {
        merge->clashed = true;
        return 1;
    }
    if (!rivals.found)
        return 0;
    merge->clashed = true;
    rivals_report(&rivals, merge->history, id, merge->diags);
    return 0;
}

/* Everything comes in first: what one history brings may settle what another one does. */
static bool merge_all(Merge *merge, GPtrArray *others, const Verified *verified, Merged *merged)
{
    for (guint i = 0; i < others->len; i++) {
        merged[i].records = verified[i].records;
        if (!add_all(merge, others->pdata[i], &merged[i]))
            return false;
    }
    g_tree_foreach(merge->ids, settle, merge);
    if (merge->clashed)
        return false;
    for (guint i = 0; i < others->len; i++)
        if (merged[i].added > 0 && !add_merge(merge, &verified[i]))
            return false;
    return true;
}

static bool added_any(const Merged *merged, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (merged[i].added > 0)
            return true;
    return false;
}

static bool merge_in(History *history, GPtrArray *others, const Verified *verified, Merged *merged,
                     Diags *diags)
{
    if (!database_execute(history, "BEGIN IMMEDIATE", diags))
        return false;
    record_store_forget(history);
    g_autoptr(GTree) ids = g_tree_new_full(compare_ids, NULL, g_free, NULL);
    Merge merge = {history, diags, ids, false};
    bool done = merge_all(&merge, others, verified, merged);
    /* A history merged into itself is still being read: where nothing is new, nothing is written.
     */
    bool write = done && added_any(merged, others->len);
    if (write && database_execute(history, "COMMIT", diags))
        return true;
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    record_store_forget(history);
    return done && !write;
}

static void close_history(gpointer history)
{
    history_close(history);
}

bool history_merge(History *history, const char *const *paths, size_t count, Merged *merged,
                   Diags *diags)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(close_history);
    g_autofree Verified *verified = g_new0(Verified, count + 1);
    Verified own;
    memset(merged, 0, count * sizeof *merged);
    bool sound = history_verify(history, NULL, &own, diags);
    for (size_t i = 0; i < count; i++) {
        History *other = history_open(paths[i], HISTORY_INSPECT, diags);
        sound = other != NULL && history_verify(other, NULL, &verified[i], diags) && sound;
        if (other != NULL)
            g_ptr_array_add(others, other);
    }
    return sound && merge_in(history, others, verified, merged, diags);
}
