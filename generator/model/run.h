#ifndef REDBINDER_MODEL_RUN_H
#define REDBINDER_MODEL_RUN_H

#include "base/arena.h"
#include "base/date.h"
#include "model/act.h"

#include <stdbool.h>

/*
 * What has happened: dated runs of runbooks and exercises, with steps and findings.
 * Text that is absent is NULL; an instant that is absent has seconds MOMENT_ABSENT.
 */
#define MOMENT_ABSENT INT64_MIN

typedef enum RunKind { RUN_DRILL, RUN_INCIDENT, RUN_TEST } RunKind;

typedef enum RunOutcome {
    RUN_PASSED,
    RUN_FAILED,
    RUN_ABORTED, /* stopped by a person or a signal */
} RunOutcome;

typedef enum StepOutcome { STEP_PASSED, STEP_FAILED, STEP_SKIPPED } StepOutcome;

/* Whether the script that carried out a run was as it had been made. */
typedef enum ScriptState {
    SCRIPT_UNKNOWN, /* nothing says so, or there was no script */
    SCRIPT_INTACT,
    SCRIPT_MODIFIED,
} ScriptState;

/* Whether the restored copy was held against a checksum. */
typedef enum ChecksumResult {
    CHECKSUM_UNKNOWN,
    CHECKSUM_PASSED,
    CHECKSUM_FAILED,
} ChecksumResult;

/* Whether the log of a run carries the seal of its script; see docs/run-log.md. */
typedef enum LogSeal {
    LOG_NOT_SEALED,    /* no line carries one, or it is no log */
    LOG_SEALED,        /* up to its last event */
    LOG_SEALED_PARTLY, /* events follow the last seal */
} LogSeal;

typedef struct RunStep {
    const char *id; /* as in the runbook; JUnit: class and name */
    Moment started, ended;
    StepOutcome outcome;
    int exit_status; /* -1 when there was none */
    int attempt;     /* which try it was, from 1; 0 when nothing says so */
    bool undone;     /* rolled back later in the run */
    const char *by;
    const char *note;
    const char *output;      /* name of the file with what its command printed */
    const char *output_hash; /* SHA-256 of that, 64 hex digits */
} RunStep;

typedef struct RunFinding {
    const char *severity; /* low, medium, high, critical */
    const char *text;
    const char *owner;
    Date due;    /* days INT32_MIN when absent */
    Date closed; /* days INT32_MIN when open */
} RunFinding;

/* What was noted, answered, handed over or resumed during a run. */
typedef struct RunNote {
    Moment at;
    const char *step; /* or NULL */
    const char *by;   /* or NULL */
    const char *text;
} RunNote;

/* Who took part. */
typedef struct RunPerson {
    const char *name; /* an id of people.yaml, or a name as typed */
    const char *role; /* or NULL */
} RunPerson;

/* What stands in the public edition for the id of a runbook that is internal; none is called so. */
#define RUNBOOK_INTERNAL "(internal)"

typedef struct Run {
    const char *id; /* stable, from the evidence: run id of the log, or file hash and suite */
    RunKind kind;
    RunOutcome outcome;
    const char *plan;         /* plan id */
    const char *exercise;     /* exercise id or NULL */
    const char *incident;     /* incident's name or NULL */
    const char *runbook;      /* runbook id or NULL */
    const char *runbook_hash; /* 64 hex digits or NULL */
    const char *type;         /* an exercise type where no exercise gives it, or NULL */
    const char *scenario;     /* id of the scenario that was played or happened, or NULL */
    const char *site;         /* where the service came back, or NULL */
    const char *backup;       /* the set of copies that was restored, or NULL */
    ChecksumResult checksum;  /* of that set */
    const char *observer;     /* who watched and judged without taking part, or NULL */
    const char **services;    /* ids of services and data sets the evidence itself names */
    size_t n_services;
    ScriptState script;
    LogSeal seal;
    const char *seal_head; /* the last value that seals its log, or NULL; not in the history yet */
    const char *version;   /* of the plan */
    const char *commit;    /* that the plan was built from */
    const char *host;
    const char *title;
    const char *operator_name;
    Moment declared; /* T0 */
    Moment decided;  /* to recover */
    Moment started, ended;
    Moment service_back; /* first good business check */
    Moment verified;     /* all is checked, normal work goes on */
    Moment recovered_to; /* time of the newest recovered data */
    RunStep *steps;
    size_t n_steps;
    RunFinding *findings;
    size_t n_findings;
    RunNote *notes;
    size_t n_notes;
    RunPerson *people; /* who carried out steps too, in the order of their coming; each once */
    size_t n_people;
    const char *evidence;      /* name of the file it was read from, without folders */
    const char *evidence_hash; /* SHA-256, 64 hex digits */
} Run;

/* What the history of one library holds, as far as it was asked for: runs sorted by start, then
 * id; acts by day, then key. Withdrawn and corrected records are left out. Owns its arena. */
typedef struct RunSet {
    Run *runs;
    size_t count;
    Act *acts;
    size_t n_acts;
    char head[65]; /* seal of the last record with a day up to the one asked for; empty: none */
    Arena *arena;
} RunSet;

void run_set_free(RunSet *set);

/* Some runs of a set, oldest first. Borrowed from it. */
typedef struct RunList {
    const Run *const *items;
    size_t count;
} RunList;

/* Some acts of a set, oldest first. Borrowed from it. */
typedef struct ActList {
    const Act *const *items;
    size_t count;
} ActList;

/* The runs of a set by plan, so that one plan's are found without a look at all. */
typedef struct RunGroups RunGroups;

/* SET may be NULL. Both must outlive what run_groups_of and run_groups_all return. */
RunGroups *run_groups_new(const RunSet *set) G_GNUC_WARN_UNUSED_RESULT;
void run_groups_free(RunGroups *groups);
RunList run_groups_of(const RunGroups *groups, const char *plan_id);
RunList run_groups_all(const RunGroups *groups);

/* Acts about PLAN_ID together with those that name no plan, oldest first. */
ActList run_groups_acts(const RunGroups *groups, const char *plan_id);

/* Seconds from declaration (or start) to service back; -1 when the run did not get there. */
int64_t run_measured_rto(const Run *run);

/* Seconds of data lost: declaration (or start) minus the newest recovered data, at least 0;
 * -1 when not measured. */
int64_t run_measured_rpo(const Run *run);

/* Seconds from service back to verified: the work recovery time; -1 when not measured. */
int64_t run_measured_wrt(const Run *run);

/* Seconds from declaration (or start) to verified, which the MTD bounds; -1 when not measured. */
int64_t run_measured_mtd(const Run *run);

/* Do the SECONDS that RUN has measured bear on an objective of TARGET seconds, -1 where there is
 * none? What was broken off, or was a part of a runbook, can show that an objective is missed, and
 * not that it is met. */
bool run_bears_on(const Run *run, int64_t seconds, int64_t target);

/* The day it counts for: its end, else its start. */
Date run_date(const Run *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunSet, run_set_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunGroups, run_groups_free)

#endif
