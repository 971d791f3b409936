#ifndef REDBINDER_HISTORY_EVIDENCE_H
#define REDBINDER_HISTORY_EVIDENCE_H

#include "base/diag.h"
#include "history/history.h"
#include "model/value.h"

/*
 * What one file of evidence says: its runs, not yet in the database.
 *
 * To add a format: a reader in a file of its own, its line in history/evidence.c and its word
 * in the table `evidence` of a new migration.
 */
typedef struct EvidenceRun {
    Run run;
    Span span;            /* where it is named */
    const char **earlier; /* of a log: its SHA-256 as it was each time the run was resumed */
    size_t n_earlier;
} EvidenceRun;

typedef enum EvidenceFormat { EVIDENCE_RUN_LOG, EVIDENCE_JUNIT, EVIDENCE_FORM } EvidenceFormat;

/* The runs and acts of one file; owns its arena. Acts have no key and no evidence yet. */
typedef struct Evidence {
    EvidenceRun *runs;
    size_t n_runs;
    Act *acts;
    size_t n_acts;
    Arena *arena;
} Evidence;

typedef struct EvidenceInput {
    const Source *source;
    const char *hash; /* SHA-256 of the file's bytes, 64 hex digits */
    const EvidenceHints *hints;
} EvidenceInput;

enum {
    EVIDENCE_MAX_FINDINGS = 100, /* of one file; then the rest is not read */
    EVIDENCE_MAX_SHOWN = 60,     /* characters of a foreign word in a message */
};

/* "run log", "JUnit XML" or "form". */
const char *evidence_format_name(EvidenceFormat format);

/* Tells the format of SOURCE by how it begins; false with a finding when it is none. */
bool evidence_format(const Source *source, EvidenceFormat *format, Diags *diags);

/* Reads SOURCE as FORMAT, all errors in one go. NULL when there was one. */
Evidence *evidence_read(const EvidenceInput *input, EvidenceFormat format,
                        Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Checks that VALUE, called NAME in messages, is an id (a-z 0-9 -); false with a finding. An
 * absent value is fine. */
bool evidence_check_id(Text value, const char *name, Diags *diags);

/* The same for the id of a step, which may be one of a called runbook: "call/inner". */
bool evidence_check_step(Text value, Diags *diags);

/* Fills what RUN does not say from the hints; false with a finding at its span when it then
 * still belongs to no plan. */
bool evidence_complete(EvidenceRun *run, const EvidenceInput *input, Diags *diags);

/* The last part of PATH: where a file lay is nobody's business. */
const char *evidence_file_name(const char *path);

void evidence_free(Evidence *evidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evidence, evidence_free)

#endif
