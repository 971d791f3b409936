#ifndef REDBINDER_HISTORY_HISTORY_H
#define REDBINDER_HISTORY_HISTORY_H

#include "base/diag.h"
#include "model/library.h"
#include "model/run.h"

/*
 * What has happened, in SQLite, and the ways in: run logs of the scripts, forms that were filled
 * in by hand, tables, and JUnit XML.
 * A file of evidence is taken in whole or not at all, and only once, however it is called:
 * it is known by the SHA-256 of its bytes. So is each run and act in it, by its content.
 * What was taken in is never changed: docs/history.md says how records are sealed and corrected.
 *
 * Findings about evidence point into its text, which the history keeps: print them before
 * history_close. A history belongs to one thread.
 */
typedef struct History History;

typedef enum HistoryMode {
    HISTORY_READ,    /* a file that does not exist is an empty history */
    HISTORY_INSPECT, /* to read it; it must exist */
    HISTORY_WRITE,   /* creates it and brings an older one up to date */
} HistoryMode;

/* Opens the database at PATH. NULL with a finding when it is not ours, newer than this program,
 * damaged, locked or cannot be opened, or when its last record is not sound and it is to be written
 * to. */
History *history_open(const char *path, HistoryMode mode, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void history_close(History *history);

/* What evidence does not say itself, from the command line; NULL where not given. */
typedef struct EvidenceHints {
    const char *plan;
    const char *exercise;
    const char *started;    /* when a test suite ran that does not say so: an instant */
    const Library *library; /* its plans, exercises and runbooks are the ones there are */
} EvidenceHints;

typedef struct Recorded {
    bool known_before; /* the same bytes were taken in earlier: nothing was added */
    size_t n_runs, n_steps, n_findings, n_acts; /* that are new */
    size_t n_known;     /* runs and acts that other evidence has brought already */
    const char *format; /* "run log", "form", "CSV" or "JUnit XML"; static */
    bool is_log;        /* whose seal is: */
    LogSeal seal;
} Recorded;

/* Takes in the evidence file at PATH in one transaction. False with findings (position and
 * all) when it cannot be read or is not evidence; then nothing of it was added. */
bool history_record(History *history, const char *path, const EvidenceHints *hints,
                    Recorded *recorded, Diags *diags);

/* Appends an empty form for a run of RUNBOOK on paper, in YAML; filled in, it is evidence. */
void history_form(const Runbook *runbook, GString *out);

/* What an act can be about, for a line of a form to fill in. */
typedef struct FormSubject {
    const char *id;    /* NULL: a line to write on */
    const char *about; /* in words, or NULL */
} FormSubject;

/* Appends an empty form for acts of KIND, in YAML: of PLAN where that is not NULL, and with an
 * entry for each of the N SUBJECTS where the kind has entries. */
void history_act_form(ActKind kind, const char *plan, const FormSubject *subjects, size_t n,
                      GString *out);

/* Sets KIND to what WORD says, such as "review"; false when it is no kind of act. */
bool history_find_act_kind(const char *word, ActKind *kind);

/* Many files in one transaction, since each costs the disk some time: between the two, what
 * history_record adds is kept only when history_commit has returned true, and lost together.
 * Each file is still taken in whole or not at all. False with a finding. */
bool history_begin(History *history, Diags *diags);
bool history_commit(History *history, Diags *diags);

/* What is to be loaded. */
typedef struct HistoryScope {
    Date as_of;             /* runs and acts up to and including this day */
    Date from;              /* and from this day on, by the day they count for; INT32_MIN: all */
    const char *plan;       /* only of this plan, and acts of none; NULL: of all */
    size_t steps_of_newest; /* steps and notes: of so many of the newest runs of each plan */
    Date steps_from;        /* and only of those that count for this day or a later one */
} HistoryScope;

/* For steps_of_newest: of all runs, whatever steps_from says. */
#define HISTORY_ALL_STEPS SIZE_MAX

/* What counts within SCOPE; never NULL, with a finding when reading fails. */
RunSet *history_runs(History *history, const HistoryScope *scope,
                     Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* All rules of this room, sorted by id; ends with NULL. */
extern const Rule *const history_rules[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_close)

#endif
