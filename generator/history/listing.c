#include "history/listing.h"

#include "history/record_store.h"
#include "history/row_load.h"
#include "history/run_words.h"

#include <string.h>

/* Both give the same columns. The day of a run is that of its end; see run_date(). */
static const char runs_sql[] =
    "SELECT coalesce(runs.ended, runs.started), runs.kind, runs.plan, runs.id, "
    "coalesce(runs.exercise, runs.runbook), runs.outcome, runs.operator, "
    "(SELECT name FROM evidence WHERE sha256 = r.evidence), r.key, " RECORD_COUNTS " "
    "FROM runs JOIN records AS r ON r.seq = runs.record WHERE runs.started < ?1";
static const char acts_sql[] =
    "SELECT acts.date, acts.kind, acts.plan, acts.subject, acts.role, "
    "iif(acts.kind IN ('training', 'contact', 'backup', 'attestation'), "
    "iif(acts.passed, 'passed', 'failed'), NULL), acts.done_by, "
    "(SELECT name FROM evidence WHERE sha256 = r.evidence), r.key, " RECORD_COUNTS " "
    "FROM acts JOIN records AS r ON r.seq = acts.record WHERE acts.date <= ?1";

enum {
    DATE_COLUMN,
    KIND_COLUMN,
    PLAN_COLUMN,
    NAME_COLUMN,
    ABOUT_COLUMN,
    OUTCOME_COLUMN,
    BY_COLUMN,
    EVIDENCE_COLUMN,
    LIST_KEY_COLUMN,
    COUNTS_COLUMN,
};

static ListEntry read_entry(RowLoader *loader, sqlite3_stmt *row, bool is_run)
{
    int64_t day = sqlite3_column_int64(row, DATE_COLUMN);
    const char *key = row_load_text(loader, row, LIST_KEY_COLUMN, false);
    const char *kind = row_load_text(loader, row, KIND_COLUMN, true);
    return (ListEntry){
        .date = is_run ? moment_date((Moment){day}) : (Date){(int32_t)day},
        .kind = kind == NULL ? "" : kind,
        .plan = row_load_text(loader, row, PLAN_COLUMN, true),
        .name = row_load_text(loader, row, NAME_COLUMN, false),
        .about = row_load_text(loader, row, ABOUT_COLUMN, true),
        .outcome = row_load_text(loader, row, OUTCOME_COLUMN, true),
        .by = row_load_text(loader, row, BY_COLUMN, true),
        .evidence = row_load_text(loader, row, EVIDENCE_COLUMN, true),
        .key = key == NULL ? "" : key,
        .counts = sqlite3_column_int(row, COUNTS_COLUMN) != 0,
    };
}

static bool is_wanted(const ListEntry *entry, const ListFilter *filter)
{
    return (entry->counts || filter->all) && entry->date.days >= filter->from.days &&
           entry->date.days <= filter->to.days &&
           (filter->plan == NULL || g_strcmp0(entry->plan, filter->plan) == 0) &&
           (filter->kind == NULL || strcmp(entry->kind, filter->kind) == 0);
}

/* Adds what SQL gives up to LAST, a day or the second after it. */
static void add_entries(RowLoader *loader, const char *sql, bool is_run, int64_t last,
                        const ListFilter *filter, GArray *entries)
{
    g_autoptr(sqlite3_stmt) rows = database_prepare(loader->history, sql, loader->diags);
    loader->failed = loader->failed || rows == NULL;
    if (loader->failed)
        return;
    sqlite3_bind_int64(rows, 1, last);
    while (row_load_next(loader, rows)) {
        ListEntry entry = read_entry(loader, rows, is_run);
        if (is_wanted(&entry, filter))
            g_array_append_val(entries, entry);
    }
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const ListEntry *left = a;
    const ListEntry *right = b;
    if (left->date.days != right->date.days)
        return left->date.days < right->date.days ? -1 : 1;
    int order = g_strcmp0(left->name, right->name);
    return order != 0 ? order : strcmp(left->key, right->key);
}

static int64_t second_after(Date day)
{
    return day.days == INT32_MAX ? INT64_MAX : date_start((Date){day.days + 1}).seconds;
}

Listing *listing_new(History *history, const ListFilter *filter, Diags *diags)
{
    g_autoptr(Listing) listing = g_new0(Listing, 1);
    listing->arena = arena_new();
    listing->entries = g_array_new(FALSE, FALSE, sizeof(ListEntry));
    if (!database_execute(history, "BEGIN", diags))
        return NULL;
    g_autoptr(GHashTable) shared = g_hash_table_new(g_str_hash, g_str_equal);
    RowLoader loader = {history, diags, listing->arena, shared, false};
    add_entries(&loader, runs_sql, true, second_after(filter->to), filter, listing->entries);
    add_entries(&loader, acts_sql, false, filter->to.days, filter, listing->entries);
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    if (loader.failed)
        return NULL;
    g_array_sort(listing->entries, compare_entries);
    return g_steal_pointer(&listing);
}

void listing_free(Listing *listing)
{
    if (listing == NULL)
        return;
    g_array_unref(listing->entries);
    arena_free(listing->arena);
    g_free(listing);
}

bool listing_has_kind(const char *kind)
{
    return word_find(run_kind_words, kind) >= 0 || word_find(act_kind_words, kind) >= 0;
}
