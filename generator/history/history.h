#ifndef REDBINDER_HISTORY_HISTORY_H
#define REDBINDER_HISTORY_HISTORY_H

#include "base/diag.h"
#include "model/library.h"
#include "model/run.h"

/*
 * What has happened, in SQLite, and the ways in: run logs of the scripts, forms that were filled
 * in by hand, and JUnit XML.
 * A file of evidence is taken in whole or not at all, and only once, however it is called:
 * it is known by the SHA-256 of its bytes.
 *
 * Findings about evidence point into its text, which the history keeps: print them before
 * history_close. A history belongs to one thread.
 */
typedef struct History History;

typedef enum HistoryMode { HISTORY_READ, HISTORY_WRITE } HistoryMode;

/* Opens the database at PATH. HISTORY_WRITE creates it and brings an older one up to date.
 * HISTORY_READ of a file that does not exist gives an empty history. NULL with a finding when
 * it is not ours, newer than this program, damaged, locked or cannot be opened. */
History *history_open(const char *path, HistoryMode mode, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void history_close(History *history);

/* What evidence does not say itself, from the command line; NULL where not given. */
typedef struct EvidenceHints {
    const char *plan;
    const char *exercise;
    const Library *library; /* its plans, exercises and runbooks are the ones there are */
} EvidenceHints;

typedef struct Recorded {
    bool known_before; /* the same bytes were taken in earlier: nothing was added */
    size_t n_runs, n_steps, n_findings;
    const char *format; /* "run log", "form" or "JUnit XML"; static */
} Recorded;

/* Takes in the evidence file at PATH in one transaction. False with findings (position and
 * all) when it cannot be read or is not evidence; then nothing was added. */
bool history_record(History *history, const char *path, const EvidenceHints *hints,
                    Recorded *recorded, Diags *diags);

/* Appends an empty form for a run of RUNBOOK on paper, in YAML; filled in, it is evidence. */
void history_form(const Runbook *runbook, GString *out);

/* All runs up to and including the day AS_OF; never NULL, with a finding when reading fails. */
RunSet *history_runs(History *history, Date as_of, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* All rules of this room, sorted by id; ends with NULL. */
extern const Rule *const history_rules[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_close)

#endif
