#ifndef REDBINDER_COMPLY_PREDICATE_H
#define REDBINDER_COMPLY_PREDICATE_H

#include "comply/comply.h"

/*
 * A question that plan and runs can answer. What it says it has computed; what it cannot know
 * it says that a person has to attest.
 */

/* Parameters that a control has to give. */
enum { NEEDS_WITHIN = 1, NEEDS_TYPES = 2 };

typedef struct Question {
    const Control *control; /* with the parameters that the predicate needs */
    const Standing *standing;
    const Library *library;
    Arena *arena; /* of the reason */
} Question;

typedef struct Answer {
    Verdict verdict;
    const char *reason;
    const Run *run; /* the evidence that decided, or NULL */
} Answer;

typedef struct Predicate {
    const char *name;
    const char *about; /* one sentence */
    unsigned needs;    /* NEEDS_* */
    Answer (*ask)(const Question *question);
} Predicate;

extern const Predicate predicates[];
extern const size_t n_predicates;

/* The predicate called NAME, or NULL. */
const Predicate *predicate_find(const char *name);

/* The exercise types that CONTROL names, a bit for each ExerciseType; unknown words count for
 * nothing. */
unsigned control_types(const Control *control);

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

/* ---- comply/predicate_backup.c ---- */
Answer backups_meet_rpo(const Question *question);
Answer backups_encrypted(const Question *question);
Answer backups_checked(const Question *question);

/* ---- comply/predicate_site.c ---- */
Answer backups_elsewhere(const Question *question);
Answer backups_apart(const Question *question);
Answer alternate_site_named(const Question *question);
Answer alternate_site_apart(const Question *question);

/* ---- comply/predicate_exercise.c ---- */
Answer exercise_current(const Question *question);
Answer exercises_scheduled(const Question *question);
Answer services_exercised(const Question *question);
Answer data_exercised(const Question *question);

/* ---- comply/predicate_recovery.c ---- */
Answer runbooks_cover(const Question *question);
Answer estimates_fit(const Question *question);
Answer rto_proven(const Question *question);
Answer rpo_proven(const Question *question);

/* ---- comply/predicate_finding.c ---- */
Answer failures_followed_up(const Question *question);
Answer failures_retested(const Question *question);

#endif
