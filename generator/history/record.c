#include "history/history.h"

#include "base/file.h"
#include "history/continuation.h"
#include "history/database.h"
#include "history/evidence.h"
#include "history/known_names.h"
#include "history/record_store.h"
#include "history/run_store.h"

enum { MAX_EVIDENCE = 16 * 1024 * 1024 };

/* The SHA-256 of the LENGTH bytes at TEXT in hexadecimal digits; owned. */
static char *hash_text(const char *text, size_t length)
{
    struct sha256_ctx sum;
    Seal digest;
    sha256_init(&sum);
    sha256_update(&sum, length, (const uint8_t *)text);
    sha256_digest(&sum, SEAL_SIZE, digest.bytes);
    char *digits = g_malloc(SEAL_DIGITS + 1);
    seal_format(&digest, digits);
    return digits;
}

/* Reads PATH and the SHA-256 of its bytes. NULL with a finding. */
static Source *read_source(const char *path, char **hash, Diags *diags)
{
    size_t length = 0;
    char *text = file_read(path, MAX_EVIDENCE, &length, diags);
    if (text == NULL)
        return NULL;
    *hash = hash_text(text, length);
    return source_new_take(path, text, length);
}

/* Takes INPUT in, inside of an open transaction. */
static bool take_in(History *history, const EvidenceInput *input, Recorded *recorded, Diags *diags)
{
    bool failed = false;
    recorded->known_before = record_store_knows_file(history, input->hash, &failed, diags);
    EvidenceFormat format;
    if (failed || !evidence_format(input->source, &format, diags))
        return false;
    recorded->format = evidence_format_name(format);
    if (recorded->known_before)
        return true;
    g_autoptr(Evidence) evidence = evidence_read(input, format, diags);
    const Library *library = input->hints->library;
    if (evidence == NULL || (library != NULL && !known_names_check(evidence, library, diags)))
        return false;
    recorded->is_log = format == EVIDENCE_RUN_LOG;
    if (recorded->is_log) {
        continuation_find(input, evidence);
        recorded->seal = evidence->runs[0].run.seal;
    }
    return run_store_evidence(history, input, format, evidence, recorded, diags);
}

/* Whether a full disk has ended the transaction of a batch: what follows must not make a new one.
 */
static bool is_lost(const History *history)
{
    return history->batch && sqlite3_get_autocommit(history->db) != 0;
}

static bool record(History *history, const EvidenceInput *input, Recorded *recorded, Diags *diags)
{
    *recorded = (Recorded){0};
    const char *begin = history->batch ? "SAVEPOINT file" : "BEGIN IMMEDIATE";
    const char *end = history->batch ? "RELEASE file" : "COMMIT";
    const char *undo = history->batch ? "ROLLBACK TO file; RELEASE file" : "ROLLBACK";
    if (is_lost(history) || !database_execute(history, begin, diags))
        return false;
    if (!history->batch)
        record_store_forget(history); /* others may have written meanwhile */
    if (take_in(history, input, recorded, diags) && database_execute(history, end, diags))
        return true;
    /* Some failures have rolled back already; a second time does no harm. */
    sqlite3_exec(history->db, undo, NULL, NULL, NULL);
    record_store_forget(history);
    *recorded = (Recorded){.format = recorded->format};
    return false;
}

bool history_begin(History *history, Diags *diags)
{
    g_assert(history->mode == HISTORY_WRITE && !history->batch);
    history->batch = database_execute(history, "BEGIN IMMEDIATE", diags);
    record_store_forget(history);
    return history->batch;
}

bool history_commit(History *history, Diags *diags)
{
    g_assert(history->batch);
    bool lost = is_lost(history);
    history->batch = false;
    if (!lost && database_execute(history, "COMMIT", diags))
        return true;
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    record_store_forget(history);
    return false;
}

bool history_record(History *history, const char *path, const EvidenceHints *hints,
                    Recorded *recorded, Diags *diags)
{
    static const EvidenceHints none = {0};
    g_assert(history->mode == HISTORY_WRITE);
    *recorded = (Recorded){0};
    g_autofree char *hash = NULL;
    g_autoptr(Source) source = read_source(path, &hash, diags);
    if (source == NULL)
        return false;
    EvidenceInput input = {source, hash, hints == NULL ? &none : hints};
    size_t before = diags_count(diags);
    bool taken = record(history, &input, recorded, diags);
    if (diags_count(diags) > before)
        g_ptr_array_add(history->sources, g_steal_pointer(&source));
    return taken;
}
