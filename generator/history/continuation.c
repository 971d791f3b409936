#include "history/continuation.h"

#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/record_store.h"

#include <string.h>

/* A run that counts, as far as it matters here. */
typedef struct Candidate {
    int64_t record;
    char *key, *plan, *evidence, *name;
} Candidate;

static void candidate_clear(gpointer data)
{
    Candidate *candidate = data;
    g_free(candidate->key);
    g_free(candidate->plan);
    g_free(candidate->evidence);
    g_free(candidate->name);
}

/* Does line NUMBER of SOURCE tell that the run was resumed? */
static bool resumes(const Source *source, uint32_t number)
{
    size_t length = 0;
    const char *line = source_line(source, number, &length);
    const char *tab = memchr(line, '\t', length);
    size_t rest = tab == NULL ? 0 : length - (size_t)(tab + 1 - line);
    return rest >= strlen("resumed") && memcmp(tab + 1, "resumed", strlen("resumed")) == 0;
}

void continuation_find(const EvidenceInput *input, Evidence *evidence)
{
    const Source *source = input->source;
    if (evidence->n_runs != 1)
        return;
    g_autoptr(GPtrArray) hashes = g_ptr_array_new();
    struct sha256_ctx sum;
    uint32_t added = 0;
    sha256_init(&sum);
    for (uint32_t number = 1; number < source->n_lines; number++) {
        if (!resumes(source, number + 1))
            continue;
        uint32_t end = source->lines[number];
        sha256_update(&sum, end - added, (const uint8_t *)source->text + added);
        added = end;
        /* A digest empties what it is taken of. */
        struct sha256_ctx copy = sum;
        Seal digest;
        char digits[SEAL_DIGITS + 1];
        sha256_digest(&copy, SEAL_SIZE, digest.bytes);
        const char *hash = arena_text(evidence->arena, seal_format(&digest, digits));
        g_ptr_array_add(hashes, (gpointer)hash);
    }
    EvidenceRun *run = &evidence->runs[0];
    run->n_earlier = hashes->len;
    run->earlier = arena_alloc(evidence->arena, hashes->len * sizeof *run->earlier);
    for (guint i = 0; i < hashes->len; i++)
        run->earlier[i] = hashes->pdata[i];
}

static char *column_text(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return g_strdup(text == NULL ? "" : text);
}

/* The runs of ID that count, by key. NULL with a finding. */
static GArray *find_candidates(History *history, const char *id, Diags *diags)
{
    g_autoptr(Query) query =
        database_query(history,
                       "SELECT runs.record, r.key, runs.plan, r.evidence, f.name "
                       "FROM runs JOIN records AS r ON r.seq = runs.record "
                       "LEFT JOIN evidence AS f ON f.sha256 = r.evidence "
                       "WHERE runs.id = ? AND " RECORD_COUNTS " ORDER BY r.key",
                       diags);
    bool failed = query == NULL;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_array_set_clear_func(found, candidate_clear);
    if (!failed)
        query_bind(query, 1, id);
    while (!failed && database_next(history, query, &failed, diags)) {
        Candidate candidate = {sqlite3_column_int64(query, 0), column_text(query, 1),
                               column_text(query, 2), column_text(query, 3), column_text(query, 4)};
        g_array_append_val(found, candidate);
    }
    return failed ? NULL : g_steal_pointer(&found);
}

/* Does LONGER go on from SHORTER? *FAILED with a finding when that cannot be told. */
static bool goes_on(History *history, const Candidate *longer, const Candidate *shorter,
                    bool *failed, Diags *diags)
{
    g_autoptr(Query) query =
        database_query(history, "SELECT 1 FROM run_earlier WHERE record = ? AND sha256 = ?", diags);
    *failed = query == NULL;
    if (*failed || strcmp(longer->plan, shorter->plan) != 0)
        return false;
    sqlite3_bind_int64(query, 1, longer->record);
    query_bind(query, 2, shorter->evidence);
    return database_next(history, query, failed, diags);
}

/* Nothing in it says where or when this was found out: two histories write the same record. */
static bool replace(History *history, const Candidate *shorter, const Candidate *longer,
                    Diags *diags)
{
    const CorrectionRow row = {
        .replacement = longer->key, .date = {INT32_MIN}, .reason = "the run was resumed"};
    g_autoptr(Record) record = record_new();
    record_begin(record, (RecordRow){.kind = RECORD_CORRECTION, .corrects = shorter->key});
    record_add(record, TABLE_CORRECTIONS, &row, 1);
    record_complete(record);
    return record_store_append(history, record, diags);
}

/* Lets one candidate take the place of another; *DONE when none can. */
static bool settle_one(History *history, const GArray *candidates, bool *done, Diags *diags)
{
    bool failed = false;
    for (guint i = 0; i < candidates->len; i++)
        for (guint j = 0; j < candidates->len; j++) {
            const Candidate *shorter = &g_array_index(candidates, Candidate, i);
            const Candidate *longer = &g_array_index(candidates, Candidate, j);
            if (i != j && goes_on(history, longer, shorter, &failed, diags))
                return replace(history, shorter, longer, diags);
            if (failed)
                return false;
        }
    *done = true;
    return true;
}

static void find_rivals(const GArray *candidates, Rivals *rivals)
{
    rivals->found = candidates->len > 1;
    for (guint i = 0; rivals->found && i < 2; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        rivals->keys[i] = g_strdup(candidate->key);
        rivals->names[i] = g_strdup(candidate->name);
    }
}

bool continuation_settle(History *history, const char *id, Rivals *rivals, Diags *diags)
{
    for (;;) {
        g_autoptr(GArray) candidates = find_candidates(history, id, diags);
        if (candidates == NULL)
            return false;
        bool done = candidates->len < 2;
        if (!done && !settle_one(history, candidates, &done, diags))
            return false;
        if (!done)
            continue;
        find_rivals(candidates, rivals);
        return true;
    }
}

Diag *rivals_report(const Rivals *rivals, const History *history, const char *id, Diags *diags)
{
    enum { MOST = 60 };
    g_autoptr(Arena) arena = arena_new();
    const char *const *names = (const char *const *)rivals->names;
    return diags_add_path(diags, &rule_history_conflict, history->path,
                          "run '%s' has two contents: %.12s from '%s' and %.12s from '%s'",
                          plain_text(arena, id, strlen(id), MOST), rivals->keys[0],
                          plain_text(arena, names[0], strlen(names[0]), MOST), rivals->keys[1],
                          plain_text(arena, names[1], strlen(names[1]), MOST));
}

void rivals_clear(Rivals *rivals)
{
    for (size_t i = 0; i < 2; i++) {
        g_free(rivals->keys[i]);
        g_free(rivals->names[i]);
    }
}
