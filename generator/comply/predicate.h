#ifndef REDBINDER_COMPLY_PREDICATE_H
#define REDBINDER_COMPLY_PREDICATE_H

#include "comply/comply.h"
#include "comply/rows.h"
#include "comply/tally.h"

/*
 * A question that plan, runs and acts can answer. What it says it has computed; what it cannot
 * know it says that a person has to attest.
 */

/* Parameters that a control has to give, or may give. */
typedef enum Parameter {
    PARAMETER_WITHIN = 1,
    PARAMETER_TYPES = 2,
    PARAMETER_OF = 4,
    PARAMETER_COUNT = 8,
    PARAMETER_OVER = 16,
} Parameter;

struct Predicate;

typedef struct Question {
    const Control *control; /* with the parameters that the predicate needs */
    const struct Predicate *predicate;
    const Standing *standing;
    const Library *library;
    Rows *rows;   /* gets the runs and acts behind the answer */
    Arena *arena; /* of the reason */
} Question;

typedef struct Answer {
    Verdict verdict;
    const char *reason;
    const char *turn; /* a sentence; NULL: that of the predicate */
    const Run *run;   /* the evidence that decided, or NULL */
    const Act *act;   /* likewise */
    bool asks_two;    /* false: DEFINED and MET say nothing */
    Verdict defined, met;
    bool has_until;
    Date until; /* the last day on which it holds */
} Answer;

typedef struct Predicate {
    const char *name;
    const char *about;     /* one sentence */
    const char *turn;      /* what makes it satisfied: an imperative without full stop, so that
                              names can follow */
    unsigned needs;        /* PARAMETER_* */
    unsigned takes;        /* beside those that it needs */
    const char *const *of; /* the words of `of`, in the order of an enum; NULL-terminated */
    bool two;              /* it asks both questions: defined, met */
    Answer (*ask)(const Question *question);
} Predicate;

extern const Predicate predicates[];
extern const size_t n_predicates;

/* The predicate called NAME, or NULL. */
const Predicate *predicate_find(const char *name);

/* The key of PARAMETER in YAML: "within". */
const char *parameter_word(Parameter parameter);

/* The exercise types that CONTROL names, a bit for each ExerciseType; unknown words count for
 * nothing. */
unsigned control_types(const Control *control);

/* Whether CONTROL names the word at INDEX of those that PREDICATE knows, or names none at all. */
bool control_is_of(const Control *control, const Predicate *predicate, size_t index);

/* ---- comply/predicate_plan.c ---- */
Answer plan_reviewed(const Question *question);
Answer functions_named(const Question *question);
Answer objectives_defined(const Question *question);
Answer restoration_ordered(const Question *question);
Answer metrics_defined(const Question *question);
Answer related_plans_named(const Question *question);

/* ---- comply/predicate_people.c ---- */
Answer roles_filled(const Question *question);
Answer duties_written(const Question *question);
Answer contacts_reachable(const Question *question);
Answer contacts_verified(const Question *question);
Answer channels_independent(const Question *question);

/* ---- comply/predicate_duty.c ---- */
Answer activation_defined(const Question *question);
Answer duty_covered(const Question *question);
Answer escalation_complete(const Question *question);
Answer training_current(const Question *question);

/* ---- comply/predicate_governance.c ---- */
Answer approval_current(const Question *question);
Answer distribution_written(const Question *question);

/* ---- comply/predicate_section.c ---- */
Answer sections_present(const Question *question);
extern const char *const section_words[];

/* ---- comply/predicate_backup.c ---- */
Answer backups_meet_rpo(const Question *question);
Answer backups_encrypted(const Question *question);
Answer backups_checked(const Question *question);
Answer copies_protected(const Question *question);
Answer data_classes_covered(const Question *question);
Answer restores_fit(const Question *question);
Answer backups_succeed(const Question *question);

/* ---- comply/predicate_site.c ---- */
Answer backups_elsewhere(const Question *question);
Answer backups_apart(const Question *question);
Answer alternate_site_named(const Question *question);
Answer alternate_site_apart(const Question *question);
Answer restore_elsewhere(const Question *question);

/* Is SITE somewhere else where services can run? */
bool site_is_alternate(const Site *site);

/* ---- comply/predicate_exercise.c ---- */
Answer exercise_current(const Question *question);
Answer exercises_scheduled(const Question *question);
Answer services_exercised(const Question *question);
Answer data_exercised(const Question *question);
Answer restore_checked(const Question *question);
Answer types_exercised(const Question *question);

/* ---- comply/predicate_drill.c ---- */
Answer absent_key_person_exercised(const Question *question);
Answer alternate_site_exercised(const Question *question);
Answer communication_tested(const Question *question);
Answer independent_observer(const Question *question);

/* ---- comply/predicate_recovery.c ---- */
Answer runbooks_cover(const Question *question);
Answer estimates_fit(const Question *question);
Answer rto_proven(const Question *question);
Answer rpo_proven(const Question *question);

/* ---- comply/predicate_runbook.c ---- */
Answer change_retested(const Question *question);
Answer critical_rto_short(const Question *question);
Answer failback_exists(const Question *question);
Answer impacts_analysed(const Question *question);
Answer runbooks_verify(const Question *question);

/* ---- comply/predicate_finding.c ---- */
Answer failures_followed_up(const Question *question);
Answer failures_retested(const Question *question);

/* ---- comply/predicate_result.c ---- */
Answer objective_gap_tracked(const Question *question);
Answer results_reviewed(const Question *question);
extern const char *const reviewed_kind_words[];

/* ---- comply/predicate_risk.c ---- */
Answer regulator_deadlines(const Question *question);
Answer risks_treated(const Question *question);
Answer scenario_families(const Question *question);
Answer top_risks_exercised(const Question *question);
Answer vendor_response(const Question *question);

#endif
