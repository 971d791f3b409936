#ifndef REDBINDER_COMPLY_COMPLY_H
#define REDBINDER_COMPLY_COMPLY_H

#include "base/diag.h"
#include "model/library.h"
#include "model/open_finding.h"

/*
 * What has been shown, held against what was promised: measured objectives, exercises done and
 * overdue, figures of the plan, and verdicts on the controls of a framework. Everything is
 * evaluated as of a day, and nothing is satisfied by default. Reasons are plain text, in
 * sentences; ids and dates in them come from plans and evidence: escape them for the target.
 *
 * To add a predicate: write `Answer name(const Question *)` in comply/predicate_<topic>.c and
 * one line in comply/predicates.c, and test both sides in tests/unit/test_predicate.c.
 */
typedef enum Verdict {
    VERDICT_SATISFIED,
    VERDICT_NOT_SATISFIED,
    VERDICT_STALE, /* evidence existed, its validity is over */
    VERDICT_NO_EVIDENCE,
    VERDICT_NOT_APPLICABLE,
} Verdict;

/* "satisfied", "not-satisfied", "stale", "no-evidence", "not-applicable". */
const char *verdict_word(Verdict verdict);

typedef enum MeasureKind {
    MEASURE_RTO,
    MEASURE_RPO,
    MEASURE_WRT, /* from the service being back to all being checked */
    MEASURE_MTD, /* from the declaration to all being checked */
} MeasureKind;

/* "RTO", "RPO", "WRT", "MTD". */
const char *measure_word(MeasureKind kind);

/* What a run has measured. */
typedef struct Measurement {
    const Run *run;
    int64_t seconds;
} Measurement;

/* One objective and what runs have shown. Durations in seconds; the median and the value that nine
 * of ten keep to are the nearest rank: measured values, nothing between two of them. */
typedef struct Objective {
    MeasureKind kind;
    const Entity *subject; /* service or data set */
    bool has_target;       /* false: none written, or not readable */
    int64_t target;
    const char *target_text;          /* as written, or NULL */
    size_t n;                         /* measurements */
    const Measurement *measurements;  /* N of them, oldest first */
    int64_t best, median, p90, worst; /* meaningful when n > 0; median: lower middle */
    size_t n_met;                     /* measurements within the target */
    const Run *last;                  /* newest run that measured it, or NULL */
    bool has_until;
    Date until; /* the newest measurement counts until this day */
    Verdict verdict;
    const char *reason; /* why, with the run, its date and the arithmetic; never NULL */
} Objective;

typedef struct ExerciseState {
    const Exercise *exercise;
    const Run *last;           /* newest run that counts for it, passed or not; or NULL */
    const Run *passed;         /* newest passed run, or NULL */
    const Run *before;         /* newest passed run before the period, or NULL */
    size_t n_passed, n_others; /* runs in the period that passed, that did not */
    bool has_planned;          /* a frequency and a period with a first day are known */
    size_t planned;            /* how often the period asks for it */
    bool has_due;
    Date due;     /* last day on which it is not overdue, also counted from BEFORE */
    bool overdue; /* also when it has a frequency and never ran */
} ExerciseState;

/* A share: PART of WHOLE; WHOLE 0 means that there is nothing to count. */
typedef struct Share {
    size_t part, whole;
} Share;

/* The days that are looked at: FROM (days INT32_MIN: without limit) to AS_OF, both included. */
typedef struct Period {
    Date from;
    Date as_of;
} Period;

/* All about one plan. Belongs to its arena; borrows plan and runs. */
typedef struct Standing {
    const Plan *plan;
    Date as_of;
    Date from;        /* first day of the period; days INT32_MIN: without limit */
    const Run **runs; /* of this plan and period, oldest first */
    size_t n_runs;
    const Run **known; /* the same with those before the period */
    size_t n_known;
    const Act **acts; /* of this plan or of none, up to AS_OF, oldest first */
    size_t n_acts;
    Objective *objectives; /* services' RTO, then data sets' RPO, in plan order */
    size_t n_objectives;
    Objective *further; /* services' WRT and MTD, where a run measured them, in plan order */
    size_t n_further;
    ExerciseState *exercises; /* in plan order */
    size_t n_exercises;
    OpenFinding *findings; /* open, oldest first, also those of runs before the period */
    size_t n_findings;
    OpenFinding *closed; /* closed within the period */
    size_t n_closed;
    Share runs_passed, rto_met, rpo_met; /* rto_met, rpo_met: of the measurements */
    Share exercises_current;             /* of those with a frequency */
    Share scripts_current; /* of the passed runs by a script that knew whether it was as made:
                              intact, and made from the runbook as it is now */
    Share services_exercised, scenarios_exercised; /* in a passed run of the period */
    Share contacts_fresh; /* of the people called on: tried within the period, a year at most */
    struct Coverage *coverage; /* which run speaks for what; see model/coverage.h */
    Arena *arena;
} Standing;

/*
 * Computes the standing of PLAN from RUNS as of AS_OF; owned by the caller. Runs of a later
 * day, or without any date, are left out; a finding closed later counts as open. Runs before the
 * period measure and prove nothing; but their findings are open until they are closed, and an
 * exercise is due when its frequency after the newest pass is over, whenever that was.
 *
 * Every run that has the times measures; it need not have passed. An objective is satisfied
 * when the newest measurement is within the target and still counts, and neither that run nor
 * a newer one has failed. It counts until the next exercise is due, and as long as the runbook
 * is the one that was carried out.
 */
Standing *standing_new(const Plan *plan, const RunSet *runs, Date as_of) G_GNUC_WARN_UNUSED_RESULT;

/* The same from the runs of PLAN alone, the acts that may concern it, and for PERIOD. */
Standing *standing_new_from(const Plan *plan, RunList runs, ActList acts,
                            Period period) G_GNUC_WARN_UNUSED_RESULT;
void standing_free(Standing *standing);

/* ---- frameworks ---- */

typedef enum EvidenceClass {
    EVIDENCE_PLAN,    /* computable from the plan */
    EVIDENCE_HISTORY, /* needs dated runs */
    EVIDENCE_PERSON,  /* only a person can attest */
} EvidenceClass;

typedef struct Control {
    Entity entity;        /* id: an anchor; name: title */
    Text number;          /* CP-4 */
    Text about;           /* own paraphrase */
    Text oscal;           /* id of the assessment objective in NIST's catalogue, or absent */
    Word evidence;        /* EvidenceClass */
    Text predicate;       /* name of a predicate in comply/predicates.c; absent: a person attests */
    DurationValue within; /* parameters, as the predicate explains them: not older than */
    DurationValue over;   /* how far back is looked */
    TextList types;       /* exercise types that count */
    TextList of;          /* words that the predicate knows */
    NumberValue count;    /* at least so many */
} Control;

/* A framework. One that extends another has all its controls, changed where its own file names
 * them; BASE is that other one as it was read, and lives as long. */
typedef struct Framework {
    Text id, title, version, about, source;
    Text extends;  /* id of the framework that this one changes */
    TextList drop; /* ids of controls of that one that are left out */
    LIST_OF(Control) controls;
    bool is_unreadable; /* not even the form of the file */
    Arena *arena;
    Source *file;
    struct Framework *base; /* owned; or NULL */
} Framework;

/* Reads a framework from SOURCE (taken over). Never NULL: the findings point into its text, so
 * keep it until they are shown. Without controls when nothing is readable. What is extended is
 * not looked for here, and nothing is checked that needs the whole. */
Framework *framework_read_take(Source *source, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the controls of BASE (taken over) under those that FRAMEWORK, which extends it, has read.
 * What it drops and BASE does not have is a finding. */
void framework_extend_take(Framework *framework, Framework *base, Diags *diags);

/* Reports what is wrong with the controls of FRAMEWORK, all of it having been read: keys that are
 * missing, unknown predicates and words, parameters that are missing or of no use. */
void framework_check(const Framework *framework, Diags *diags);
void framework_free(Framework *framework);

/* The control that TEXT, "framework/control", names in FRAMEWORK or in one that it extends; NULL
 * when that is another framework, or none of its controls. *KNOWN gets whether it is this
 * framework that is named. */
const Control *framework_named(const Framework *framework, const char *text, bool *known);

/* Reports what plans and library call not applicable and none of FRAMEWORKS has. */
void frameworks_check_exemptions(const Library *library, Framework *const *frameworks, size_t count,
                                 Diags *diags);

/* All rules about frameworks, sorted by id; ends with NULL. */
extern const Rule *const comply_rules[];

/*
 * The verdict on one control for one plan. A control with a parameter (a period, exercise types)
 * is asked two questions: does the plan define a value that keeps to it, and do dated rows meet
 * it. What is not defined is not satisfied, whatever the history says.
 */
typedef struct ControlResult {
    const Control *control;
    Verdict verdict;
    const char *reason; /* sentences: the rows, dates and arithmetic behind it */
    const char *turn;   /* what would make it satisfied, a sentence; NULL when it is */
    bool has_parameter; /* false: DEFINED and MET say nothing */
    Verdict defined;    /* satisfied or not-satisfied */
    Verdict met;
    bool attested; /* it rests on what a person attests: shown as that, not as computed */
    bool has_until;
    Date until;                 /* the last day on which this verdict holds without a new row */
    const Run *run;             /* the evidence that decided, or NULL */
    const Act *act;             /* likewise */
    const Exemption *exemption; /* what calls it not applicable; also when that is over */
    const Run *const *runs;     /* the rows behind it, as far as they are few */
    size_t n_runs;
    const Act *const *acts; /* likewise */
    size_t n_acts;
} ControlResult;

/* Results in the order of the framework's controls; N gets their number. The array and its
 * texts belong to ARENA. */
const ControlResult *comply_evaluate(const Framework *framework, const Standing *standing,
                                     const Library *library, Arena *arena, size_t *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Standing, standing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Framework, framework_free)

#endif
