#ifndef REDBINDER_COMPOSE_BRIEF_H
#define REDBINDER_COMPOSE_BRIEF_H

#include "compose/compose.h"

/*
 * What a manager asks about a plan, in a few numbers.
 */

/* Can the plan keep its promise? The worst comes first. */
typedef enum Promise {
    PROMISE_MISSED, /* an objective was missed when it was measured last, or its run failed */
    PROMISE_NONE,   /* it promises nothing that could be measured */
    PROMISE_UNPROVEN,
    PROMISE_PARTLY,
    PROMISE_KEPT,
} Promise;

typedef struct Brief {
    const PlanView *view;
    Promise promise;
    size_t n_objectives, n_proven, n_missed;
    size_t n_overdue_exercises;
    size_t n_findings, n_overdue_findings;
} Brief;

Brief brief_of(const PlanView *view);

/* "proven", "proven in part", "not proven", "missed", "nothing promised". */
const char *promise_word(Promise promise);
Tone promise_tone(Promise promise);

/* Who sees to the plan: its owner's name, or that nobody is named. Never NULL. */
const char *plan_owner_name(const Plan *plan);

/* The name of whom OWNER, the owner of a finding, means: an id of LIBRARY or of PLAN, else OWNER as
 * written; "nobody" for NULL. Looks at all people: not for each row of a table. */
const char *finding_owner_name(const Library *library, const Plan *plan, const char *owner);

/* "2 exercises are overdue, 3 findings are open, 1 of them beyond its day."; owned by the caller.
 */
char *lateness_words(size_t n_exercises, size_t n_findings,
                     size_t n_overdue) G_GNUC_WARN_UNUSED_RESULT;

#endif
