#ifndef REDBINDER_HISTORY_EVIDENCE_H
#define REDBINDER_HISTORY_EVIDENCE_H

#include "base/diag.h"
#include "history/history.h"
#include "model/value.h"

/*
 * What one file of evidence says: its runs and acts, not yet in the database.
 *
 * To add a format: a reader in a file of its own, its line in history/evidence.c and its word
 * in history/run_store.c and in the table `evidence` of a new migration.
 */
typedef struct EvidenceRun {
    Run run;
    Span span;            /* where it is named */
    const char **earlier; /* of a log: its SHA-256 as it was each time the run was resumed */
    size_t n_earlier;
} EvidenceRun;

typedef enum EvidenceFormat {
    EVIDENCE_RUN_LOG,
    EVIDENCE_JUNIT,
    EVIDENCE_FORM,
    EVIDENCE_CSV,
} EvidenceFormat;

/* What an id in a file of evidence is the name of. */
typedef enum EvidenceNameKind {
    EVIDENCE_NAME_PLAN,
    EVIDENCE_NAME_EXERCISE,
    EVIDENCE_NAME_RUNBOOK,
    EVIDENCE_NAME_SCENARIO,
    EVIDENCE_NAME_SITE,
    EVIDENCE_NAME_SERVICE,   /* or data set */
    EVIDENCE_NAME_BACKUP,    /* of a data set: data-set or data-set/job */
    EVIDENCE_NAME_PERSON,    /* an id of people.yaml */
    EVIDENCE_NAME_ANYBODY,   /* the same, or a name as typed */
    EVIDENCE_NAME_FRAMEWORK, /* of a control: framework/control */
} EvidenceNameKind;

typedef struct EvidenceName {
    EvidenceNameKind kind;
    const char *plan; /* in which it is looked up; NULL: in the library */
    Text id;
} EvidenceName;

/* What one file says; owns its arena. */
typedef struct Evidence {
    EvidenceRun *runs;
    size_t n_runs;
    Act *acts; /* without keys */
    size_t n_acts;
    GArray *all_runs; /* EvidenceRun: what RUNS points to once all is read */
    GArray *all_acts; /* Act, likewise */
    GArray *names;    /* EvidenceName: every id that it mentions */
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

/* "run log", "JUnit XML", "form" or "CSV". */
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

/* Notes that EVIDENCE mentions ID, so that it can be looked up in the library; an absent one is
 * passed over. */
void evidence_mention(Evidence *evidence, EvidenceNameKind kind, const char *plan, Text id);

/* The same for where RUN, completed, belongs; what only the command line says stands at its span.
 */
void evidence_mention_run(Evidence *evidence, const EvidenceRun *run, Text plan, Text exercise,
                          Text runbook);

void evidence_add_run(Evidence *evidence, const EvidenceRun *run);

/* Adds ACT and says which file it is from. */
void evidence_add_act(Evidence *evidence, const EvidenceInput *input, Act act);

/* Fills what RUN does not say from the hints; false with a finding at its span when it then
 * still belongs to no plan. */
bool evidence_complete(EvidenceRun *run, const EvidenceInput *input, Diags *diags);

/* The last part of PATH: where a file lay is nobody's business. */
const char *evidence_file_name(const char *path);

void evidence_free(Evidence *evidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evidence, evidence_free)

#endif
